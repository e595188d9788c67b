import type { Badness } from '../../judge/bisect/badness.ts'
import type { Scale } from '../../judge/verdict/rules.ts'
import type { Cell } from '../../model/cell.ts'
import type { Family } from '../../model/family.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Program } from '../../model/program.ts'
import type { StepLine } from '../../model/release-line.ts'
import type { Target } from '../../model/sdk.ts'
import type { SeverityOverride } from '../../model/severity-override.ts'
import type { Measure } from './probes.ts'

export type BisectRequest = {
  readonly sdk: MatrixSdk
  readonly family: Family
  /** The versions on the way from the good end to the bad one, in order; at least two. */
  readonly targets: readonly Target[]
  /** Versions that are skipped without a try (yanked, no wheel), by index, with the reason. */
  readonly unusable: ReadonlyMap<number, string>
  /** The good end was chosen by us: the oldest that can be measured will do. */
  readonly seekOldest: boolean
  /** What is followed: id of a scenario with its variant, or of a program. */
  readonly scenario: string
  /** Behind which gateways, at least one; of several the one that tells most is taken. */
  readonly gateways: readonly string[]
  /** The scenario in its variant behind each of them; none for a program. */
  readonly cells: readonly Cell[]
  /** The program; none for a scenario. */
  readonly programs: readonly Program[]
  readonly badness: Badness
  /** What the user says of severities. */
  readonly severities: readonly SeverityOverride[]
  /** `one`: the first transition; `all`: grid, then each interval that differs; `exhaustive`: every version. */
  readonly mode: 'one' | 'all' | 'exhaustive'
  /** Probes at once. */
  readonly width: number
  readonly timeoutMs: number
  /** Of which release line a step is; null where there is one. */
  readonly lineOf: (from: string, to: string) => StepLine | null
  /** For compare links: the repository's address from the package's own metadata. */
  readonly repository: string | null
  /** To be told with the answer. */
  readonly notes: readonly string[]
  /** How a version is measured. Default: its cells, by a driver. */
  readonly measure?: Measure
}

/** By what its changes are weighed. */
export const scaleOf = ({ sdk, family, severities }: BisectRequest): Scale => ({
  sdk: sdk.id,
  roles: family,
  overrides: severities,
})
