import { type Candidate, candidatesOf, NOTHING_NEWER } from '../../ask/projects/candidates.ts'
import { findUses } from '../../ask/projects/find-uses.ts'
import { NOBODY } from '../../ask/projects/holders.ts'
import { importsAlone } from '../../ask/projects/npm/imports-alone.ts'
import type { KnownPackage, UnreadAsk, Use, Uses } from '../../ask/projects/use.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import type { Run } from '../../edges/process.ts'
import type { ProjectFiles } from '../../edges/project-files.ts'
import { projectFolder } from '../../edges/project-folder.ts'
import { projectGit } from '../../edges/project-git.ts'
import { changedSteps, type Having } from '../../judge/gate/changed-steps.ts'
import type { Place } from '../../model/options.ts'
import type { Registry, ReleaseList } from '../../model/sdk.ts'
import { askDependents } from './ask-dependents.ts'
import { behindManifest, type FoundStep, type FoundSteps, isOf, type StepContext, sdkOf, stepOf } from './found-step.ts'
import { type Lists, lookUp } from './lists.ts'
import { noUse, unreadNote } from './no-use.ts'

/**
 * From the project's own files: from what is installed to the newest that the manifest allows.
 * @throws UserError when the project uses none of the SDKs
 */
export const projectSteps = async (
  context: StepContext,
  options: { readonly latest: boolean },
): Promise<FoundSteps> => {
  const read = await readProject(projectFolder(context.place.cwd), context)
  if (read.uses.length === 0) throw noUse(context, read)
  const uses = await askDependents(read.uses, context.world)
  const lists = await listsFor(uses, context)
  const { candidates, lost } = candidatesIn(uses, context, lists, options)
  const steps = candidates.map((candidate) =>
    stepOf(candidate, context, lists, { ...options, narrowed: options.latest }),
  )
  return {
    steps: [...(await withForms(steps, uses, projectFolder(context.place.cwd))), ...lost],
    notes: [...lists.notes, ...read.unread.map((ask) => unreadNote(ask, context))],
    faults: read.faults,
    others: read.others.filter(({ atRunTime }) => atRunTime),
  }
}

/** From what a git ref has installed to what the working tree has. */
export const baseSteps = async (context: StepContext, ref: string, run: Run): Promise<FoundSteps> => {
  const { place } = context
  const before = await projectGit({ run, root: place.cwd, ref, env: gitEnvironment(place) })
  const [was, is] = await Promise.all([readProject(before, context), readProject(projectFolder(place.cwd), context)])
  if (was.uses.length + is.uses.length === 0) throw noUse(context, { ...is, faults: [...was.faults, ...is.faults] })
  // Both ends are what is installed: no range has a say.
  // Asked once for both: a registry that answers for one of them alone would make the SDK look new.
  const lists = await listsFor([...was.uses, ...is.uses], context)
  const then = candidatesIn(was.uses, context, lists, { latest: true })
  const now = candidatesIn(is.uses, context, lists, { latest: true })
  const { steps, added } = changedSteps(then.candidates.map(havingOf), now.candidates.map(havingOf), (registry, a, b) =>
    compareLoosely(registry, a, b),
  )
  const found = steps.map((step) =>
    stepOf(
      {
        ...step,
        from: { version: step.from.version, how: 'locked' },
        to: step.version,
        newer: NOTHING_NEWER,
        state: (step.elsewhere ?? step.from.elsewhere) === null ? 'upgrade' : 'elsewhere',
        elsewhere: step.elsewhere ?? step.from.elsewhere,
        byManifest: null,
        overridden: null,
        holders: NOBODY,
      },
      context,
      lists,
      { latest: false, narrowed: true },
    ),
  )
  return {
    steps: [...(await withForms(found, is.uses, projectFolder(place.cwd))), ...now.lost],
    notes: [
      ...lists.notes,
      ...now.candidates.flatMap(behindManifest),
      ...added.map(
        ({ package: name, version, file, line }) =>
          `${name} ${version} is new (${file}:${line}): ${ref} has no version of it to compare with.`,
      ),
      ...is.unread
        .filter((ask) => !was.unread.some((one) => isSameAsk(one, ask)))
        .map((ask) => unreadNote(ask, context)),
      ...(steps.length + added.length + now.lost.length === 0 ? [`Every SDK is at the version that ${ref} has.`] : []),
    ],
    faults: [...was.faults.map((fault) => ({ ...fault, where: `${ref}:${fault.where ?? ''}` })), ...is.faults],
    others: await movedOthers(
      before,
      projectFolder(place.cwd),
      is.others.filter(({ atRunTime }) => atRunTime),
    ),
  }
}

/** Those that are asked for or locked otherwise than before. What was not there has nothing to be compared with. */
const movedOthers = async (
  before: ProjectFiles,
  after: ProjectFiles,
  others: readonly KnownPackage[],
): Promise<readonly KnownPackage[]> => {
  if (others.length === 0) return []
  const [was, is] = await Promise.all([before, after].map((files) => findUses(files, others)))
  const versionsOf = (found: Uses | undefined, other: KnownPackage): readonly string[] =>
    (found?.uses ?? [])
      .filter((use) => use.registry === other.registry && use.package === other.package)
      .flatMap(({ declared, locked }) => [declared?.range ?? '', ...locked.map(({ version }) => version)])
      .toSorted()
  return others.filter((other) => {
    const then = versionsOf(was, other)
    return then.length > 0 && then.join('\n') !== versionsOf(is, other).join('\n')
  })
}

/** What stood there before, on whatever line. */
const isSameAsk = (a: UnreadAsk, b: UnreadAsk): boolean =>
  a.registry === b.registry && a.package === b.package && a.range === b.range && a.at.file === b.at.file

/** Each step with the forms in which the project may load the package. */
const withForms = (steps: readonly FoundStep[], uses: readonly Use[], files: ProjectFiles) =>
  Promise.all(
    steps.map(async (step): Promise<FoundStep> => {
      const own = uses.filter((use) => isOf(step.sdk, use))
      return (await importsAlone(files, own)) ? { ...step, importsAlone: true } : step
    }),
  )

/** What git needs to find itself, its settings and the repository. */
const gitEnvironment = ({ env }: Place): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'GIT_DIR', 'GIT_WORK_TREE', 'SYSTEMROOT'].flatMap((name) => {
      const value = env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

const readProject = (files: ProjectFiles, { known }: StepContext) => findUses(files, known)

const listsFor = (uses: readonly Use[], { known, world }: StepContext): Promise<Lists> =>
  lookUp(
    known.filter((sdk) => uses.some((use) => isOf(sdk, use))),
    world,
  )

const candidatesIn = (
  uses: readonly Use[],
  context: StepContext,
  lists: Lists,
  options: { readonly latest: boolean },
) => {
  const listOf = (registry: Registry, name: string): ReleaseList | null => {
    const list = lists.of(registry, name)
    return 'reason' in list ? null : list
  }
  const listed = uses.filter((use) => listOf(use.registry, use.package) !== null)
  const candidates = candidatesOf(
    listed,
    (registry, name) => {
      const list = listOf(registry, name)
      if (!list) throw new Error(`${name} has no list.`)
      return list
    },
    options,
  )
  const lost = uses
    .filter((use) => !listed.includes(use))
    .map((use): FoundStep => {
      const list = lists.of(use.registry, use.package)
      const version = use.locked[0]?.version ?? use.declared?.range ?? '?'
      const at = use.declared?.at ?? use.locked[0]?.at
      return {
        sdk: sdkOf(use, context),
        file: at?.file ?? null,
        line: at?.line ?? null,
        from: version,
        to: version,
        notes: [],
        state: 'unknown',
        reason: 'reason' in list ? list.reason : '',
      }
    })
  return { candidates, lost }
}

/** Not everything that a lockfile calls a version is one. */
const compareLoosely = (registry: Registry, a: string, b: string): number => {
  const { exact, compare } = ecosystems[registry]
  return exact(a) === null || exact(b) === null ? (a < b ? -1 : 1) : compare(a, b)
}

/** What an install has: where the lockfile is behind its manifest, what the manifest says. */
const havingOf = ({ from, elsewhere, byManifest, ...one }: Candidate): Having => ({
  ...{ registry: one.registry, package: one.package, workspace: one.workspace, file: one.file, line: one.line },
  version: byManifest ?? from.version,
  elsewhere,
})
