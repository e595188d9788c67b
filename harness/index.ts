import type { FamilyDefinition } from './ask/families/schema.ts'
import { measureSome } from './commands/measure.ts'
import { here } from './edges/here.ts'
import { settingsFiles } from './edges/settings-files.ts'
import { callersSecrets } from './judge/secrets/callers-secrets.ts'
import { exitCodeOf } from './judge/verdict/exit-code.ts'
import type { ExitCode } from './model/exit-code.ts'
import type { MeasureOptions } from './model/options.ts'
import type { ProgressEvent } from './model/progress.ts'
import type { Report } from './model/report.ts'

export type { FamilyDefinition } from './ask/families/schema.ts'
export { UserError } from './errors.ts'
export type { Capture, Outcome } from './model/capture.ts'
export type { ProgressEvent } from './model/progress.ts'
export type { Change, Drift, Finding, Remedy, Report, RunResult, ScenarioResult } from './model/report.ts'
export type { Scenario } from './model/scenario.ts'
export type { Bar, Severity } from './model/severity.ts'
export { reporters } from './tell/reporters/report/index.ts'

/**
 * A family of SDKs in a file of one's own that `families` of `matrix.json` names: `export default defineFamily({ … })`. It
 * is checked as a JSON file is.
 */
export const defineFamily = (family: FamilyDefinition): FamilyDefinition => family

/** As the flags of `sdkdrift matrix`. */
export type RunMatrixOptions = MeasureOptions & {
  /** Where `matrix.json` is looked for, and whose registry settings count. Default: the current folder. */
  readonly cwd?: string
  /** Where `PATH`, proxies and registry settings are read; no SDK is given it. Default: this process's. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly onProgress?: (event: ProgressEvent) => void
}

/**
 * What `sdkdrift matrix` does, without printing or writing a report.
 * @returns the report, and the exit code that the command would end with (0, 1 or 3)
 * @throws UserError for what the command ends with 2 for: a faulty matrix, an unknown name
 */
export const runMatrix = async (
  options: RunMatrixOptions = {},
): Promise<{ readonly report: Report; readonly exitCode: ExitCode }> => {
  const { cwd = here().cwd, env = here().env, onProgress = () => {}, ...measure } = options
  const { report, matrix } = await measureSome(
    measure,
    { cwd, env, secrets: callersSecrets(env, settingsFiles(env, cwd)) },
    onProgress,
  )
  return { report, exitCode: exitCodeOf(report, matrix.failOn) }
}
