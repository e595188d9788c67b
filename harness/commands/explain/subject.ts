import picomatch from 'picomatch'
import { knownHint } from '../../ask/matrix/nearest.ts'
import { findUses } from '../../ask/projects/find-uses.ts'
import { projectFolder } from '../../edges/project-folder.ts'
import { UserError } from '../../errors.ts'
import { given } from '../../measure/sdks/given.ts'
import type { GivenBy } from '../../model/explanation.ts'
import { type Matrix, type MatrixSdk, placedIn } from '../../model/matrix.ts'
import type { MeasureOptions, Place } from '../../model/options.ts'
import type { ProgressEvent } from '../../model/progress.ts'
import type { World } from '../../pipeline/world.ts'
import { prepare } from '../inputs/prepare.ts'
import { addressed } from '../sdks/addressed.ts'
import { knownSdks } from '../sdks/known-sdks.ts'

/** Whose error it may be: the SDKs, and what the project in the current folder has of them. */
export type Subject = {
  readonly matrix: Matrix
  readonly world: World
  /** The SDKs that --sdk leaves, those that the matrix does not list among them. */
  readonly known: readonly MatrixSdk[]
  /** Ids of those that the project uses. */
  readonly project: readonly string[]
  /** Installed versions by id. */
  readonly locked: ReadonlyMap<string, readonly string[]>
  readonly given: readonly GivenBy[]
}

/** @throws UserError for an --sdk that fits nothing */
export const subjectOf = async (
  { sdk, ...options }: MeasureOptions,
  place: Place,
  tell: (event: ProgressEvent) => void,
): Promise<Subject> => {
  const { matrix: listed, world } = await prepare(options, place, tell)
  const { matrix, wishes } = addressed(listed, sdk, world.families, place.cwd)
  const all = knownSdks(matrix.sdks, world.families).map((sdk) => placedIn(sdk, matrix))
  const stray = wishes?.find((wish) => !all.some(({ id }) => picomatch.isMatch(id, wish)))
  if (stray !== undefined)
    throw new UserError('options/unknown-name', {
      what: `"${stray}" fits nothing.`,
      where: `--sdk ${stray}`,
      hint: knownHint(
        stray,
        all.map(({ id }) => id),
        'names',
      ),
    })
  const known = wishes ? all.filter(({ id }) => wishes.some((wish) => picomatch.isMatch(id, wish))) : all
  const { uses } = await findUses(projectFolder(place.cwd), known)
  const usesOf = (sdk: MatrixSdk) => uses.filter((use) => use.registry === sdk.registry && use.package === sdk.package)
  return {
    matrix,
    world,
    known,
    project: known.filter((sdk) => usesOf(sdk).length > 0).map(({ id }) => id),
    locked: new Map(
      known.map((sdk) => [sdk.id, [...new Set(usesOf(sdk).flatMap((use) => use.locked.map((one) => one.version)))]]),
    ),
    given: known.flatMap((sdk) => {
      const family = world.families[sdk.family]
      return family ? given(family, sdk.registry).map((one) => ({ sdk: sdk.id, ...one })) : []
    }),
  }
}
