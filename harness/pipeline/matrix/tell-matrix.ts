import { inRangeOf } from '../../ecosystems/in-range.ts'
import { idleAcceptances } from '../../judge/accept/accepted-by.ts'
import { unstableIn } from '../../judge/diff/noise.ts'
import { judge } from '../../judge/verdict/judge.ts'
import { idleOverrides } from '../../judge/verdict/overrides.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Measured } from '../../model/part.ts'
import { type Report, type RunResult, SCHEMA_VERSION } from '../../model/report.ts'
import { inWords } from '../../tell/words/in-words.ts'
import { severityNotes } from '../../tell/words/severity-text.ts'
import { handOversOf } from '../hand-overs.ts'
import { spending } from '../measure/spending.ts'
import { treeNotes } from '../plan/release-lines.ts'
import type { World } from '../world.ts'
import type { MatrixRequest } from './matrix-request.ts'
import { reachNotes } from './reach-notes.ts'
import { withRefusals } from './refused-programs.ts'
import { remarkNotes } from './remark-notes.ts'
import { withoutSilence } from './silent-programs.ts'

/** The stages from what was observed to the report. */
export const tellMatrix = (
  { startedAt, runs: observed, noise, others, notLookedAt, leftOut, notes }: Measured,
  request: MatrixRequest,
  world: World,
): Report => {
  const { sdks } = request.matrix
  const runs = withRefusals(withoutSilence(observed, sdks), sdks)
  const facts = { noise, inRange: inRangeOf(request.matrix.sdks), today: startedAt.slice(0, 10) }
  const judged = spending('judge', world, () =>
    request.matrix.sdks.map((sdk) => judgeSdk(sdk, runs, request, facts, world)),
  )
  const findings = judged.flatMap((one) => one.findings)
  const drifts = judged.flatMap((one) => one.drifts)
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'sdkdrift', version: world.toolVersion },
    startedAt,
    finishedAt: world.clock.now().toISOString(),
    failOn: request.matrix.failOn,
    ...{ runs, findings, drifts, leftOut },
    ...(notLookedAt.length > 0 ? { notLookedAt } : {}),
    notes: [
      ...notes,
      ...treeNotes(runs),
      ...remarkNotes(runs),
      ...reachNotes(runs),
      ...others.map(([sdk, reason]) => `${sdk} was not judged by your command. ${reason}`),
      ...(noise.length > 0 ? [UNSTABLE] : []),
      ...severityNotes(drifts),
      ...(request.partial
        ? []
        : [
            ...idleAcceptances(findings, request.matrix.accepted, facts.inRange, facts.today),
            ...idleOverrides(drifts, request.matrix.severities),
          ]),
    ],
    ...(request.noiseCheck ? { noise } : {}),
  }
}

const UNSTABLE =
  'What was not the same in two runs of one version is listed as that, and told in no finding: it says nothing about a step.'

type Facts = {
  readonly inRange: ReturnType<typeof inRangeOf>
  readonly today: string
  readonly noise: NonNullable<Report['noise']>
}

const judgeSdk = (sdk: MatrixSdk, runs: readonly RunResult[], request: MatrixRequest, facts: Facts, world: World) => {
  const family = world.families[sdk.family]
  if (!family) throw new Error(`No family ${sdk.family}.`)
  return inWords(
    judge(
      runs.filter((run) => run.sdk === sdk.id),
      {
        inRange: facts.inRange,
        today: facts.today,
        unstable: unstableIn(facts.noise.filter((one) => one.sdk === sdk.id)),
        roles: family,
        handOvers: handOversOf(request.scenarios, family, sdk.registry),
        acceptances: request.matrix.accepted,
        overrides: request.matrix.severities,
      },
    ),
  )
}
