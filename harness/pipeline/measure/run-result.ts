import { besideAt } from '../../ask/plan/beside-at.ts'
import { treeOf } from '../../measure/run/installed-version.ts'
import type { Kept } from '../../measure/store/result-store.ts'
import type { Dependencies, Installed } from '../../model/installed.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { RunResult, ScenarioResult } from '../../model/report.ts'
import { wishText } from '../../model/runtime-wish.ts'
import type { Target } from '../../model/sdk.ts'
import type { Planned } from '../plan/plan-matrix.ts'
import { withClaim } from '../plan/runtime-claims.ts'
import type { Ready } from './drive-target.ts'

/** A version with its results. */
export const measuredRun = (
  { target, sdk }: Planned,
  {
    runtime,
    dependencies,
    notOfReleaseDay,
    remarks = [],
    reached = [],
  }: Pick<Ready, 'runtime' | 'dependencies' | 'notOfReleaseDay'> & Partial<Pick<Kept, 'remarks' | 'reached'>>,
  scenarios: readonly ScenarioResult[],
): RunResult => ({
  sdk: target.sdk.id,
  version: target.version,
  runtime: `${runtime.name} ${runtime.version}`,
  ...asked(target),
  publishedAt: target.publishedAt,
  ...(target.misdated === undefined ? {} : { misdated: target.misdated }),
  status: 'measured',
  dependencies: treeOf({ target, dependencies }),
  ...(notOfReleaseDay === undefined ? {} : { notOfReleaseDay }),
  ...(remarks.length > 0 ? { remarks } : {}),
  ...(reached.length > 0 ? { reached } : {}),
  ...withBeside(sdk, target),
  scenarios,
})

const asked = ({ runtime }: Planned['target']): Pick<RunResult, 'on'> =>
  runtime ? { on: wishText(runtime.asked) } : {}

/** A version without a result, and why. */
export const lost = (
  { target, sdk }: Planned,
  { runtime }: Pick<Installed, 'runtime'>,
  reason: string,
  dependencies: Dependencies,
): Extract<RunResult, { status: 'not-measured' }> => ({
  sdk: target.sdk.id,
  version: target.version,
  runtime: runtime ? `${runtime.name} ${runtime.version}` : 'none',
  ...asked(target),
  publishedAt: target.publishedAt,
  ...(target.misdated === undefined ? {} : { misdated: target.misdated }),
  status: 'not-measured',
  reason: withClaim(reason, target),
  dependencies,
  ...withBeside(sdk, target),
  scenarios: [],
})

/** What a version has beside it, as an install and a report say it. */
export const withBeside = (sdk: MatrixSdk, { version }: Target): { readonly with?: Dependencies } => {
  const beside = besideAt(sdk, version)
  return Object.keys(beside).length > 0 ? { with: beside } : {}
}
