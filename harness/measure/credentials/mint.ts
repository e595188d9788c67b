import { randomUUID } from 'node:crypto'
import type { Minted, Span } from '../../model/capture.ts'
import { holesIn, LEAST_BITS, randomBits } from '../../model/credential-pattern.ts'
import type { CredentialShape, CredentialShapes } from '../../model/credential-shape.ts'
import { type FileContent, type FilePart, fileParts, fileText, RSA_KEY } from '../../model/file-credential.ts'
import type { Authority } from './authority.ts'
import { filled } from './pattern.ts'
import { formsOf, rsaKey } from './rsa-key.ts'

/** This run's credentials. They are thrown away with it; nothing here was ever valid anywhere else. */
export type Credentials = {
  /** @throws Error for a role that nobody minted */
  readonly of: (role: string) => string
  /** What a provider of this role hands out, call by call: another token each time, a key always the same. */
  readonly provider: (role: string) => readonly string[]
  /** All roles: the built-in ones, and the user's own. */
  readonly roles: readonly string[]
  /** Files that a program is given the path of, by role. */
  readonly files: Readonly<Record<string, CredentialFile>>
  /** Every value with its label, longest value first: none can then be mistaken for a part of a longer one. */
  readonly minted: readonly Minted[]
}

export type CredentialFile = { readonly name: string; readonly text: string }

/** The gateway's own identity, made up as the caller's is. */
const GATEWAY = { oid: '5dd71f70-0000-4000-8000-000000000004', sub: '5dd71f70-0000-4000-8000-000000000004' }

/** More than any scenario calls a provider; after the last, a driver repeats it. */
const TOKENS = 8

/**
 * An opaque key. All begin alike, so that an error which quotes the first characters of a refused key reads the same
 * in every run; none begins with `sk-`, which scanners take for a vendor's.
 */
const OPAQUE = 'harness-{32:hex}'
const opaque = (): Value => ({ value: filled(OPAQUE), drawn: holesIn(OPAQUE) })

/** `drawn`: absent where its form tells. */
type Value = Pick<Minted, 'value' | 'drawn'>
type RoleValue = readonly [role: string, value: Value]

const filledBy = (pattern: string): Value => ({ value: filled(pattern), drawn: holesIn(pattern) })

/** @param shapes credentials of the user's own, by role */
export const mintCredentials = async (
  authority: Pick<Authority, 'sign'>,
  shapes: CredentialShapes = {},
): Promise<Credentials> => {
  const tokens = await Promise.all(Array.from({ length: TOKENS }, () => authority.sign({ jti: randomUUID() })))
  const own = await Promise.all(Object.entries(shapes).map((entry) => minted(entry, authority)))
  const written = await Promise.all(Object.entries(shapes).flatMap(([name, shape]) => fileOf(name, shape)))
  const parts = written.flatMap((file) => file.parts)
  const values: Readonly<Record<string, readonly Value[]>> = {
    'api-key': repeated(opaque()),
    'subscription-key': repeated(opaque()),
    'auth-token': repeated(opaque()),
    'admin-key': repeated(opaque()),
    'entra-token': tokens.map((value) => ({ value })),
    ...Object.fromEntries(own.flat().map(([role, value]) => [role, repeated(value)])),
    ...Object.fromEntries(
      parts.map(({ role, value, drawn }) => [role, repeated({ value, ...(drawn ? { drawn } : {}) })]),
    ),
  }
  /** What a token endpoint of the vendor's hands out, or a gateway has of its own: no scenario and no program can be given it. */
  const exchanged = {
    'exchanged-token': repeated(opaque()),
    'managed-identity': repeated({ value: await authority.sign({ jti: randomUUID(), ...GATEWAY }) }),
  }
  // Of a pair its parts are seen; what could be other text as well is none that must not be seen.
  const plain = Object.entries(shapes).flatMap(([name, shape]) =>
    typeof shape === 'object' && 'basic' in shape
      ? [name, ...(randomBits(shape.basic.user) < LEAST_BITS ? [`${name}.user`] : [])]
      : [],
  )
  plain.push(...parts.filter(({ isSecret }) => !isSecret).map(({ role }) => role))
  const seen = Object.entries({ ...values, ...exchanged }).filter(([role]) => !plain.includes(role))
  const all = seen.flatMap(([role, each]) =>
    [...new Map(each.map((one) => [one.value, one])).values()].map((one, index) => ({
      label: index === 0 ? role : `${role}#${index + 1}`,
      ...one,
    })),
  )
  const valuesOf = (role: string): readonly string[] => {
    const found = { ...values, ...exchanged }[role]
    if (!found) throw new Error(`nobody minted ${role}`)
    return found.map(({ value }) => value)
  }
  return {
    of: (role) => first(valuesOf(role)),
    provider: valuesOf,
    roles: [...Object.keys(values), ...written.map(({ role }) => role)],
    files: Object.fromEntries(written.map(({ role, name, text }) => [role, { name, text }])),
    minted: [...all, ...parts.flatMap(({ role, forms }) => forms.map((form) => ({ label: role, ...form })))].sort(
      (a, b) => b.value.length - a.value.length,
    ),
  }
}

/** The roles of one shape, each with its value. */
const minted = async (
  [name, shape]: readonly [string, CredentialShape],
  authority: Pick<Authority, 'sign'>,
): Promise<readonly RoleValue[]> => {
  if (typeof shape === 'string') return [[name, filledBy(shape)]]
  if ('jwt' in shape) {
    const claims = mapValues(shape.jwt, (claim) => claim ?? undefined)
    return [[name, { value: await authority.sign({ jti: randomUUID(), ...claims }) }]]
  }
  if ('file' in shape) return []
  const [user, password] = [filledBy(shape.basic.user), filledBy(shape.basic.password)]
  return [
    [name, { value: `${user.value}:${password.value}` }],
    [`${name}.user`, user],
    [`${name}.password`, password],
  ]
}

type WrittenPart = {
  readonly role: string
  readonly value: string
  readonly drawn?: readonly Span[]
  /** How else it may be written. */
  readonly forms: readonly Value[]
  readonly isSecret: boolean
}
type WrittenFile = CredentialFile & { readonly role: string; readonly parts: readonly WrittenPart[] }

/** The file of a shape that is one, its parts filled. */
const fileOf = (name: string, shape: CredentialShape): readonly Promise<WrittenFile>[] =>
  typeof shape === 'object' && 'file' in shape ? [written(name, shape.file)] : []

const written = async (role: string, content: FileContent): Promise<WrittenFile> => {
  const parts = await Promise.all(fileParts(role, content).map(writtenPart))
  const values = new Map(parts.map((part) => [part.role, part.value]))
  return {
    role,
    parts,
    name: typeof content === 'string' ? role : `${role}.json`,
    text: fileText(role, content, (part) => values.get(part.role) ?? ''),
  }
}

const writtenPart = async ({ role, pattern }: FilePart): Promise<WrittenPart> => {
  if (pattern !== RSA_KEY) return { role, ...filledBy(pattern), forms: [], isSecret: randomBits(pattern) >= LEAST_BITS }
  const value = await rsaKey()
  return { role, value, forms: formsOf(value), isSecret: true }
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]))

const repeated = (value: Value): readonly Value[] => Array.from({ length: TOKENS }, () => value)

const first = ([value]: readonly string[]): string => {
  if (value === undefined) throw new Error('a role without a credential')
  return value
}
