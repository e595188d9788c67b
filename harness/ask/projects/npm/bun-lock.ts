import { items, member, members, readJson, text } from '../json-text.ts'
import { type Copy, type ReadLock, unknownFormat, unread } from '../reading.ts'

const NEWEST = 2

/**
 * `bun.lock`: JSON with trailing commas. `packages` is keyed by who gets it: `openai` for all, `a/openai` for the
 * package or member called `a`. https://bun.com/docs/pm/lockfile
 */
export const readBunLock: ReadLock = (file, source, wanted) => {
  const json = readJson(file, source)
  if ('fault' in json) return unread(json.fault)
  const version = member(json.root, 'lockfileVersion')
  if (!(Number(version?.value) >= 0 && Number(version?.value) <= NEWEST))
    return unknownFormat(file, version ? json.lineOf(version) : 1, version?.value, `versions 0 to ${NEWEST}`)
  const folders = members(member(json.root, 'workspaces')).map(({ key, value }) => ({
    folder: key,
    name: key === '' ? null : text(member(value, 'name')),
  }))
  const packages = members(member(json.root, 'packages'))
  const held = new Set(packages.map(({ key }) => key))
  const copies = packages.flatMap(({ key: path, at, value }): readonly Copy[] => {
    const id = text(items(value)[0]) ?? ''
    const split = id.indexOf('@', 1)
    const name = wanted(id.slice(0, split))
    const version = id.slice(split + 1)
    if (name === undefined || version.startsWith('workspace:')) return []
    const serves = folders
      .map((member) => ({ ...member, key: keyFor(path, member.name ?? null) }))
      .filter(({ name: owner, key }) => key !== null && (path !== key || !owner || !held.has(`${owner}/${key}`)))
      .map(({ folder, key }) => ({ folder, key, spec: null }))
    return [{ package: name, version, line: json.lineOf(at), serves }]
  })
  return { copies, members: folders.map(({ folder }) => folder), faults: [] }
}

/** The name under which this member sees the package at `path`; null when it is somebody else's. */
const keyFor = (path: string, owner: string | null): string | null => {
  if (owner !== null && path.startsWith(`${owner}/`))
    return namesIn(path.slice(owner.length + 1)) === 1 ? path.slice(owner.length + 1) : null
  return namesIn(path) === 1 ? path : null
}

/** `@scope/name` is one name. */
const namesIn = (path: string): number => path.replaceAll(/@[^/]+\//g, '').split('/').length
