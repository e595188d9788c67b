import { isRequirements } from '../formats.ts'
import { folderOf, fromFolder } from '../paths.ts'
import type { Wanted } from '../reading.ts'
import type { SourceLock, SourceManifest } from '../sources.ts'
import { type Requirements, readRequirements } from './requirements.ts'

/** Requirements files as what they are: manifests, or, when a tool wrote them, lockfiles of other manifests. */
export const requirementsSources = (
  texts: ReadonlyMap<string, string>,
  wanted: Wanted,
): { readonly manifests: readonly SourceManifest[]; readonly locks: readonly SourceLock[] } => {
  const files = closure(texts, wanted)
  const bounding = new Set([...files].flatMap(([file, { constraints }]) => pathsFrom(file, constraints)))
  const included = new Set([...files].flatMap(([file, { includes }]) => pathsFrom(file, includes)))
  // `constraints.txt` installs nothing by itself; a requirements file that also bounds another one does.
  const installing = [...files].filter(([file]) => !bounding.has(file) || included.has(file) || isRequirements(file))
  const manifests = installing
    .filter(([, { compiled }]) => !compiled)
    .map(([file, { asks }]): SourceManifest => {
      const bounds = [...connected(file, files)].flatMap((path) =>
        (files.get(path)?.asks ?? []).flatMap(({ package: name, pinned, line }) =>
          pinned === null ? [] : [{ package: name, version: pinned, at: { file: path, line } }],
        ),
      )
      return { kind: 'requirements', registry: 'pypi', file, asks, bounds }
    })
  const locks = installing
    .filter(([, { compiled }]) => compiled)
    .map(([file, { asks, sources, dependents }]): SourceLock => {
      const copies = asks.flatMap((ask) =>
        ask.pinned === null
          ? []
          : [
              {
                package: ask.package,
                version: ask.pinned,
                line: ask.line,
                serves: [{ folder: null, key: null, spec: null }],
                dependents: dependents(ask),
              },
            ],
      )
      return {
        of: ['requirements', 'pyproject.toml'],
        registry: 'pypi',
        file,
        copies,
        members: null,
        sources: [...sources, file.replace(/\.txt$/, '.in')],
      }
    })
  return { manifests, locks }
}

/** The files that are installed together with this one: it includes or bounds them, or they it. A pin in one holds for all. */
const connected = (file: string, files: ReadonlyMap<string, Requirements>): ReadonlySet<string> => {
  const links = [...files].flatMap(([from, { includes, constraints }]) =>
    pathsFrom(from, [...includes, ...constraints]).map((to) => [from, to] as const),
  )
  const found = new Set([file])
  for (const member of found)
    for (const [from, to] of links) {
      if (from === member) found.add(to)
      if (to === member) found.add(from)
    }
  return found
}

/** Names of the files that requirements files want besides: to be read before `requirementsSources` is asked. */
export const mentionedFiles = (texts: ReadonlyMap<string, string>): readonly string[] =>
  [...closure(texts, () => undefined)]
    .flatMap(([file, { includes, constraints }]) => pathsFrom(file, [...includes, ...constraints]))
    .filter((path) => !texts.has(path))

/** Requirements files by name, and those they name, however often removed. */
const closure = (texts: ReadonlyMap<string, string>, wanted: Wanted): ReadonlyMap<string, Requirements> => {
  const found = new Map<string, Requirements>()
  const open = [...texts.keys()].filter(isRequirements)
  for (let file = open.shift(); file !== undefined; file = open.shift()) {
    const text = texts.get(file)
    if (text === undefined || found.has(file)) continue
    const read = readRequirements(text, wanted)
    found.set(file, read)
    open.push(...pathsFrom(file, [...read.includes, ...read.constraints]))
  }
  return found
}

const pathsFrom = (file: string, paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => (/^[a-z]+:\/\//i.test(path) ? [] : (fromFolder(folderOf(file), path) ?? [])))
