import { knownHint } from '../../ask/matrix/nearest.ts'
import { UserError } from '../../errors.ts'
import { type Badness, roughly } from '../../judge/bisect/badness.ts'
import { causesOf } from '../../judge/verdict/signature.ts'
import { readReport } from './read-report.ts'

/** What a bisection needs to know of a finding. */
export type FindingWish = {
  readonly id: string
  readonly scenario: string
  readonly gateway: readonly string[]
  readonly good: string
  readonly bad: string
  readonly badness: Badness
  /** On which it was seen; absent when none was asked for. */
  readonly runtime?: readonly string[]
}

/**
 * A finding of a report file, as a wish: its SDK, its worst drift's scenario and gateway, its step, and its changes.
 * @throws UserError when there is no such report or finding
 */
export const findingIn = async (file: string, wanted: string): Promise<FindingWish> => {
  const report = await readReport(file, file)
  if (report === null)
    throw new UserError('report/none', {
      what: `There is no report ${file}.`,
      hint: 'Run sdkdrift matrix first, or name the folder with --out.',
    })
  const found = report.findings.find(({ id }) => id === wanted)
  const drift = report.drifts.find(({ finding }) => finding === wanted)
  if (!found || !drift)
    throw new UserError('report/no-finding', {
      what: `There is no finding "${wanted}" in ${file}.`,
      hint: knownHint(
        wanted,
        report.findings.map(({ id }) => id),
        'findings',
      ),
    })
  if (found.on?.kind === 'between')
    throw new UserError('report/runtime-step', {
      what: `${wanted} is about two runtimes at the same version, ${found.on.from} and ${found.on.to}: no version brought it.`,
      hint: `To see both: sdkdrift diff ${found.sdk}@${found.to} ${found.sdk}@${found.to} --runtime "${found.on.from}" --runtime "${found.on.to}"`,
    })
  return {
    id: found.sdk,
    scenario: drift.scenario,
    gateway: [drift.gateway],
    good: drift.from,
    bad: drift.to,
    badness: { kind: 'changes', signatures: causesOf(drift.changes).map(roughly) },
    ...(drift.on?.kind === 'within' ? { runtime: drift.on.runtimes.slice(0, 1) } : {}),
  }
}
