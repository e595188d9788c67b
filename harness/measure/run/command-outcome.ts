import type { Exchange } from '../../model/capture.ts'
import type { Installed } from '../../model/installed.ts'
import type { Stray } from '../capture/cells.ts'
import type { CommandLog } from './command-log.ts'
import { lastWords } from './last-words.ts'
import { observed } from './observed.ts'

/** It never asked for the SDK. */
export const unused = (
  { tooOld }: CommandLog,
  sdk: { readonly id: string; readonly package: string },
  exitCode: number,
): string =>
  tooOld === null
    ? `Your command ended with exit code ${exitCode} and never imported ${sdk.package}, so it says nothing about ${sdk.id}.`
    : `Your command runs on ${tooOld}, which cannot be given another version of ${sdk.package}: it takes Node 20.6 or newer.`

/** What it asked for is made for another Python. */
export const misfitting = (
  { module, runtime }: NonNullable<CommandLog['misfit']>,
  { target, runtime: own }: Extract<Installed, { state: 'ready' }>,
): string =>
  `Your command runs on ${runtime}, and ${target.sdk.package} ${target.version} was installed for ${own.name} ${own.version}: ${module} cannot be loaded there. Set UV_PYTHON to the Python that your command runs on.`

/** What it asked for elsewhere than below `url`, in words; null when it kept to it. */
export const outsideOf = (strays: readonly Stray[], url: string): string | null => {
  const targets = [...new Set(strays.flatMap(({ target, why }) => (why === 'no such cell' ? [target] : [])))]
  if (targets.length === 0) return null
  const more = targets.length > 3 ? ` and ${targets.length - 3} more` : ''
  return `It asked for ${targets.slice(0, 3).join(', ')}${more} at the gateway's origin, outside the path it was given (${new URL(url).pathname}).`
}

type Ended = {
  readonly log: CommandLog
  readonly exchanges: readonly Exchange[]
  readonly said: Parameters<typeof lastWords>[0]
  readonly outside: string | null
}

/** What its end means, together with what reached the gateway. */
export const outcomeOf = (
  exitCode: number,
  { log: { egress }, exchanges, said, outside }: Ended,
): ReturnType<typeof observed> => {
  if (egress) return observed({ kind: 'egress', ...egress }, exchanges)
  const astray = exchanges.length === 0 ? outside : null
  if (exitCode === 0)
    return astray === null
      ? observed({ kind: 'returned' }, exchanges)
      : observed({ kind: 'raised', name: 'NoRequest', message: astray, status: null }, exchanges)
  const last = exchanges.at(-1)?.answered.status ?? 0
  return observed(
    {
      kind: 'raised',
      name: `exit code ${exitCode}`,
      message: [astray, lastWords(said)].filter(Boolean).join(' '),
      // What the gateway said last is why it ended so, if it said no.
      status: last >= 400 ? last : null,
    },
    exchanges,
  )
}
