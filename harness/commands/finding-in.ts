import { knownHint } from '../ask/matrix/nearest.ts'
import { readIfThere } from '../edges/documents.ts'
import { UserError } from '../errors.ts'
import { type Badness, roughly } from '../judge/bisect/badness.ts'
import { causesOf } from '../judge/verdict/signature.ts'
import { parseReport } from '../tell/reporters/report/schema.ts'

/** What a bisection needs to know of a finding. */
export type FindingWish = {
  readonly id: string
  readonly scenario: string
  readonly gateway: readonly string[]
  readonly good: string
  readonly bad: string
  readonly badness: Badness
}

/**
 * A finding of a report file, as a wish: its SDK, its worst drift's scenario and gateway, its step, and its changes.
 * @throws UserError when there is no such report or finding
 */
export const findingIn = async (file: string, wanted: string): Promise<FindingWish> => {
  const text = await readIfThere(file)
  if (text === null)
    throw new UserError('report/none', {
      what: `There is no report ${file}.`,
      hint: 'Run sdkdrift matrix first, or name the folder with --out.',
    })
  const report = parseReport(text, file)
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
  return {
    id: found.sdk,
    scenario: drift.scenario,
    gateway: [drift.gateway],
    good: drift.from,
    bad: drift.to,
    badness: { kind: 'changes', signatures: causesOf(drift.changes).map(roughly) },
  }
}
