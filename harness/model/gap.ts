import type { RunResult } from './report.ts'

/** What a run was asked for and could not measure: a whole version, or scenarios of it that were lost in one way. */
export type Gap = { readonly sdk: string; readonly version: string; readonly reason: string } & (
  | { readonly kind: 'version' }
  | {
      readonly kind: 'scenarios'
      readonly status: 'timeout' | 'crashed'
      /** Never empty. */
      readonly places: readonly { readonly scenario: string; readonly gateway: string }[]
    }
)

/** A scenario whose client sent nothing to a gateway at any version that was compared, so that nothing is known of it. */
export type Silence = { readonly kind: 'silence'; readonly scenario: string; readonly gateway: string }

/** Every gap, version by version. One reason is told once, however many scenarios it cost. */
export const gapsOf = (runs: readonly RunResult[]): readonly Gap[] =>
  runs.flatMap((run): readonly Gap[] => {
    const { sdk, version } = run
    if (run.status === 'not-measured') return [{ kind: 'version', sdk, version, reason: run.reason }]
    const lost = run.scenarios.flatMap(({ id: scenario, gateway, ...end }) => {
      const { status } = end
      return status === 'timeout' || status === 'crashed' ? [{ scenario, gateway, status, reason: end.reason }] : []
    })
    return [...Map.groupBy(lost, ({ status, reason }) => `${status}: ${reason}`).values()].flatMap((same) =>
      same.slice(0, 1).map(({ status, reason }) => {
        const places = same.map(({ scenario, gateway }) => ({ scenario, gateway }))
        return { kind: 'scenarios', sdk, version, status, reason, places } as const
      }),
    )
  })
