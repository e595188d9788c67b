import { releaseTarget } from '../../ask/plan/release-target.ts'
import type { Dates } from '../../ecosystems/dates.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { linesOf } from '../../ecosystems/lines.ts'
import { compareLink } from '../../judge/bisect/compare-link.ts'
import { releasePages } from '../../measure/registries/release-page.ts'
import type { GateCandidate } from '../../model/gate.ts'
import type { Place } from '../../model/options.ts'
import type { Release, ReleaseList, Target } from '../../model/sdk.ts'
import type { GateRequest, GateStep, GateStepAnswer } from '../../pipeline/gate/gate-request.ts'
import type { World } from '../../pipeline/world.ts'
import { type FoundStep, releaseOf } from './found-step.ts'
import type { GateOptions } from './options.ts'
import { whoBrought } from './who-brought.ts'

/** The step to measure; none when there is nothing to measure. */
export const stepsOf = (found: FoundStep, world: World): readonly GateStep[] => {
  if (found.state !== 'measure') return []
  const { sdk, list } = found
  const known = world.families[sdk.family]
  if (!known) throw new Error(`No family ${sdk.family}.`)
  const family = found.importsAlone ? { ...known, samples: { ...known.samples, '.require': [] } } : known
  const versions = list.releases.map(({ version }) => version)
  const lines = linesOf(list)
  const targetOf = targetsOf(found, lines.dates)
  const ends = { from: targetOf(found.from), to: targetOf(found.to) }
  return [{ sdk, family, ...ends, versions, lines, reach: reachOf(found, targetOf) }]
}

/** All that one could go to, from the version in use on, and the ends that are asked about first. */
const reachOf = (
  found: FoundStep & { readonly state: 'measure' },
  targetOf: (version: string) => Target,
): GateStep['reach'] => {
  const { newer, list, from } = found
  if (newer?.all == null) return null
  const { compare, exact } = ecosystems[list.registry]
  const start = exact(from) ?? from
  const between = list.releases
    .filter(({ version }) => compare(start, version) < 0 && compare(version, newer.all ?? version) <= 0)
    .filter((release) => isUsual(release) || Object.values(newer).includes(release.version))
  const targets = [from, ...between.map(({ version }) => version)]
  const named = [
    ['allowed', newer.allowed],
    ['same-major', newer.sameMajor],
    ['newest', newer.all],
  ] as const
  const ends = Map.groupBy(
    named.flatMap(([is, version]) => (version === null ? [] : [{ is, index: targets.indexOf(version) }])),
    ({ index }) => index,
  )
  return {
    targets: targets.map(targetOf),
    ends: [...ends]
      .map(([index, same]) => ({ index, is: same.map(({ is }) => is) }))
      .toSorted((a, b) => a.index - b.index),
  }
}

const isUsual = ({ prerelease, yanked, deprecated, installable }: Release): boolean =>
  !prerelease && yanked === null && deprecated === null && installable

/** Versions of its list as they are to be installed. */
const targetsOf =
  ({ sdk, list }: FoundStep & { readonly list: ReleaseList }, dates: Dates) =>
  (version: string): Target =>
    releaseTarget(sdk, releaseOf(list, version) ?? { version, publishedAt: null }, dates)

type Facts = {
  readonly options: GateOptions
  readonly request: GateRequest
  readonly place: Place
  readonly world: World
}

/** What was measured of a step, as the answer tells it. */
export const measured = async (
  found: FoundStep & { readonly state: 'measure' },
  judged: GateStepAnswer,
  { options, request, place, world }: Facts,
): Promise<GateCandidate> => {
  const { list, from, to } = found
  const page = await releasePages(found.sdk, place)
  const [step] = stepsOf(found, world)
  if (!step) throw new Error('A measured step has its ends.')
  const findings = options.explain ? await whoBrought({ step, judged, list, page, request, world }) : judged.findings
  return {
    ...candidateOf(found),
    verdict: judged.verdict,
    howFar: judged.howFar,
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
  verdict: found.state === 'unknown' ? 'unknown' : 'current',
  howFar: null,
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
