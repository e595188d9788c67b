import type { Served } from '../../measure/capture/serve-gateway.ts'
import type { Credentials } from '../../measure/credentials/mint.ts'
import type { CarriedCredential } from '../../model/served.ts'
import { JWTS } from '../../model/token-form.ts'

type Minted = Credentials['minted']

/** Where in a request the run's credentials stood; HTTP Basic is looked into. */
export const carriedIn = ({ headers, target, body }: Served, minted: Minted): readonly CarriedCredential[] => [
  ...headers.flatMap(([name, value]) => rolesIn(opened(value), minted).map((role) => ({ at: `header ${name}`, role }))),
  ...[...new URL(target, 'http://127.0.0.1').searchParams].flatMap(([name, value]) =>
    rolesIn(value, minted).map((role) => ({ at: `query ${name}`, role })),
  ),
  ...rolesIn(body.toString(), minted).map((role) => ({ at: 'body', role })),
]

/** The run's credentials in a text as their roles; a token of the caller's own, or of whomever, as a token. */
export const byRole = (text: string, minted: Minted): string =>
  minted.reduce((told, { label, value }) => told.replaceAll(value, `{${label}}`), text).replace(JWTS, '{a token}')

/** The longest first, each taken out once found: none is mistaken for a part of another. */
const rolesIn = (text: string, minted: Minted): readonly string[] => {
  const roles: string[] = []
  let rest = text
  for (const { label, value } of minted) {
    if (!rest.includes(value)) continue
    rest = rest.replaceAll(value, '')
    if (!roles.includes(label)) roles.push(label)
  }
  return roles
}

const opened = (value: string): string => {
  const [, pair] = /^basic\s+(\S+)$/i.exec(value) ?? []
  return pair === undefined ? value : Buffer.from(pair, 'base64').toString()
}
