import { isKeyOf } from '../../measure/store/shelf.ts'
import type { Family } from '../../model/family.ts'
import { counted } from '../../model/listed.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import { keptName } from '../measure/kept-program.ts'
import type { World } from '../world.ts'

/** Which kept results are those of a program as it reads now. */
export type KeptByPrograms = {
  /** null: that is no program of this SDK. */
  readonly of: (id: string) => ((key: string) => boolean) | null
  /**
   * Why nothing of a program is asked about, for each of which that is so.
   * @param ofNow ids of those that have a result as they read now
   * @param outdated of how many results of each id that is not so
   */
  readonly leftOut: (ofNow: ReadonlySet<string>, outdated: ReadonlyMap<string, number>) => readonly string[]
}

type Known = { readonly name: string } | { readonly reason: string }

/** Other projects keep results of the same package, and one of their programs may be called alike: its key tells. */
export const keptByPrograms = async (
  { id: sdk, programs = [] }: MatrixSdk,
  family: Family,
  timeoutMs: number,
  { digestOf }: Pick<World, 'digestOf'>,
): Promise<KeptByPrograms> => {
  const known = new Map<string, Known>()
  for (const program of programs) {
    const digest = await digestOf(program)
    known.set(
      program.id,
      digest.kind === 'digest' ? { name: keptName(digest.value, family, timeoutMs) } : { reason: digest.reason },
    )
  }
  return {
    of: (id) => {
      const program = known.get(id)
      return program ? (key) => 'name' in program && isKeyOf(program.name, key) : null
    },
    leftOut: (ofNow, outdated) =>
      [...known].flatMap(([id, program]) =>
        ofNow.has(id) ? [] : [`${id} of ${sdk} is left out: ${whyOf(program, outdated.get(id) ?? 0)}`],
      ),
  }
}

const whyOf = (program: Known, outdated: number): string => {
  if ('reason' in program) return `its results are kept for no later run. ${program.reason}`
  if (outdated === 0) return 'no run has kept a result of it.'
  return `${counted(outdated, 'kept result')} under its name, none of it as it reads now.`
}
