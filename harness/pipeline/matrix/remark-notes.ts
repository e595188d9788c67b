import { atMost } from '../../model/listed.ts'
import type { RunResult } from '../../model/report.ts'

/** What is to be known of how versions were measured: a sentence once, with all of whom it holds. */
export const remarkNotes = (runs: readonly RunResult[]): readonly string[] => {
  const told = runs.flatMap(({ sdk, version, remarks = [] }) => remarks.map((text) => ({ sdk, version, text })))
  return [...Map.groupBy(told, ({ sdk, text }) => JSON.stringify([sdk, text])).values()].flatMap((same) =>
    same.slice(0, 1).map(({ sdk, text }) => {
      const versions = [...new Set(same.map(({ version }) => version))]
      return `${sdk} ${atMost(versions, 5)}: ${text}`
    }),
  )
}
