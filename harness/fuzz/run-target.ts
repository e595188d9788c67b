import fc from 'fast-check'
import type { FuzzTarget } from './target.ts'

export type FuzzEnd =
  | { readonly kind: 'held'; readonly inputs: number }
  /** `input`: the smallest that was found. `path` and `seed` give it again. */
  | {
      readonly kind: 'failed'
      readonly input: readonly string[]
      readonly why: string
      readonly seed: number
      readonly path: string
    }

/**
 * Gives a target so many inputs.
 * @param before told of each input before it is tried: who watches can say at which one it hangs
 */
export const runTarget = async (
  target: FuzzTarget,
  { inputs: numRuns, seed }: { readonly inputs: number; readonly seed: number },
  before: (input: readonly string[]) => void = () => {},
): Promise<FuzzEnd> => {
  const { inputs, check, close } = await target.open()
  try {
    const property = fc.asyncProperty(inputs, async (input) => {
      before(input)
      await check(input)
    })
    const end = await fc.check(property, { numRuns, seed })
    if (!end.failed) return { kind: 'held', inputs: end.numRuns }
    const error = end.errorInstance
    return {
      kind: 'failed',
      input: end.counterexample?.[0] ?? [],
      why: error instanceof Error ? (error.stack ?? error.message) : String(error),
      seed: end.seed,
      path: end.counterexamplePath ?? '',
    }
  } finally {
    await close?.()
  }
}
