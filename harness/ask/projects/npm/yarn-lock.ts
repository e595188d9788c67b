import { parseSyml } from '@yarnpkg/parsers'
import { broken } from '../json-text.ts'
import { type Copy, type Holder, type ReadLock, unknownFormat, unread, type Wanted } from '../reading.ts'
import { whoseIs } from '../whose-is.ts'
import { bareSpec, isElsewhere, readDescriptor, readSpecifier } from './specifier.ts'

/** `__metadata.version` of yarn 2 to 4. Classic has none. */
const NEWEST_BERRY = 10

/**
 * `yarn.lock` of both kinds, by yarn's own parser. Entries are keyed by what was asked (`openai@^5.0.0`), so each
 * declaration finds its own; the parser keeps no positions, but entries alone start in the first column.
 */
export const readYarnLock: ReadLock = (file, source, wanted) => {
  let parsed: Readonly<Record<string, unknown>>
  try {
    parsed = parseSyml(source)
  } catch (error) {
    return unread(broken(file, lineOfError(error), 'it is no lockfile of yarn'))
  }
  const lines = source.split(/\r?\n/)
  const berry = '__metadata' in parsed
  if (berry) {
    const version = Number(field(parsed['__metadata'], 'version'))
    if (!(version >= 1 && version <= NEWEST_BERRY))
      return unknownFormat(
        file,
        lines.indexOf('__metadata:') + 2,
        field(parsed['__metadata'], 'version'),
        `versions 1 to ${NEWEST_BERRY} and yarn classic's`,
      )
  }
  const members: string[] = []
  const copies = Object.entries(parsed).flatMap(([keys, entry]): readonly Copy[] => {
    const resolution = field(entry, 'resolution')
    const member = resolution?.split('@workspace:')[1]
    if (member !== undefined) members.push(member === '.' ? '' : member)
    const version = field(entry, 'version')
    const descriptors = keys.split(/,\s*/)
    const name = wanted(readDescriptor(descriptors[0] ?? '').package)
    if (member !== undefined || name === undefined || version === undefined) return []
    const line = lineOfEntry(lines, descriptors[0] ?? '')
    const asked = readDescriptor(descriptors[0] ?? '').range
    const elsewhere = isElsewhere(asked) ? { elsewhere: resolution ?? field(entry, 'resolved') ?? asked } : {}
    return [{ package: name, version, line, ...elsewhere, serves: descriptors.map(asDemand), dependents: [] }]
  })
  const wishes = wishesOf(parsed, lines, wanted)
  return { copies: withWishes(together(copies), wishes), members: berry ? members : null, faults: [] }
}

const lineOfEntry = (lines: readonly string[], first: string): number =>
  lines.findIndex((text) => /^[^\s#]/.test(text) && descriptorsOf(text).includes(first)) + 1

type Asked = { readonly package: string; readonly key: string; readonly spec: string; readonly holder: Holder }

/** What each entry wants of the wanted packages. Members of the workspace are manifests, and speak there. */
const wishesOf = (
  parsed: Readonly<Record<string, unknown>>,
  lines: readonly string[],
  wanted: Wanted,
): readonly Asked[] =>
  Object.entries(parsed).flatMap(([keys, entry]) => {
    if (keys === '__metadata' || field(entry, 'resolution')?.includes('@workspace:')) return []
    const first = keys.split(/,\s*/)[0] ?? ''
    return ASKING.flatMap(([group, kind]) =>
      Object.entries(record(entry, group)).flatMap(([key, value]): readonly Asked[] => {
        const { package: asked, range } = readSpecifier(key, String(value))
        const known = wanted(asked)
        if (known === undefined) return []
        const start = lineOfEntry(lines, first)
        const inside = lines.slice(start).findIndex((text) => /^["']?([^"':\s]+)/.exec(text.trim())?.[1] === key)
        const holder: Holder = {
          package: readDescriptor(first).package,
          version: field(entry, 'version') ?? '',
          line: start + inside + 1,
          kind,
          wants: { kind: 'range', range },
        }
        return [{ package: known, key, spec: bareSpec(String(value)), holder }]
      }),
    )
  })

const ASKING = [
  ['dependencies', 'plain'],
  ['optionalDependencies', 'plain'],
  ['peerDependencies', 'peer'],
] as const

/** An entry is keyed by what it answers. A peer is answered by its dependent's own copy, which the file does not name. */
const withWishes = (copies: readonly Copy[], wishes: readonly Asked[]): readonly Copy[] =>
  copies.map((copy) => {
    const dependents = wishes
      .filter((wish) =>
        wish.holder.kind === 'peer'
          ? wish.package === copy.package && whoseIs('npm', wish.holder.wants, copies, copy)
          : copy.serves.some(({ key, spec }) => key === wish.key && spec === wish.spec),
      )
      .map(({ holder }) => holder)
    // Classic gives an entry with several keys several times.
    return { ...copy, dependents: [...new Map(dependents.map((one) => [`${one.line}`, one])).values()] }
  })

const record = (entry: unknown, name: string): Readonly<Record<string, unknown>> => {
  const value: unknown =
    typeof entry === 'object' && entry !== null ? Object.entries(entry).find(([key]) => key === name)?.[1] : undefined
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

/** The keys of an entry's first line, without quotes and colon. */
const descriptorsOf = (line: string): readonly string[] =>
  line
    .replace(/:\s*$/, '')
    .split(/,\s*/)
    .map((text) => text.replaceAll('"', '').trim())

/** Berry writes `openai@npm:^5` for a manifest's `^5`; both spellings are the same demand. */
const asDemand = (descriptor: string) => {
  const at = descriptor.indexOf('@', 1)
  return { folder: null, key: descriptor.slice(0, at), spec: bareSpec(descriptor.slice(at + 1)) }
}

/** Classic gives an entry with several keys several times. */
const together = (copies: readonly Copy[]): readonly Copy[] =>
  [...Map.groupBy(copies, ({ line }) => line).values()].flatMap((same) => {
    const [first] = same
    return first ? [{ ...first, serves: same.flatMap(({ serves }) => serves) }] : []
  })

const field = (entry: unknown, name: string): string | undefined => {
  const value =
    typeof entry === 'object' && entry !== null ? Object.entries(entry).find(([key]) => key === name)?.[1] : undefined
  return value === undefined || value === null ? undefined : String(value)
}

const lineOfError = (error: unknown): number => {
  const text = error instanceof Error ? JSON.stringify({ ...error }) : ''
  return Number(/"line":(\d+)/.exec(text)?.[1] ?? 1)
}
