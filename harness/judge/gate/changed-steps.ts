import type { Registry } from '../../model/sdk.ts'

/** What a project has of an SDK at one place. */
export type Having = {
  readonly registry: Registry
  readonly package: string
  readonly workspace: string | null
  readonly file: string
  readonly line: number
  readonly version: string
  /** Where it comes from, when that is not the registry; else null. */
  readonly elsewhere: string | null
}

export type ChangedStep = Having & { readonly from: Pick<Having, 'version' | 'elsewhere'> }

export type ChangedSteps = {
  readonly steps: readonly ChangedStep[]
  /** There now, and not before: no version to compare with. */
  readonly added: readonly Having[]
}

/**
 * The steps between two states of a project, place by place. Of several versions that came and went at one place each
 * that came is compared with the newest that went and is not newer than it, else with the oldest that went. A place that was
 * not there before is compared with the places that are gone, if any: a folder may have been given another name.
 */
export const changedSteps = (
  before: readonly Having[],
  after: readonly Having[],
  compare: (registry: Registry, a: string, b: string) => number,
): ChangedSteps => {
  const places = new Set(after.map(placeOf))
  const gone = before.filter((one) => !places.has(placeOf(one)))
  const pairs = [...Map.groupBy(after, placeOf)].flatMap(([place, now]) => {
    const here = before.filter((one) => placeOf(one) === place)
    const was = here.length > 0 ? here : gone.filter((one) => isSamePackage(one, now[0]))
    const came = now.filter((one) => !was.some((other) => isSame(other, one)))
    const went = was
      .filter((one) => !now.some((other) => isSame(other, one)))
      .toSorted((a, b) => compare(a.registry, a.version, b.version))
    return came.map((one) => {
      const older = went.findLast(({ registry, version }) => compare(registry, version, one.version) < 0)
      // All that was there still is: this one is compared with what stood beside it.
      return { one, from: older ?? went[0] ?? was[0] }
    })
  })
  return {
    steps: pairs.flatMap(({ one, from }) => (from ? [{ ...one, from }] : [])),
    added: pairs.flatMap(({ one, from }) => (from ? [] : [one])),
  }
}

const isSame = (a: Having, b: Having): boolean => a.version === b.version && a.elsewhere === b.elsewhere

const isSamePackage = (a: Having, b: Having | undefined): boolean =>
  a.registry === b?.registry && a.package === b.package

const placeOf = ({ registry, package: name, workspace }: Having): string => JSON.stringify([registry, name, workspace])
