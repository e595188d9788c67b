import { type Json, member, members, type Node, readJson, text } from '../json-text.ts'
import { type Copy, type Demand, type Lock, type ReadLock, unknownFormat, unread, type Wanted } from '../reading.ts'
import { readDescriptor } from './specifier.ts'

/**
 * `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3.
 * https://docs.npmjs.com/cli/configuring-npm/package-lock-json
 */
export const readPackageLock: ReadLock = (file, source, wanted) => {
  const json = readJson(file, source)
  if ('fault' in json) return unread(json.fault)
  const version = member(json.root, 'lockfileVersion')
  switch (version?.value) {
    case 1:
      return { copies: nested(json, json.root, wanted, 0), members: [''], faults: [] }
    case 2:
    case 3:
      return flat(json, wanted)
    default:
      return unknownFormat(file, version ? json.lineOf(version) : 1, version?.value, 'versions 1 to 3')
  }
}

/** Version 1: a tree of what lies in which node_modules; only the root's own are at its top. */
const nested = ({ root, lineOf }: Json, level: Node, wanted: Wanted, depth: number): readonly Copy[] =>
  members(member(level, 'dependencies')).flatMap(({ key, at, value }): readonly Copy[] => {
    const version = text(member(value, 'version')) ?? ''
    const alias = version.startsWith('npm:') ? readDescriptor(version.slice('npm:'.length)) : null
    const name = wanted(alias?.package ?? key)
    const serves: readonly Demand[] = depth === 0 ? [{ folder: '', key, spec: null }] : []
    const own =
      name === undefined ? [] : [{ package: name, version: alias?.range ?? version, line: lineOf(at), serves }]
    return [...own, ...nested({ root, lineOf }, value, wanted, depth + 1)]
  })

const MODULES = 'node_modules/'

/** Versions 2 and 3: paths. A folder without node_modules in its path is a member of the workspace. */
const flat = ({ root, lineOf }: Json, wanted: Wanted): Lock => {
  const paths = members(member(root, 'packages'))
  const folders = paths.map(({ key }) => key).filter((path) => !path.includes(MODULES))
  const installed = paths.flatMap(({ key: path, at, value }) => {
    const key = path.slice(path.lastIndexOf(MODULES) + MODULES.length)
    const name = wanted(text(member(value, 'name')) ?? key)
    const version = text(member(value, 'version'))
    // A link leads to a member of the workspace: the project's own code.
    if (!path.includes(MODULES) || name === undefined || version === undefined || member(value, 'link')?.value === true)
      return []
    return [{ path, key, copy: { package: name, version, line: lineOf(at) } }]
  })
  const held = new Set(installed.map(({ path }) => path))
  const copies = installed.map(({ path, key, copy }) => ({
    ...copy,
    serves: folders
      .filter((folder) => lookUps(folder, key).find((place) => held.has(place)) === path)
      .map((folder) => ({ folder, key, spec: null })),
  }))
  return { copies, members: folders, faults: [] }
}

/** Where Node looks for a package, nearest first. */
const lookUps = (folder: string, key: string): readonly string[] => {
  const names = folder === '' ? [] : folder.split('/')
  return Array.from({ length: names.length + 1 }, (_, up) =>
    [...names.slice(0, names.length - up), `${MODULES}${key}`].join('/'),
  )
}
