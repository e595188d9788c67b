import type { OnShelf } from '../../measure/store/kept-results.ts'
import type { Matrix, MatrixSdk } from '../../model/matrix.ts'
import type { ScenarioResult } from '../../model/report.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { NamedGateway } from './kept-requests.ts'

export type JudgeRequest = {
  readonly matrix: Matrix
  readonly scenarios: readonly Scenario[]
  /** One, or two: before and after. */
  readonly gateways: readonly NamedGateway[]
  /** A range of versions as each SDK's registry writes it. Default: all that are kept. */
  readonly versions?: string
  /** What is kept of an SDK, and where that stands. */
  readonly kept: (sdk: MatrixSdk) => Promise<readonly OnShelf[] | readonly Recorded[]>
  readonly source: string
  /** The version of an SDK that the project has installed; null: none. */
  readonly inUse: (sdk: MatrixSdk) => string | null
}

/** A result of a report: there is no key, and no time of its own. */
export type Recorded = { readonly version: string; readonly result: ScenarioResult }
