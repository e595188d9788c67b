import { randomBytes, randomUUID } from 'node:crypto'
import type { Minted } from '../../model/capture.ts'
import { LEAST_BITS, randomBits } from '../../model/credential-pattern.ts'
import type { CredentialShape, CredentialShapes } from '../../model/credential-shape.ts'
import type { Authority } from './authority.ts'
import { filled } from './pattern.ts'

/** This run's credentials. They are thrown away with it; nothing here was ever valid anywhere else. */
export type Credentials = {
  /** @throws Error for a role that nobody minted */
  readonly of: (role: string) => string
  /** What a provider of this role hands out, call by call: another token each time, a key always the same. */
  readonly provider: (role: string) => readonly string[]
  /** All roles: the built-in ones, and the user's own. */
  readonly roles: readonly string[]
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

/** @param shapes credentials of the user's own, by role */
export const mintCredentials = async (
  authority: Pick<Authority, 'sign'>,
  shapes: CredentialShapes = {},
): Promise<Credentials> => {
  const tokens = await Promise.all(Array.from({ length: TOKENS }, () => authority.sign({ jti: randomUUID() })))
  const own = await Promise.all(Object.entries(shapes).map((entry) => minted(entry, authority)))
  const values: Readonly<Record<string, readonly string[]>> = {
    'api-key': repeated(opaque()),
    'subscription-key': repeated(opaque()),
    'auth-token': repeated(opaque()),
    'entra-token': tokens,
    ...Object.fromEntries(own.flat().map(([role, value]) => [role, repeated(value)])),
  }
  // Of a pair its parts are seen; what could be other text as well is none that must not be seen.
  const plain = Object.entries(shapes).flatMap(([name, shape]) =>
    typeof shape === 'object' && 'basic' in shape
      ? [name, ...(randomBits(shape.basic.user) < LEAST_BITS ? [`${name}.user`] : [])]
      : [],
  )
  const seen = Object.entries(values).filter(([role]) => !plain.includes(role))
  const all = seen.flatMap(([role, each]) =>
    [...new Set(each)].map((value, index) => ({ label: index === 0 ? role : `${role}#${index + 1}`, value })),
  )
  const valuesOf = (role: string): readonly string[] => {
    const found = values[role]
    if (!found) throw new Error(`nobody minted ${role}`)
    return found
  }
  return {
    of: (role) => first(valuesOf(role)),
    provider: valuesOf,
    roles: Object.keys(values),
    minted: all.sort((a, b) => b.value.length - a.value.length),
  }
}

/** The roles of one shape, each with its value. */
const minted = async (
  [name, shape]: readonly [string, CredentialShape],
  authority: Pick<Authority, 'sign'>,
): Promise<readonly (readonly [string, string])[]> => {
  if (typeof shape === 'string') return [[name, filled(shape)]]
  if ('jwt' in shape)
    return [[name, await authority.sign({ jti: randomUUID(), ...mapValues(shape.jwt, (claim) => claim ?? undefined) })]]
  const [user, password] = [filled(shape.basic.user), filled(shape.basic.password)]
  return [
    [name, `${user}:${password}`],
    [`${name}.user`, user],
    [`${name}.password`, password],
  ]
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]))

const repeated = (value: string): readonly string[] => Array.from({ length: TOKENS }, () => value)

const first = ([value]: readonly string[]): string => {
  if (value === undefined) throw new Error('a role without a credential')
  return value
}
