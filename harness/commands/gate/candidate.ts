import { compareLink } from '../../judge/bisect/compare-link.ts'
import { verdictOf } from '../../judge/gate/verdict.ts'
import { releasePages } from '../../measure/registries/release-page.ts'
import type { GateCandidate } from '../../model/gate.ts'
import type { Matrix } from '../../model/matrix.ts'
import type { Place } from '../../model/options.ts'
import type { ReleaseList, Target } from '../../model/sdk.ts'
import type { GateRequest, GateStep, JudgedStep } from '../../pipeline/run-gate.ts'
import type { World } from '../../pipeline/world.ts'
import { type FoundStep, releaseOf } from './found-step.ts'
import type { GateOptions } from './options.ts'
import { whoBrought } from './who-brought.ts'

/** The step to measure; none when there is nothing to measure. */
export const stepsOf = (found: FoundStep, world: World): readonly GateStep[] => {
  if (found.state !== 'measure') return []
  const { sdk, list } = found
  const family = world.families[sdk.family]
  if (!family) throw new Error(`No family ${sdk.family}.`)
  const versions = list.releases.map(({ version }) => version)
  return [{ sdk, family, from: targetOf(found, found.from), to: targetOf(found, found.to), versions }]
}

const targetOf = (
  { sdk: { id, registry, package: name, family }, list }: FoundStep & { readonly list: ReleaseList },
  version: string,
): Target => {
  const release = releaseOf(list, version)
  return {
    sdk: { id, registry, package: name, family },
    source: { kind: 'registry' },
    version: release?.version ?? version,
    publishedAt: release?.publishedAt ?? null,
  }
}

type Facts = {
  readonly options: GateOptions
  readonly request: GateRequest
  readonly place: Place
  readonly world: World
  readonly matrix: Matrix
}

/** What was measured of a step, as the answer tells it. */
export const measured = async (
  found: FoundStep & { readonly state: 'measure' },
  judged: JudgedStep,
  { options, request, place, world, matrix }: Facts,
): Promise<GateCandidate> => {
  const { list, from, to } = found
  const page = await releasePages(found.sdk, place)
  const [step] = stepsOf(found, world)
  if (!step) throw new Error('A measured step has its ends.')
  const findings = options.explain ? await whoBrought({ step, judged, list, page, request, world }) : judged.findings
  return {
    ...candidateOf(found),
    verdict: verdictOf(findings, matrix.failOn, judged.unknown.length === 0, judged.evidence),
    evidence: judged.evidence,
    findings,
    drifts: judged.drifts,
    unknown: judged.unknown,
    notes: [...found.notes, ...judged.notes],
    command: judged.command,
    page: page(to),
    compare: compareLink(list.repository, from, to, step.family.releaseTags?.[found.sdk.registry]),
  }
}

/** Nothing was measured for it. */
export const settled = (found: FoundStep): GateCandidate => ({
  ...candidateOf(found),
  verdict: found.state === 'unknown' ? 'unknown' : 'safe',
  evidence: null,
  findings: [],
  drifts: [],
  command: null,
  page: null,
  compare: null,
  unknown: found.state === 'unknown' ? [found.reason] : [],
  notes: found.notes,
})

const candidateOf = ({ sdk, file, line, from, to }: FoundStep) => ({
  sdk: sdk.id,
  registry: sdk.registry,
  package: sdk.package,
  file,
  line,
  from,
  to,
})
