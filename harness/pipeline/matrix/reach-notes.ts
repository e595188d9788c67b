import { atMost } from '../../model/listed.ts'
import { REACH_KINDS, type Reach, type ReachKind, reachText, wayThere } from '../../model/reach.ts'
import type { RunResult } from '../../model/report.ts'

/**
 * What versions tried beyond what they may: a sentence for those that tried the same. That it is new is a finding besides.
 * @param kinds that are told of
 */
export const reachNotes = (
  runs: readonly RunResult[],
  kinds: readonly ReachKind[] = REACH_KINDS,
): readonly string[] => {
  const told = runs.flatMap(({ sdk, version, runtime, reached: all = [] }) => {
    const reached = all.filter(({ kind }) => kinds.includes(kind))
    return reached.length > 0
      ? [
          {
            sdk,
            version,
            tried: atMost(
              reached.map((one) => `${reachText(one)}${wayOf(one, runtime)}`),
              5,
            ),
          },
        ]
      : []
  })
  return [...Map.groupBy(told, ({ sdk, tried }) => JSON.stringify([sdk, tried])).values()].flatMap((same) =>
    same.slice(0, 1).map(({ sdk, tried }) => {
      const versions = [...new Set(same.map(({ version }) => version))]
      return `${sdk} ${atMost(versions, 5)} tried to ${tried}, which no SDK may do here: it was refused.`
    }),
  )
}

/**
 * What can be done about it, or what it is likely to be.
 *
 * What a runtime's own library is known to do when a package asks for something plain: that is likely all there is to it.
 * platform.processor(), and platform.platform() by it: https://github.com/python/cpython/blob/v3.12.0/Lib/platform.py
 */
const wayOf = ({ kind, what }: Reach, runtime: string): string => {
  if (kind === 'connect') return ` (what it needs there it reaches by ${wayThere(what)})`
  return kind === 'process' && what === 'uname' && runtime.startsWith('python')
    ? " (as Python's platform module does, to name the processor)"
    : ''
}
