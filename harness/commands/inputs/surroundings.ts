import { UserError } from '../../errors.ts'
import { HOST_PATTERN } from '../../model/host-pattern.ts'
import type { Surroundings } from '../../model/matrix.ts'
import type { MeasureOptions } from '../../model/options.ts'
import { runtimeWishes } from './runtime-wishes.ts'

/**
 * What the command line says of every SDK.
 * @throws UserError for words that say no package at a version, or no host
 */
export const surroundingsOf = (
  options: Pick<MeasureOptions, 'with' | 'host' | 'allowPort' | 'runtime'>,
): Surroundings => ({
  with: Object.fromEntries((options.with ?? []).map(packageAt)),
  hosts: (options.host ?? []).map(hostName),
  ...(options.allowPort ? { allowPorts: options.allowPort } : {}),
  ...(options.runtime ? { runtimes: runtimeWishes(options) } : {}),
})

const hostName = (text: string): string => {
  const name = text.toLowerCase()
  if (HOST_PATTERN.test(name)) return name
  throw new UserError('options/host', {
    what: `"${text}" is no name of a host.`,
    where: `--host ${text}`,
    hint: 'For example: --host api.twilio.com, --host *.blob.core.windows.net; without a scheme, a port and a path.',
  })
}

const packageAt = (text: string): readonly [string, string] => {
  const at = text.indexOf('@', 1)
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)]
  throw new UserError('options/package-at-version', {
    what: `"${text}" is not PACKAGE@VERSION.`,
    where: `--with ${text}`,
    hint: 'For example: --with openai@5.17.0, --with @langchain/openai@0.6.0',
  })
}
