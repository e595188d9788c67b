import { atMost } from '../../model/listed.ts'
import { reachText } from '../../model/reach.ts'
import type { RunResult } from '../../model/report.ts'

/** What versions tried beyond what they may: a sentence for those that tried the same. That it is new is a finding besides. */
export const reachNotes = (runs: readonly RunResult[]): readonly string[] => {
  const told = runs.flatMap(({ sdk, version, reached = [] }) =>
    reached.length > 0 ? [{ sdk, version, tried: atMost(reached.map(reachText), 5) }] : [],
  )
  return [...Map.groupBy(told, ({ sdk, tried }) => JSON.stringify([sdk, tried])).values()].flatMap((same) =>
    same.slice(0, 1).map(({ sdk, tried }) => {
      const versions = [...new Set(same.map(({ version }) => version))]
      return `${sdk} ${atMost(versions, 5)} tried to ${tried}, which no SDK may do here: it was refused.`
    }),
  )
}
