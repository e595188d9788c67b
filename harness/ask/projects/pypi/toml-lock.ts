import { type Copy, type Demand, type Lock, type ReadLock, unknownFormat, unread } from '../reading.ts'
import { list, readToml, string, type Table, table, tomlLines } from '../toml-text.ts'

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
  }): ReadLock =>
  (file, source, wanted) => {
    const toml = readToml(file, source)
    if ('fault' in toml) return unread(toml.fault)
    const { root } = toml
    const lines = tomlLines(source)
    const version = format.version(root)
    if (!format.reads.test(String(version))) return unknownFormat(file, lines.next(format.at), version, format.words)
    const places = lines.inEach(format.array, /^\s*name\s*=/)
    const copies = list(root[format.array]).flatMap((item, index): readonly Copy[] => {
      const { name, version: locked } = table(item)
      const known = wanted(string(name) ?? '')
      if (known === undefined || typeof locked !== 'string') return []
      return [
        {
          package: known,
          version: locked,
          line: places[index] ?? lines.next(new RegExp(`name\\s*=\\s*["']${name}["']`)),
          serves: forAll,
        },
      ]
    })
    return { copies, members: format.members?.(root) ?? null, faults: [] }
  }

/** https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile: members of the workspace are packages of a folder. */
export const readUvLock = tomlLock({
  array: 'package',
  version: ({ version }) => version,
  at: /^\s*version\s*=/,
  reads: /^1$/,
  words: 'version 1',
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
})

export const readPdmLock = tomlLock({
  array: 'package',
  version: ({ metadata }) => table(metadata)['lock_version'],
  at: /^\s*lock_version\s*=/,
  reads: /^4\./,
  words: 'version 4',
})

/** https://peps.python.org/pep-0751/: another minor version may be read, another major not. */
export const readPylock = tomlLock({
  array: 'packages',
  version: (root) => root['lock-version'],
  at: /^\s*lock-version\s*=/,
  reads: /^1\./,
  words: 'version 1',
})
