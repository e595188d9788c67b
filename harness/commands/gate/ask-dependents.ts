import PQueue from 'p-queue'
import { havingASay } from '../../ask/projects/holders.ts'
import type { Dependent, Locked, Use } from '../../ask/projects/use.ts'
import { wishOf } from '../../ask/projects/wish-of.ts'
import type { Registry } from '../../model/sdk.ts'
import type { World } from '../../pipeline/world.ts'

/** Packages asked about at once. */
const AT_ONCE = 8

type Answer = Awaited<ReturnType<World['readNeeds']>>

/** Uses with the ranges that their lockfiles leave out, from the registries. Only those that have a say are asked about. */
export const askDependents = async (
  uses: readonly Use[],
  { readNeeds }: Pick<World, 'readNeeds'>,
): Promise<readonly Use[]> => {
  const asked = new Map(
    uses.flatMap((use) =>
      use.locked
        .flatMap((locked) => havingASay(use, locked))
        .filter(({ wants }) => wants.kind === 'in-registry')
        .map(({ package: name, version }) => [
          keyOf(use.registry, { package: name, version }),
          { registry: use.registry, package: name, version },
        ]),
    ),
  )
  const queue = new PQueue({ concurrency: AT_ONCE })
  const answers = new Map(
    await Promise.all([...asked].map(async ([key, one]) => [key, await queue.add(() => readNeeds(one))] as const)),
  )
  return uses.map((use) => ({ ...use, locked: use.locked.map((locked) => answered(use, locked, answers)) }))
}

const answered = (use: Use, locked: Locked, answers: ReadonlyMap<string, Answer>): Locked => ({
  ...locked,
  dependents:
    locked.dependents?.map((dependent) => {
      const answer = dependent.wants.kind === 'in-registry' && answers.get(keyOf(use.registry, dependent))
      if (!answer) return dependent
      const wants =
        'needs' in answer
          ? wishOf(use.registry, answer.needs, use.package)
          : ({ kind: 'unknown', why: answer.why } as const)
      return { ...dependent, wants }
    }) ?? null,
})

const keyOf = (registry: Registry, { package: name, version }: Pick<Dependent, 'package' | 'version'>): string =>
  JSON.stringify([registry, name, version])
