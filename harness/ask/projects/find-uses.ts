import PQueue from 'p-queue'
import { ecosystems } from '../../ecosystems/index.ts'
import type { ProjectFiles } from '../../edges/project-files.ts'
import { lockFormat } from './formats.ts'
import { joinUses } from './join-uses.ts'
import { nameOf } from './paths.ts'
import { mentionedFiles } from './pypi/requirements-sources.ts'
import { isSource, readSources, type Wants } from './read-sources.ts'
import { isUnread, unreadAsks } from './unread/pins.ts'
import type { KnownPackage, Uses } from './use.ts'

/** Files read at once: a git ref costs a process for each. */
const AT_ONCE = 8

/** Finds the known SDKs in a project's own manifests and lockfiles, each use with its file and line. */
export const findUses = async (files: ProjectFiles, known: readonly KnownPackage[]): Promise<Uses> => {
  const queue = new PQueue({ concurrency: AT_ONCE })
  const texts = new Map<string, string>()
  const readAll = (paths: readonly string[]) =>
    queue.addAll(paths.map((path) => async () => [path, await files.read(path)] as const))
  const take = async (paths: readonly string[]): Promise<void> => {
    // In the order asked for, not of arrival: results are the same at each run.
    for (const [path, text] of await readAll(paths)) if (text !== null) texts.set(path, text)
  }
  const listed = await files.list()
  await take(listed.filter(isSource).toSorted())
  // Included files may include others. What is asked for once is not asked for again, so this ends.
  const asked = new Set<string>()
  for (let more = mentionedFiles(texts); more.some((path) => !asked.has(path)); more = mentionedFiles(texts)) {
    const fresh = [...new Set(more)].filter((path) => !asked.has(path))
    for (const path of fresh) asked.add(path)
    await take(fresh)
  }
  const wants = wantsOf(known)
  const { faults, ...sources } = await readSources(texts, wants)
  const uses = joinUses(sources)
  const others = uses.length > 0 ? [] : await allAsked(texts)
  // What a requirements file includes is read already, whatever it is called.
  const beside = listed.filter((path) => isUnread(path) && !texts.has(path)).toSorted()
  const unread = new Map<string, string>()
  for (const [path, text] of await readAll(beside)) if (text !== null) unread.set(path, text)
  return { uses, faults, others, unread: unreadAsks(unread, wants) }
}

/** Every package that a manifest asks for, each once. */
const allAsked = async (texts: ReadonlyMap<string, string>): Promise<readonly KnownPackage[]> => {
  const manifests = new Map([...texts].filter(([path]) => lockFormat(nameOf(path)) === undefined))
  const { manifests: read } = await readSources(manifests, () => (name) => name)
  const asked = read.flatMap(({ registry, asks }) => asks.map(({ package: name }) => ({ registry, package: name })))
  return [...new Map(asked.map((one) => [`${one.registry} ${one.package}`, one])).values()]
}

const wantsOf = (known: readonly KnownPackage[]): Wants => {
  const names = Map.groupBy(known, ({ registry }) => registry)
  return (registry) => {
    const { normalName } = ecosystems[registry]
    const own = new Map((names.get(registry) ?? []).map(({ package: name }) => [normalName(name), name]))
    return (name) => own.get(normalName(name))
  }
}
