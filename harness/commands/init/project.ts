import { resolve } from 'node:path'
import type { ReadyProgram } from '../../ask/programs/ready-program.ts'
import { isThere } from '../../edges/documents.ts'
import type { Dependency, ProjectDone } from '../../model/set-up.ts'
import { checkPlaces, putFile } from '../results/put-files.ts'
import { type ProjectOptions, projectMatrix } from './project-matrix.ts'
import { projectWorkflows } from './project-workflows.ts'

type Options = ProjectOptions & {
  readonly dryRun: boolean
  /** What the jobs install; undefined: the published package. */
  readonly tool: string | undefined
}

/**
 * Sets a project up: a matrix file for what it uses, the gate, and the job of the night. Nothing that is there is touched;
 * where nothing is known of what it uses, nothing is written.
 * @throws UserError, before anything is written, when one of the places cannot be
 */
export const setUpProject = async (
  dependencies: readonly Dependency[],
  ready: readonly ReadyProgram[],
  options: Options,
): Promise<ProjectDone> => {
  const { cwd, config, dryRun, tool } = options
  const measurable = dependencies.filter(({ by }) => by !== null)
  const hasMatrix = await isThere(resolve(cwd, config))
  const matrix = hasMatrix ? [] : await projectMatrix(measurable, ready, options)
  const workflows = measurable.length > 0 ? await projectWorkflows(cwd, tool) : { files: [], next: '' }
  const all = [...matrix, ...workflows.files]
  const there = await Promise.all(all.map(({ path }) => isThere(resolve(cwd, path))))
  const files = all.filter((_, at) => !there[at])
  if (!dryRun) {
    const places = files.map(({ path }) => resolve(cwd, path))
    await checkPlaces(places, 'With --dry-run what would be written is printed.')
    for (const { path, text } of files) await putFile(resolve(cwd, path), text)
  }
  return {
    dryRun,
    dependencies,
    files,
    leftAlone: [...(hasMatrix ? [config] : []), ...all.flatMap(({ path }, at) => (there[at] ? [path] : []))],
    unnamed: hasMatrix
      ? measurable.filter(({ by }) => by !== 'matrix').map((one) => `${one.registry}:${one.package}`)
      : [],
    next: files.length > 0 ? ['sdkdrift doctor', 'sdkdrift matrix', workflows.next] : [],
  }
}
