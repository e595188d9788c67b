import { type ChosenVersions, chooseVersions } from '../../ask/plan/choose-versions.ts'
import { isLocal } from '../../model/local-selector.ts'
import type { MatrixSdk, Selector } from '../../model/matrix.ts'
import type { ReleaseList, Target } from '../../model/sdk.ts'
import type { World } from '../world.ts'

export type ChosenTargets = ChosenVersions & {
  /** null: nothing was asked of a registry. */
  readonly list: ReleaseList | null
  /** What the local ones are. */
  readonly notes: readonly string[]
}

/**
 * Every selector's targets: published versions oldest first. As soon as one is of this machine the order is the one they
 * were named in: a build stands where whoever named it wants to see it compared.
 * @throws UserError for a selector that fits nothing, RegistryError when the registry says nothing
 */
export const chooseTargets = async (
  sdk: MatrixSdk,
  world: Pick<World, 'installer' | 'listReleases'>,
): Promise<ChosenTargets> => {
  if (!sdk.versions.some(isLocalSelector)) {
    const list = await world.listReleases(sdk)
    return { ...chooseVersions(sdk, list), list, notes: [] }
  }
  const list = sdk.versions.every(isLocalSelector) ? null : await world.listReleases(sdk)
  const parts = await Promise.all(
    sdk.versions.map(async (selector): Promise<Pick<ChosenTargets, 'targets' | 'leftOut' | 'notes'>> => {
      if (!isLocalSelector(selector)) {
        if (!list) throw new Error('A published version needs the list of its registry.')
        const { targets, waiting, leftOut } = chooseVersions({ ...sdk, versions: [selector] }, list)
        // Beside a build there is no line in which to look further: all of it is measured.
        return { targets: inListOrder([...targets, ...waiting], list), leftOut, notes: [] }
      }
      const { target, words } = await world.installer.open(sdk, selector)
      return {
        targets: [sdk.on ? { ...target, runtime: sdk.on } : target],
        leftOut: [],
        notes: [`${sdk.id} ${target.version} is ${words}.`],
      }
    }),
  )
  return {
    targets: distinct(parts.flatMap(({ targets }) => targets)),
    waiting: [],
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
    list,
    notes: parts.flatMap(({ notes }) => notes),
  }
}

const inListOrder = (targets: readonly Target[], { releases }: ReleaseList): readonly Target[] =>
  releases.flatMap(({ version }) => targets.find((target) => target.version === version) ?? [])

const isLocalSelector = (selector: Selector): selector is string => typeof selector === 'string' && isLocal(selector)

/** A published version named twice is one; two builds that would have one name get a number. */
const distinct = (targets: readonly Target[]): readonly Target[] => {
  const seen = new Map<string, number>()
  return targets.flatMap((target) => {
    const count = (seen.get(target.version) ?? 0) + 1
    seen.set(target.version, count)
    if (count === 1) return [target]
    return target.source.kind === 'registry' ? [] : [{ ...target, version: `${target.version}.${count}` }]
  })
}
