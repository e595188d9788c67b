import { randomBytes, randomUUID } from 'node:crypto'
import type { Minted } from '../../model/capture.ts'
import type { Role } from '../../model/role.ts'
import type { Authority } from './authority.ts'

/** This run's credentials. They are thrown away with it; nothing here was ever valid anywhere else. */
export type Credentials = {
  readonly of: (role: Role) => string
  /** What a provider of this role hands out, call by call: another token each time, a key always the same. */
  readonly provider: (role: Role) => readonly string[]
  /** Every value with its label, longest value first: none can then be mistaken for a part of a longer one. */
  readonly minted: readonly Minted[]
}

/** More than any scenario calls a provider; after the last, a driver repeats it. */
const TOKENS = 8

/**
 * An opaque key. All begin alike, so that an error which quotes the first characters of a refused key reads the same
 * in every run; none begins with `sk-`, which scanners take for a vendor's.
 */
const opaque = (): string => `harness-${randomBytes(16).toString('hex')}`

export const mintCredentials = async (authority: Pick<Authority, 'sign'>): Promise<Credentials> => {
  const tokens = await Promise.all(Array.from({ length: TOKENS }, () => authority.sign({ jti: randomUUID() })))
  const values: Readonly<Record<Role, readonly string[]>> = {
    'api-key': repeated(opaque()),
    'subscription-key': repeated(opaque()),
    'auth-token': repeated(opaque()),
    'entra-token': tokens,
  }
  const minted = Object.entries(values).flatMap(([role, all]) =>
    [...new Set(all)].map((value, index) => ({ label: index === 0 ? role : `${role}#${index + 1}`, value })),
  )
  return {
    of: (role) => first(values[role]),
    provider: (role) => values[role],
    minted: minted.sort((a, b) => b.value.length - a.value.length),
  }
}

const repeated = (value: string): readonly string[] => Array.from({ length: TOKENS }, () => value)

const first = ([value]: readonly string[]): string => {
  if (value === undefined) throw new Error('a role without a credential')
  return value
}
