import { ecosystems } from '../../ecosystems/index.ts'
import { listed } from '../../model/listed.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import { type AskedRuntime, type RuntimeWish, wishText } from '../../model/runtime-wish.ts'
import type { World } from '../world.ts'

/** On what the versions of an SDK are measured. */
export type Lane =
  /** Nobody asked: on what is there. */
  | { readonly kind: 'any' }
  | { readonly kind: 'found'; readonly runtime: AskedRuntime }
  | { readonly kind: 'missing'; readonly wish: RuntimeWish; readonly reason: string }

type Looking = Pick<World, 'installer' | 'tell' | 'stopwatch'>

/** Each runtime that is asked for of an SDK, oldest first, each once; what cannot be had stands last. */
export const lanesOf = async (sdk: MatrixSdk, world: Looking): Promise<readonly Lane[]> => {
  const wishes = wishesOf(sdk)
  if (wishes.length === 0) return [{ kind: 'any' }]
  const { compare } = ecosystems[sdk.registry]
  const lanes = await Promise.all(
    wishes.map(async (wish): Promise<Lane> => {
      const found = await look(sdk, wish, world)
      return 'reason' in found ? { kind: 'missing', wish, reason: found.reason } : { kind: 'found', runtime: found }
    }),
  )
  const found = lanes.filter((lane) => lane.kind === 'found')
  return [
    ...found
      .filter(({ runtime }, at) => found.findIndex((one) => one.runtime.version === runtime.version) === at)
      .toSorted((a, b) => compare(a.runtime.version, b.runtime.version)),
    ...lanes.filter((lane) => lane.kind === 'missing'),
  ]
}

/**
 * The one runtime that a question about an SDK is answered for: the first that is asked for; null where nobody asks.
 * @returns `reason`: it cannot be had
 */
export const onOne = async (
  sdk: MatrixSdk,
  world: Looking,
): Promise<{ readonly on: AskedRuntime | null; readonly notes: readonly string[] } | { readonly reason: string }> => {
  const [first, ...others] = wishesOf(sdk)
  if (!first) return { on: null, notes: [] }
  const on = await look(sdk, first, world)
  if ('reason' in on) return on
  const left = listed(others.map(wishText))
  return {
    on,
    notes: [
      `${sdk.id} was measured on ${wishText(on)}${left ? `, and not on ${left}: --runtime asks for another` : ''}.`,
    ],
  }
}

/** Finds it, or fetches it, which takes a while. */
const look = async (
  { registry }: MatrixSdk,
  wish: RuntimeWish,
  { installer, tell, stopwatch }: Looking,
): Promise<AskedRuntime | { readonly reason: string }> => {
  const target = wishText(wish)
  const started = stopwatch()
  tell({ kind: 'installing', target })
  return await installer
    .runtimeAs(registry, wish)
    .finally(() => tell({ kind: 'installed', target, reused: true, ms: stopwatch() - started }))
}

/** What is asked for in the language of the SDK. */
const wishesOf = ({ registry, runtimes = [] }: MatrixSdk): readonly RuntimeWish[] =>
  runtimes.filter(({ name }) => name === ecosystems[registry].language)
