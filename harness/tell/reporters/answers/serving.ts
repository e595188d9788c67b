import { createColors } from 'picocolors'
import type { Serving } from '../../../model/served.ts'
import { clean } from '../../words/plain.ts'

/** What is printed when a gateway is served; with `env` as lines that a shell takes. */
export const serving = (
  { gateway, title, url, credentials }: Serving,
  options: { readonly colour: boolean; readonly env: boolean },
): string => {
  const { bold, dim } = createColors(options.colour)
  const roles = Object.entries(credentials)
  if (options.env) {
    const lines = [
      ['SDKDRIFT_GATEWAY_URL', url] as const,
      ...roles.map(([role, value]) => [variable(role), value] as const),
    ]
    return `${lines.map(([name, value]) => `export ${name}=${quoted(value)}`).join('\n')}\n\n`
  }
  const width = Math.max(...roles.map(([role]) => role.length))
  return [
    `${bold(gateway)}  ${clean(title)}`,
    `${bold(url)}  ${dim('until Ctrl-C')}`,
    '',
    'Good in this run, and nowhere else:',
    ...roles.map(([role, value]) => `  ${role.padEnd(width)}  ${value}`),
    '',
    '',
  ].join('\n')
}

/** As a command of the user's own finds it. */
const variable = (role: string): string => `SDKDRIFT_${role.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`

const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`
