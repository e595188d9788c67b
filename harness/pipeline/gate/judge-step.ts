import { inRangeOf } from '../../ecosystems/in-range.ts'
import { acceptedOnTheWay } from '../../judge/gate/accepted-on-the-way.ts'
import { beyondCommand, commandAt, commandVerdict } from '../../judge/gate/command-verdict.ts'
import { evidenceOf } from '../../judge/gate/evidence.ts'
import { failedAfterYes } from '../../judge/gate/failed-after-yes.ts'
import { gateGapsOf } from '../../judge/gate/gaps.ts'
import { verdictOf, worstVerdict } from '../../judge/gate/verdict.ts'
import { judge } from '../../judge/verdict/judge.ts'
import { unablePrograms } from '../../model/gap.ts'
import { YOUR_COMMAND } from '../../model/gate.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { StepLine } from '../../model/release-line.ts'
import type { RunResult } from '../../model/report.ts'
import { failedNotes } from '../../tell/words/evidence-text.ts'
import { gapSentence } from '../../tell/words/gap-words.ts'
import { inWords } from '../../tell/words/in-words.ts'
import { severityNotes } from '../../tell/words/severity-text.ts'
import { handOversOf } from '../hand-overs.ts'
import { reachNotes } from '../matrix/reach-notes.ts'
import { portNotes } from '../plan/allowed-ports.ts'
import { hostNotes } from '../plan/hosts-of.ts'
import { treeNotes } from '../plan/release-lines.ts'
import { todayOf } from '../today.ts'
import type { World } from '../world.ts'
import { type CommandRuns, withCommand } from './gate-command.ts'
import type { GateRequest, GateStep, JudgedStep } from './gate-request.ts'

/** What was observed at both ends of a step. */
export type Observed = {
  readonly step: Omit<GateStep, 'reach'>
  /** By scenarios: the older version's, then the newer one's. */
  readonly runs: readonly RunResult[]
  readonly command: CommandRuns | undefined
}

/**
 * What a step comes to. With a command that ran, the command decides; scenarios beyond it can ask for a look, and no more.
 * @param anyUsed a command ran for some step: one that it is not about need not be
 */
export const judgeStep = (
  { step, runs, command }: Observed,
  anyUsed: boolean,
  { scenarios, acceptances, severities, failOn, gatewaysChosen }: GateRequest,
  world: Pick<World, 'clock'>,
): JudgedStep => {
  const { sdk, family } = step
  const inRange = inRangeOf([sdk])
  const ran = command?.kind === 'ran' ? command : null
  const whole = inLines(ran ? withCommand(runs, ran.runs) : runs, step)
  const judged = inWords(
    judge(whole, {
      roles: family,
      handOvers: handOversOf(scenarios, family, sdk.registry),
      acceptances: acceptedOnTheWay(acceptances, wayOf(step), (version, range) => inRange(sdk.id, version, range)),
      overrides: severities,
      inRange,
      today: todayOf(world.clock),
    }),
  )
  const left = command && command.kind !== 'ran' ? command : null
  // A command that is about another SDK of the project says nothing here, and need not.
  const beside = left?.kind === 'unused' && anyUsed
  const own = ran ? gapsIn(ran.runs) : []
  const others = [
    ...runs.flatMap((run) => (run.status === 'measured' ? [] : gapsIn([run]))),
    ...gapsIn(whole).filter((gap) => !own.includes(gap)),
  ]
  const unknown = [...own, ...(ran ? [] : others), ...(left && !beside ? [left.reason] : [])]
  const places = ran ? commandAt(ran.runs, judged.drifts, failOn) : []
  const evidence = evidenceOf(ran?.runs ?? whole)
  const commands = ran && {
    verdict: commandVerdict(places, gatewaysChosen),
    places,
    runs: ran.runs.map(({ version, scenarios: results }) => ({ version, results })),
  }
  return {
    ...judged,
    verdict: commands
      ? worstVerdict([commands.verdict, beyondCommand(judged.drifts, failOn)])
      : verdictOf(judged.findings, failOn, unknown.length === 0, evidence),
    evidence,
    unknown: [...new Set(unknown)],
    notes: [
      ...hostNotes(step),
      ...portNotes(sdk),
      ...treeNotes(ran?.runs ?? runs),
      ...reachNotes(whole, ['connect']),
      ...severityNotes(judged.drifts),
      ...failedNotes(failedAfterYes(whole, isProgramOf(sdk)), step.to.version),
      ...(evidence.compared > 0 ? unablePrograms(whole).map(gapSentence) : []),
      ...(left && beside ? [left.reason] : []),
      ...(ran ? new Set(others) : []),
    ],
    aside: beside && whole.every(({ scenarios: results }) => results.length === 0),
    variables: ran?.variables ?? null,
    command: commands,
    measured: (ran?.runs ?? runs).every(({ status }) => status === 'measured'),
  }
}

const isProgramOf =
  ({ programs = [] }: MatrixSdk) =>
  (scenario: string): boolean =>
    scenario === YOUR_COMMAND || programs.some(({ id }) => id === scenario)

const gapsIn = (runs: readonly RunResult[]): readonly string[] => gateGapsOf(runs, YOUR_COMMAND).map(gapSentence)

/** The releases that a step goes over: those that it comes to, and those that it leaves. */
export const wayOf = ({ from, to, versions, lines }: Observed['step']) => {
  const backwards = versions.indexOf(from.version) > versions.indexOf(to.version)
  const way = backwards ? [] : lines.way(from.version, to.version, versions)
  return { onTheWay: way.slice(1), behind: way.slice(0, -1) }
}

/** Of which line a step is; null where the versions between its ends form one. */
export const lineOf = ({ from, to, versions, lines }: Observed['step']): StepLine | null => {
  const ends = [versions.indexOf(from.version), versions.indexOf(to.version)]
  const between = versions.slice(Math.min(...ends), Math.max(...ends) + 1)
  return lines.stepOf(from.version, to.version, between)
}

/** The two runs with the line that each is of. */
const inLines = (runs: readonly RunResult[], step: Observed['step']): readonly RunResult[] => {
  const { from } = step
  const line = lineOf(step)
  if (!line) return runs
  return runs.map((run) =>
    run.version === from.version
      ? { ...run, line: { name: line.from, after: null } }
      : { ...run, line: { name: line.to, after: from.version } },
  )
}
