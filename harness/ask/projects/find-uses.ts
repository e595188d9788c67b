import PQueue from 'p-queue'
import { ecosystems } from '../../ecosystems/index.ts'
import type { ProjectFiles } from '../../edges/project-files.ts'
import { joinUses } from './join-uses.ts'
import { mentionedFiles } from './pypi/requirements-sources.ts'
import { isSource, readSources, type Wants } from './read-sources.ts'
import type { KnownPackage, Uses } from './use.ts'

/** Files read at once: a git ref costs a process for each. */
const AT_ONCE = 8

/** Finds the known SDKs in a project's own manifests and lockfiles, each use with its file and line. */
export const findUses = async (files: ProjectFiles, known: readonly KnownPackage[]): Promise<Uses> => {
  const queue = new PQueue({ concurrency: AT_ONCE })
  const texts = new Map<string, string>()
  const take = async (paths: readonly string[]): Promise<void> => {
    const read = await queue.addAll(paths.map((path) => async () => [path, await files.read(path)] as const))
    // In the order asked for, not of arrival: results are the same at each run.
    for (const [path, text] of read) if (text !== null) texts.set(path, text)
  }
  await take((await files.list()).filter(isSource).toSorted())
  // Included files may include others. What is asked for once is not asked for again, so this ends.
  const asked = new Set<string>()
  for (let more = mentionedFiles(texts); more.some((path) => !asked.has(path)); more = mentionedFiles(texts)) {
    const fresh = [...new Set(more)].filter((path) => !asked.has(path))
    for (const path of fresh) asked.add(path)
    await take(fresh)
  }
  const { faults, ...sources } = await readSources(texts, wantsOf(known))
  return { uses: joinUses(sources), faults }
}

const wantsOf = (known: readonly KnownPackage[]): Wants => {
  const names = Map.groupBy(known, ({ registry }) => registry)
  return (registry) => {
    const { normalName } = ecosystems[registry]
    const own = new Map((names.get(registry) ?? []).map(({ package: name }) => [normalName(name), name]))
    return (name) => own.get(normalName(name))
  }
}
