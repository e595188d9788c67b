import { type Copy, type Demand, type Lock, type ReadLock, unknownFormat, unread, type Wanted } from '../reading.ts'
import { list, readToml, string, type Table, table, tomlLines } from '../toml-text.ts'
import { whoseIs } from '../whose-is.ts'
import { type Asked, pdmAsks, poetryAsks, pylockAsks, uvAsks } from './toml-asks.ts'
import { pdmElsewhere, poetryElsewhere, pylockElsewhere, uvElsewhere } from './toml-elsewhere.ts'

/** One environment holds one version of a package: it serves every declaration. */
export const forAll: readonly Demand[] = [{ folder: null, key: null, spec: null }]

/** One of the lockfiles that list packages in TOML: they differ in little but where their format's version stands. */
const tomlLock =
  (format: {
    readonly array: 'package' | 'packages'
    readonly version: (root: Table) => unknown
    readonly at: RegExp
    readonly reads: RegExp
    readonly words: string
    readonly members?: (root: Table) => Lock['members']
    /** What one package of the lockfile asks for; null when it does not say. */
    readonly asks: (item: Table) => readonly Asked[] | null
    /** Where one package of the lockfile comes from, when that is no registry. */
    readonly elsewhere: (item: Table) => string | undefined
  }): ReadLock =>
  (file, source, wanted) => {
    const toml = readToml(file, source)
    if ('fault' in toml) return unread(toml.fault)
    const { root } = toml
    const lines = tomlLines(source)
    const version = format.version(root)
    if (!format.reads.test(String(version))) return unknownFormat(file, lines.next(format.at), version, format.words)
    const places = lines.inEach(format.array, /^\s*name\s*=/)
    const items = list(root[format.array]).map((item, index) => {
      const { name, version: locked } = table(item)
      const line = places[index] ?? lines.next(new RegExp(`name\\s*=\\s*["']${name}["']`))
      const elsewhere = format.elsewhere(table(item))
      return { name: string(name) ?? '', version: string(locked), line, asks: format.asks(table(item)), elsewhere }
    })
    const copies = items.flatMap(({ name, version: locked, line, elsewhere }): readonly Copy[] => {
      const known = wanted(name)
      if (known === undefined || locked === undefined) return []
      const place = elsewhere === undefined ? {} : { elsewhere }
      return [{ package: known, version: locked, line, ...place, serves: forAll, dependents: null }]
    })
    // Some writers leave out who asks for what, in all packages alike.
    const recorded = items.some(({ asks }) => asks !== null)
    return {
      copies: recorded
        ? copies.map((copy) => ({ ...copy, dependents: dependentsOf(copy, copies, items, wanted) }))
        : copies,
      members: format.members?.(root) ?? null,
      faults: [],
    }
  }

type Item = {
  readonly name: string
  readonly version: string | undefined
  readonly line: number
  readonly asks: readonly Asked[] | null
}

const dependentsOf = (copy: Copy, copies: readonly Copy[], items: readonly Item[], wanted: Wanted) =>
  items.flatMap(({ name, version = '', line, asks }) =>
    (asks ?? [])
      .filter((ask) => wanted(ask.name) === copy.package)
      .filter((ask) => (ask.version === null ? whoseIs('pypi', ask.wants, copies, copy) : ask.version === copy.version))
      .map(({ wants, kind }) => ({ package: name, version, line, wants, kind })),
  )

/** https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile: members of the workspace are packages of a folder. */
export const readUvLock = tomlLock({
  array: 'package',
  version: ({ version }) => version,
  at: /^\s*version\s*=/,
  reads: /^1$/,
  words: 'version 1',
  asks: uvAsks,
  elsewhere: uvElsewhere,
  members: (root) =>
    list(root['package']).flatMap((item) => {
      const { editable, virtual, directory } = table(table(item)['source'])
      const folder = string(editable) ?? string(virtual) ?? string(directory)
      return folder === undefined ? [] : [folder === '.' ? '' : folder]
    }),
})

export const readPoetryLock = tomlLock({
  array: 'package',
  version: ({ metadata }) => table(metadata)['lock-version'],
  at: /^\s*lock-version\s*=/,
  reads: /^[12]\./,
  words: 'versions 1 and 2',
  asks: poetryAsks,
  elsewhere: poetryElsewhere,
})

export const readPdmLock = tomlLock({
  array: 'package',
  version: ({ metadata }) => table(metadata)['lock_version'],
  at: /^\s*lock_version\s*=/,
  reads: /^4\./,
  words: 'version 4',
  asks: pdmAsks,
  elsewhere: pdmElsewhere,
})

/** https://peps.python.org/pep-0751/: another minor version may be read, another major not. */
export const readPylock = tomlLock({
  array: 'packages',
  version: (root) => root['lock-version'],
  at: /^\s*lock-version\s*=/,
  reads: /^1\./,
  words: 'version 1',
  asks: pylockAsks,
  elsewhere: pylockElsewhere,
})
