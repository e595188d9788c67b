import PQueue from 'p-queue'
import { besideAt } from '../../ask/plan/beside-at.ts'
import { wishOf } from '../../ask/projects/wish-of.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { atMost, listed } from '../../model/listed.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Target } from '../../model/sdk.ts'
import type { World } from '../world.ts'

/** Packages asked about at once. */
const AT_ONCE = 8
/** Versions told one by one. */
const MOST = 3

type Packaged = { readonly package: string; readonly version: string }
/** What `by` asks of a package of the tree that is at another version there. */
type Overruled = { readonly by: Packaged; readonly range: string; readonly given: Packaged }

/**
 * What lies beside an SDK in every tree, and who of them asks for another version of another than it got: a pin wins, and
 * what a package was not made for should not pass for its own fault.
 * @param sdk planned: what is beside it is at exact versions
 */
export const besideNotes = async (
  sdk: MatrixSdk,
  targets: readonly Target[],
  world: Pick<World, 'readNeeds'>,
): Promise<readonly string[]> => {
  const groups = [...Map.groupBy(targets, ({ version }) => JSON.stringify(besideAt(sdk, version))).values()]
  const told = await Promise.all(groups.map((group) => notesOf(sdk, group, groups.length === 1, world)))
  return told.flat()
}

/** Of versions that have the same beside them. */
const notesOf = async (
  sdk: MatrixSdk,
  targets: readonly Target[],
  isAll: boolean,
  world: Pick<World, 'readNeeds'>,
): Promise<readonly string[]> => {
  const [first, last] = [targets[0], targets.at(-1)]
  if (!first || !last) return []
  const beside = Object.entries(besideAt(sdk, first.version)).map(
    ([name, version]): Packaged => ({ package: name, version }),
  )
  if (beside.length === 0) return []
  const published = targets.filter(({ source }) => source.kind === 'registry')
  const own = published.map(({ version }): Packaged => ({ package: sdk.package, version }))
  const queue = new PQueue({ concurrency: AT_ONCE })
  const overruled = await queue.addAll(
    [...own, ...beside].map(
      (by) => () => overruledBy(by, by.package === sdk.package ? beside : [...own, ...beside], sdk, world),
    ),
  )
  const together = beside.map(({ package: name, version }) => `${name} ${version}`)
  const versions = first === last ? ` ${first.version}` : ` ${first.version} to ${last.version}`
  return [
    `${sdk.id}${isAll ? '' : versions} was measured with ${listed(together)} in the same tree.`,
    ...told(overruled.flat(), sdk.package),
  ]
}

const overruledBy = async (
  by: Packaged,
  others: readonly Packaged[],
  { registry }: MatrixSdk,
  { readNeeds }: Pick<World, 'readNeeds'>,
): Promise<readonly Overruled[]> => {
  const answer = await readNeeds({ registry, ...by })
  // What cannot be asked is not told of; whether the tree holds together, its installation shows.
  if ('why' in answer) return []
  const { satisfies } = ecosystems[registry]
  return others.flatMap((given) => {
    const wish = wishOf(registry, answer.needs, given.package)
    if (given.package === by.package || wish.kind !== 'range' || wish.range === '') return []
    const fits = wish.range.split(' || ').some((range) => satisfies(given.version, range))
    return fits ? [] : [{ by, range: wish.range, given }]
  })
}

/** Many versions of the SDK that are in the same case are told at once. */
const told = (all: readonly Overruled[], sdk: string): readonly string[] => {
  const isSdk = ({ package: name }: Packaged): boolean => name === sdk
  const caseOf = ({ by, range, given }: Overruled): string =>
    JSON.stringify([by.package, isSdk(by) ? '' : by.version, range, given.package, isSdk(given) ? '' : given.version])
  return [...Map.groupBy(all, caseOf).values()].flatMap((same) => {
    const [one] = same
    if (!one) return []
    const versions = (pick: (one: Overruled) => Packaged): string => {
      const each = [...new Set(same.map((overruled) => pick(overruled).version))]
      return each.length <= MOST ? listed(each) : atMost(each, MOST)
    }
    return `${one.by.package} ${versions(({ by }) => by)} asks for ${one.given.package} ${one.range}, and was given ${versions(({ given }) => given)}: what it does there, its makers did not promise.`
  })
}
