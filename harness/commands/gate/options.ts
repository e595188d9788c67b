import type { Fault } from '../../errors.ts'
import { YOUR_COMMAND } from '../../model/gate.ts'
import type { MeasureOptions } from '../../model/options.ts'

/** As the flags of `sdkdrift gate`. */
export type GateOptions = Omit<MeasureOptions, 'sdk' | 'noiseCheck' | 'command'> & {
  /** Only this SDK, by id. */
  readonly only?: string
  readonly from?: string
  readonly to?: string
  readonly latest?: boolean
  readonly baseRef?: string
  readonly explain?: boolean
  readonly json?: boolean
  /** The user's own command; empty: none. */
  readonly argv: readonly string[]
}

/** Flags that cannot be meant together. */
export const contradictions = ({ baseRef, from, to, latest, scenario, argv }: GateOptions): readonly Fault[] => [
  ...(baseRef !== undefined && (from !== undefined || to !== undefined || latest)
    ? [
        {
          what: '--base-ref says both versions by itself.',
          where: `--base-ref ${baseRef}`,
          hint: 'Leave out --from, --to and --latest.',
        },
      ]
    : []),
  ...(latest && to !== undefined
    ? [{ what: '--latest and --to both say where to go.', where: `--to ${to}`, hint: 'Give one of them.' }]
    : []),
  ...(scenario?.includes(YOUR_COMMAND) && argv.length === 0
    ? [
        {
          what: 'There is no command of yours.',
          where: `--scenario ${YOUR_COMMAND}`,
          hint: 'It stands behind --: sdkdrift gate -- node smoke.mjs',
        },
      ]
    : []),
]
