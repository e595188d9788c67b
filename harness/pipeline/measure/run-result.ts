import { treeOf } from '../../measure/run/installed-version.ts'
import type { Kept } from '../../measure/store/result-store.ts'
import type { Dependencies, Installed } from '../../model/installed.ts'
import type { RunResult, ScenarioResult } from '../../model/report.ts'
import { wishText } from '../../model/runtime-wish.ts'
import type { Planned } from '../plan/planned.ts'
import { withClaim } from '../plan/runtime-claims.ts'
import type { Ready } from './install-target.ts'
import { withBeside } from './with-beside.ts'

/** What one version cost. */
export type Effort = { readonly installs: number; readonly probes: number }

export type MeasuredTarget = { readonly run: RunResult; readonly effort: Effort }

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
