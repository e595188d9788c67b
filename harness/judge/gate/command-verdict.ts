import { isLost } from '../../model/gap.ts'
import { type CommandAt, type Evidence, type GateVerdict, YOUR_COMMAND } from '../../model/gate.ts'
import { ANYWHERE } from '../../model/gateway-facts.ts'
import type { Drift, RunResult } from '../../model/report.ts'
import { type Bar, fails } from '../../model/severity.ts'
import { evidenceOf } from './evidence.ts'
import { verdictOf, worstVerdict } from './verdict.ts'

/**
 * What a user's own command comes to behind each gateway. One that let it in at neither version says nothing about it.
 * @param runs the command's, the older version's first
 */
export const commandAt = (runs: readonly RunResult[], drifts: readonly Drift[], failOn: Bar): readonly CommandAt[] => {
  const own = drifts.filter(({ scenario }) => scenario === YOUR_COMMAND)
  const gateways = new Set(runs.flatMap(({ scenarios }) => scenarios.map(({ gateway }) => gateway)))
  return [...gateways].map((gateway) => {
    const ends = runs.map((run) => ({ ...run, scenarios: run.scenarios.filter((one) => one.gateway === gateway) }))
    const evidence = evidenceOf(ends)
    const lostBefore = ends.slice(0, 1).some(({ scenarios }) => scenarios.some(({ status }) => isLost(status)))
    const whole = ends.every(({ scenarios }) => scenarios.every(({ status }) => status === 'measured'))
    return {
      gateway,
      verdict: verdictOf(
        own.filter((drift) => drift.gateway === gateway),
        failOn,
        whole,
        evidence,
      ),
      // Also where the program failed by itself at the gateway's yes.
      letInBefore: evidence.admittedBefore > 0 || evidence.refused.some(isYes),
      ...(lostBefore ? { lostBefore } : {}),
    }
  })
}

const isYes = ({ answered }: Evidence['refused'][number]): boolean => answered !== null && answered < 400

/**
 * The command's own verdict. Where nobody said which gateway is theirs, those that let it in at the older version count;
 * when one of these blocks and another does not, which one it is decides, and that is not known. One that takes a credential
 * wherever it stands counts where no other let it in, and where each of the others is known not to have. One behind which
 * nothing could be measured may be theirs: beside it nothing is a yes. Nor is it one beside a loss where a credential is taken
 * anywhere: what is lost there is no credential, so it is how answers come that the newer version cannot read.
 */
export const commandVerdict = (places: readonly CommandAt[], gatewaysChosen: boolean): GateVerdict => {
  const sure = places.filter(({ gateway }) => gateway !== ANYWHERE)
  const theirs = [
    sure.filter(({ letInBefore }) => letInBefore),
    sure.filter(({ lostBefore }) => lostBefore),
    places.filter(({ letInBefore }) => letInBefore),
  ].find(({ length }) => length > 0)
  const counted = (gatewaysChosen ? null : theirs) ?? places
  if (counted.length === 0) return 'unknown'
  const worst = worstVerdict(counted.map(({ verdict }) => verdict))
  const alike = counted.every(({ verdict }) => verdict === worst)
  if (gatewaysChosen || worst === 'unknown') return worst
  if (worst === 'blocked') return alike ? worst : 'unknown'
  const isLostElsewhere = places.some(({ letInBefore, verdict }) => letInBefore && verdict === 'blocked')
  return isLostElsewhere || sure.some(({ lostBefore }) => lostBefore) ? 'unknown' : worst
}

/** What scenarios show beyond a command: something to look at, and nothing that stops it. */
export const beyondCommand = (drifts: readonly Drift[], failOn: Bar): GateVerdict =>
  drifts.some((drift) => drift.scenario !== YOUR_COMMAND && (fails(drift, 'routing') || fails(drift, failOn)))
    ? 'review'
    : 'safe'
