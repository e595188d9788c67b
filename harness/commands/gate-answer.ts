import { compareLink } from '../bisect/compare-link.ts'
import type { Run } from '../edges/process.ts'
import { type Fault, UserError } from '../errors.ts'
import { verdictOf, worstVerdict } from '../gate/verdict.ts'
import { withSettings } from '../gateways/with-settings.ts'
import type { GateAnswer, GateCandidate } from '../model/gate.ts'
import { YOUR_COMMAND } from '../model/gate.ts'
import type { Matrix } from '../model/matrix.ts'
import type { ProgressEvent } from '../model/progress.ts'
import type { Scenario } from '../model/scenario.ts'
import type { ReleaseList, Target } from '../model/sdk.ts'
import { type GateRequest, type GateStep, type JudgedStep, runGate } from '../pipeline/run-gate.ts'
import type { World } from '../pipeline/world.ts'
import { chooseGateways } from '../plan/choose-gateways.ts'
import { chooseScenarios } from '../plan/choose-scenarios.ts'
import { releasePages } from '../registries/release-page.ts'
import type { UserCommand } from '../run/user-command.ts'
import { explained } from './gate-explain.ts'
import { givenSteps } from './gate-given.ts'
import { baseSteps, type FoundStep, type FoundSteps, projectSteps, releaseOf, type StepContext } from './gate-steps.ts'
import { knownSdks } from './known-sdks.ts'
import { loadMatrix, withOwnFiles } from './load-matrix.ts'
import { narrow } from './narrow.ts'
import type { MeasureOptions, Place } from './options.ts'
import { withOwnGateways } from './own-gateways.ts'
import { pickSdk } from './pick-sdk.ts'
import { realWorld } from './world.ts'

/** As the flags of `sdkdrift gate`. */
export type GateOptions = Omit<MeasureOptions, 'sdk' | 'noiseCheck'> & {
  /** Only this SDK, by id. */
  readonly only?: string
  readonly from?: string
  readonly to?: string
  readonly latest?: boolean
  readonly baseRef?: string
  readonly explain?: boolean
  readonly json?: boolean
  /** The user's own command; empty: none. */
  readonly argv: readonly string[]
}

/**
 * May the project move? Finds its steps, measures both ends of each, and judges.
 * @throws UserError
 */
export const answerGate = async (
  options: GateOptions,
  place: Place,
  tell: (event: ProgressEvent) => void,
  run: Run,
): Promise<GateAnswer> => {
  const prepared = await prepare(options, place)
  const { matrix, command } = prepared
  const world = {
    ...realWorld(options, place, tell),
    gateways: withSettings(prepared.gateways, matrix.gatewaySettings),
  }
  const found = await findSteps(options, matrix, place, world, run)
  const request: GateRequest = {
    ...{ steps: found.steps.flatMap((step) => stepsOf(step, world)), command, timeoutMs: matrix.timeoutMs },
    ...{ scenarios: prepared.scenarios, patterns: matrix.scenarios, acceptances: matrix.accepted },
    gateways: chooseGateways(Object.keys(prepared.gateways), matrix.gateways),
  }
  const judged = request.steps.length > 0 ? await runGate(request, world) : []
  const left = [...judged]
  const candidates: GateCandidate[] = []
  for (const step of found.steps) {
    const own = step.state === 'measure' ? left.shift() : undefined
    candidates.push(
      own && step.state === 'measure'
        ? await measured(step, own, { options, request, place, world, matrix })
        : settled(step),
    )
  }
  const faults = found.faults.map(({ what, where }) => `${where ? `${where}: ` : ''}${what}`)
  return {
    verdict: worstVerdict([
      ...candidates.map(({ verdict }) => verdict),
      ...(faults.length > 0 ? (['unknown'] as const) : []),
    ]),
    failOn: matrix.failOn,
    candidates,
    notes: [...faults, ...found.notes, ...prepared.notes],
  }
}

type Prepared = {
  readonly matrix: Matrix
  readonly scenarios: readonly Scenario[]
  readonly gateways: World['gateways']
  readonly command: UserCommand | null
  readonly notes: readonly string[]
}

const prepare = async (options: GateOptions, place: Place): Promise<Prepared> => {
  const faults = contradictions(options)
  if (faults.length > 0) throw new UserError('gate/contradiction', faults)
  const { gateways, wishes } = await withOwnGateways(options.gateway, place)
  const loaded = await loadMatrix(options.config, place)
  const wanted = options.scenario?.filter((id) => id !== YOUR_COMMAND)
  const known = await withOwnFiles(loaded.scenarios, wanted ?? [], place)
  const narrowed = narrow(
    loaded.matrix,
    known,
    Object.keys(gateways),
    { ...options, ...(wanted ? { scenario: wanted } : {}), ...(wishes ? { gateway: wishes } : {}) },
    place.cwd,
  )
  const [file, ...args] = options.argv
  return {
    // What was looked into for the built-in list was not looked into for this project.
    matrix: loaded.matrix.file === null ? { ...narrowed, accepted: [] } : narrowed,
    scenarios: chooseScenarios(known, narrowed.scenarios),
    gateways,
    command: file === undefined ? null : { argv: [file, ...args], cwd: place.cwd, path: place.env['PATH'] ?? '' },
    notes: [],
  }
}

const contradictions = ({ baseRef, from, to, latest, scenario, argv }: GateOptions): readonly Fault[] => [
  ...(baseRef !== undefined && (from !== undefined || to !== undefined || latest)
    ? [
        {
          what: '--base-ref says both versions by itself.',
          where: `--base-ref ${baseRef}`,
          hint: 'Leave out --from, --to and --latest.',
        },
      ]
    : []),
  ...(latest && to !== undefined
    ? [{ what: '--latest and --to both say where to go.', where: `--to ${to}`, hint: 'Give one of them.' }]
    : []),
  ...(scenario?.includes(YOUR_COMMAND) && argv.length === 0
    ? [
        {
          what: 'There is no command of yours.',
          where: `--scenario ${YOUR_COMMAND}`,
          hint: 'It stands behind --: sdkdrift gate -- node smoke.mjs',
        },
      ]
    : []),
]

const findSteps = async (
  { only, from, to, latest = false, baseRef }: GateOptions,
  matrix: Matrix,
  place: Place,
  world: World,
  run: Run,
): Promise<FoundSteps> => {
  const all = knownSdks(matrix.sdks, world.families)
  const known = only === undefined ? all : [pickSdk({ ...matrix, sdks: all }, only)]
  const context: StepContext = { known, place, world }
  if (baseRef !== undefined) return await baseSteps(context, baseRef, run)
  if (from === undefined && to === undefined) return await projectSteps(context, { latest })
  const ends = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  const [sdk] = known
  if (sdk && only !== undefined) return await givenSteps(sdk, ends, context)
  throw new UserError('gate/which-sdk', {
    what: 'Whose version is this? No SDK was named.',
    where: Object.entries(ends)
      .map(([name, version]) => `--${name} ${version}`)
      .join(' '),
    hint: `For example: sdkdrift gate ${sdk?.id ?? 'openai-python'} ${Object.entries(ends)
      .map(([name, version]) => `--${name} ${version}`)
      .join(' ')}`,
  })
}

const stepsOf = (found: FoundStep, world: World): readonly GateStep[] => {
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
    ...{ sdk: { id, registry, package: name, family }, source: { kind: 'registry' } },
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

const measured = async (
  found: FoundStep & { readonly state: 'measure' },
  judged: JudgedStep,
  { options, request, place, world, matrix }: Facts,
): Promise<GateCandidate> => {
  const { list, from, to } = found
  const page = await releasePages(found.sdk, place)
  const [step] = stepsOf(found, world)
  if (!step) throw new Error('A measured step has its ends.')
  const findings = options.explain ? await explained({ step, judged, list, page, request, world }) : judged.findings
  return {
    ...candidateOf(found),
    verdict: verdictOf(findings, matrix.failOn, judged.unknown.length === 0),
    findings,
    drifts: judged.drifts,
    unknown: judged.unknown,
    notes: [...found.notes, ...judged.notes],
    page: page(to),
    compare: compareLink(list.repository, from, to, step.family.releaseTags?.[found.sdk.registry]),
  }
}

/** Nothing was measured for it. */
const settled = (found: FoundStep): GateCandidate => ({
  ...candidateOf(found),
  verdict: found.state === 'unknown' ? 'unknown' : 'safe',
  ...{ findings: [], drifts: [], page: null, compare: null },
  unknown: found.state === 'unknown' ? [found.reason] : [],
  notes: found.notes,
})

const candidateOf = ({ sdk, file, line, from, to }: FoundStep) => ({
  ...{ sdk: sdk.id, registry: sdk.registry, package: sdk.package },
  ...{ file, line, from, to },
})
