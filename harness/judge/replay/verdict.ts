import type { Replay } from '../../model/replay.ts'
import { isTold, loses } from './steps.ts'

export type ReplayVerdict = 'steady' | 'loses' | 'cannot-tell'

/**
 * With one gateway: does a step lose admission? With two: is anybody locked out by the second who was let in by the first?
 * @param asked for versions by name: those without a result are then a gap
 */
export const verdictOf = ({ sdks }: Replay, asked: boolean): ReplayVerdict => {
  const two = sdks.some(({ beside }) => beside !== undefined)
  const lost = two
    ? sdks.some(({ beside }) => beside?.scenarios.some(({ change }) => change === 'locked-out'))
    : sdks.some(({ gateways }) => gateways.some(({ steps }) => steps.some(loses)))
  if (lost) return 'loses'
  const told = two
    ? sdks.some(({ beside }) => beside?.scenarios.some(({ change }) => change !== 'cannot-tell'))
    : sdks.some(({ gateways }) =>
        gateways.some(({ scenarios }) =>
          scenarios.some(({ stretches }) => stretches.some(({ standing }) => isTold(standing))),
        ),
      )
  const gap =
    asked && sdks.some(({ versions, withoutResults }) => versions.length === 0 || (withoutResults ?? []).length > 0)
  return told && !gap ? 'steady' : 'cannot-tell'
}
