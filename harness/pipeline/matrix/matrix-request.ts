import type { Matrix } from '../../model/matrix.ts'
import type { Scenario } from '../../model/scenario.ts'

export type MatrixRequest = {
  readonly matrix: Matrix
  /** The scenarios that `matrix.scenarios` picks. */
  readonly scenarios: readonly Scenario[]
  /** The gateways that `matrix.gateways` picks, by id. */
  readonly gateways: readonly string[]
  /** Run each version twice and list what was not stable. */
  readonly noiseCheck: boolean
  /** Only a part of the matrix runs (--sdk, --scenario, --gateway): idle acceptances say nothing then. */
  readonly partial: boolean
}
