import PQueue from 'p-queue'
import { ecosystems } from '../../ecosystems/index.ts'
import type { ProjectFiles } from '../../edges/project-files.ts'
import type { Registry } from '../../model/sdk.ts'
import { lockFormat } from './formats.ts'
import { joinUses } from './join-uses.ts'
import { nameOf } from './paths.ts'
import { mentionedFiles } from './pypi/requirements-sources.ts'
import { isSource, readSources, type Wants } from './read-sources.ts'
import type { Ask } from './reading.ts'
import { isUnread, unreadAsks } from './unread/pins.ts'
import type { Dependency, KnownPackage, Uses } from './use.ts'

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
  const others = await othersIn(texts, wants)
  // What a requirements file includes is read already, whatever it is called.
  const beside = listed.filter((path) => isUnread(path) && !texts.has(path)).toSorted()
  const unread = new Map<string, string>()
  for (const [path, text] of await readAll(beside)) if (text !== null) unread.set(path, text)
  return { uses, faults, others, unread: unreadAsks(unread, wants) }
}

/** Every other package that a manifest asks for, each once. */
const othersIn = async (texts: ReadonlyMap<string, string>, wants: Wants): Promise<readonly Dependency[]> => {
  const manifests = new Map([...texts].filter(([path]) => lockFormat(nameOf(path)) === undefined))
  const { manifests: read } = await readSources(
    manifests,
    (registry) => (name) => (wants(registry)(name) ? undefined : name),
  )
  const asked = read.flatMap(({ registry, asks }) => asks.map((ask) => ({ registry, ...ask })))
  const same = Map.groupBy(
    asked,
    ({ registry, package: name }) => `${registry} ${ecosystems[registry].normalName(name)}`,
  )
  return [...same.values()].flatMap((asks) =>
    asks
      .slice(0, 1)
      .map(({ registry, package: name }) => ({ registry, package: name, atRunTime: asks.some(isAtRunTime) })),
  )
}

const isAtRunTime = ({ registry, group, range }: Ask & { readonly registry: Registry }): boolean => {
  const { isRange, isTag } = ecosystems[registry]
  const fromRegistry = range === '' || isTag(range) || range.split(' || ').every(isRange)
  return fromRegistry && (group === 'dependencies' || group === 'optional')
}

const wantsOf = (known: readonly KnownPackage[]): Wants => {
  const names = Map.groupBy(known, ({ registry }) => registry)
  return (registry) => {
    const { normalName } = ecosystems[registry]
    const own = new Map((names.get(registry) ?? []).map(({ package: name }) => [normalName(name), name]))
    return (name) => own.get(normalName(name))
  }
}
