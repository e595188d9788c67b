import type { Clock } from '../../edges/clock.ts'
import type { Keep } from '../../edges/keeping.ts'
import type { MaskedCapture } from '../../model/capture.ts'
import type { ScenarioResult } from '../../model/report.ts'
import type { SharedShelves } from './shared-shelves.ts'

export type ResultStoreOptions = {
  readonly dir: string
  /** Hash of this tool's code that measures: captures of another driver are another program's. */
  readonly fingerprint: string
  /** Hash of the code that makes results of captures: what another read is read anew. */
  readonly readBy: string
  /** Hash of all code that concludes anything from results. */
  readonly concludedBy: () => string
  /** What SDKs tell of the machine: system, processor, kernel. */
  readonly machine: string
  readonly clock: Clock
  readonly keep: Keep
  /** Makes a result of what was observed. */
  readonly read: (capture: MaskedCapture, facts: { readonly version: string; readonly today: string }) => ScenarioResult
  /** What other machines kept. Default: nothing is known of any. */
  readonly shared?: SharedShelves
}
