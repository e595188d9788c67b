import { familyCells } from '../../ask/plan/family-cells.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { type Lines, linesOf } from '../../ecosystems/lines.ts'
import { type Matrix, type MatrixSdk, selectorText } from '../../model/matrix.ts'
import type { Report, RunResult } from '../../model/report.ts'
import { wishText } from '../../model/runtime-wish.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Target } from '../../model/sdk.ts'
import type { World } from '../world.ts'
import { portNotes } from './allowed-ports.ts'
import { besideNotes } from './beside-notes.ts'
import { type ChosenTargets, chooseTargets } from './choose-targets.ts'
import { gatewaysFor } from './gateways-for.ts'
import { hostNotes } from './hosts-of.ts'
import { type Lane, lanesOf } from './on-runtimes.ts'
import { pinBeside } from './pin-beside.ts'
import type { Planned } from './planned.ts'
import { programGateways, saysWhich } from './program-gateways.ts'
import { misdatedNotes } from './release-lines.ts'
import { claimNotes } from './runtime-claims.ts'

export type MatrixPlan = {
  /** By SDK in the order of the matrix, versions oldest first. */
  readonly planned: readonly Planned[]
  /** Which of these are measured only if what is found at the others asks for it. */
  readonly waiting: ReadonlySet<Planned>
  /** Versions that cannot be looked up at all, each with its reason. */
  readonly lost: readonly RunResult[]
  readonly leftOut: Report['leftOut']
  /** The release lines of each SDK by its id; none for one with a version of this machine, which is of no line. */
  readonly lines: ReadonlyMap<string, Lines>
  readonly notes: readonly string[]
}

/** What to measure: asks the registries, resolves every selector, and lays out the cells. */
export const planMatrix = async (
  matrix: Matrix,
  scenarios: readonly Scenario[],
  gateways: readonly string[],
  world: World,
): Promise<MatrixPlan> => {
  const parts = await Promise.all(matrix.sdks.map((sdk) => planSdk(sdk, matrix, scenarios, gateways, world)))
  const planned = parts.flatMap((part) => part.planned)
  const lines = new Map(parts.flatMap((part) => [...part.lines]))
  return {
    planned,
    waiting: new Set(parts.flatMap((part) => [...part.waiting])),
    lost: parts.flatMap(({ lost }) => lost),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
    lines,
    notes: [
      ...parts.flatMap(({ notes }) => notes),
      ...misdatedNotes(planned, lines),
      ...gatewaysOf(planned).flatMap((id) => world.gateways[id]?.notes ?? []),
    ],
  }
}

const planSdk = async (
  entry: MatrixSdk,
  matrix: Pick<Matrix, 'scenarios' | 'gateways'>,
  scenarios: readonly Scenario[],
  gateways: readonly string[],
  world: World,
): Promise<MatrixPlan> => {
  const family = world.families[entry.family]
  if (!family) throw new Error(`No family ${entry.family}: the parser lets none but known ones in.`)
  const looking = lanesOf(entry, world)
  const found = await pinBeside(entry, scenarios, world)
    .then(async (sdk) => ({ sdk, ...(await chooseTargets(sdk, world)) }))
    .catch((error: unknown) => ({ reason: reasonOf(error) }))
  const lanes = await looking
  if ('reason' in found) return { ...NOTHING, lost: lostVersions(entry, found.reason) }
  const { sdk, waiting, list, leftOut, notes } = found
  const targets = lanes.flatMap((lane) => onLane(found, lane))
  const published = targets.every(({ source }) => source.kind === 'registry')
  const chosen = gatewaysFor(sdk, { gateways, gatewaysChosen: saysWhich(matrix.gateways) }, world)
  const wish = { scenarios, gateways: chosen.gateways, patterns: matrix.scenarios }
  const cells = familyCells(family, sdk.registry, wish, world.gateways)
  const behind = programGateways(family, chosen.gateways, chosen.gatewaysChosen, world)
  const own = { programs: sdk.programs ?? [], gateways: behind, among: targets }
  if (cells.length === 0 && (own.programs.length === 0 || own.gateways.length === 0))
    return { ...NOTHING, notes: [...notes, `Nothing that was asked for is for ${sdk.id}.`] }
  const later = new Set(waiting.map(({ version }) => version))
  const all = waiting.length === 0 ? found.targets : inOrder([...found.targets, ...waiting], sdk)
  const planned = lanes
    .flatMap((lane) => onLane({ targets: all, list }, lane))
    .map((target): Planned => ({ sdk, family, target, cells, ...own }))
  return {
    planned,
    waiting: new Set(planned.filter(({ target }) => later.has(target.version))),
    lost: lanes.flatMap((lane) => lostOn(sdk, found.targets, lane)),
    leftOut: leftOut.map((one) => ({ sdk: sdk.id, ...one })),
    lines: new Map(list && published ? [[sdk.id, linesOf(list)]] : []),
    notes: [
      ...notes,
      ...hostNotes({ sdk, family }),
      ...(await besideNotes(sdk, found.targets, world)),
      ...claimNotes(targets),
      ...portNotes(sdk),
      ...(list?.from === 'cache'
        ? [`The versions of ${sdk.id} are those of the last look-up: ${sdk.registry} was not asked or did not answer.`]
        : []),
    ],
  }
}

const NOTHING: MatrixPlan = { planned: [], waiting: new Set(), lost: [], leftOut: [], lines: new Map(), notes: [] }

/** Those that something is asked of. */
const gatewaysOf = (planned: readonly Planned[]): readonly string[] => [
  ...new Set(planned.flatMap(({ cells, gateways }) => [...gateways, ...cells.map(({ gateway }) => gateway)])),
]

const inOrder = (targets: readonly Target[], { registry }: MatrixSdk): readonly Target[] =>
  targets.toSorted((a, b) => ecosystems[registry].compare(a.version, b.version))

/** The versions on one runtime; none on one that cannot be had. */
const onLane = ({ targets, list }: Pick<ChosenTargets, 'targets' | 'list'>, lane: Lane): readonly Target[] => {
  if (lane.kind !== 'found') return lane.kind === 'any' ? targets : []
  const requires = new Map(list?.releases.map((release) => [release.version, release.requires]))
  return targets.map((target) => ({
    ...target,
    runtime: lane.runtime,
    requires: requires.get(target.version) ?? null,
  }))
}

/** What was asked for on a runtime that cannot be had stands in the report as lost. */
const lostOn = (sdk: MatrixSdk, targets: readonly Target[], lane: Lane): readonly RunResult[] =>
  lane.kind !== 'missing'
    ? []
    : targets.map(({ version, publishedAt }) => ({
        sdk: sdk.id,
        version,
        runtime: 'none',
        on: wishText(lane.wish),
        publishedAt,
        status: 'not-measured',
        reason: lane.reason,
        dependencies: {},
        scenarios: [],
      }))

/** A registry that does not answer costs its own SDK the result; what was asked for stands in the report as lost. */
const lostVersions = (sdk: MatrixSdk, reason: string): readonly RunResult[] =>
  sdk.versions.map((selector) => ({
    sdk: sdk.id,
    version: selectorText(selector),
    runtime: 'none',
    publishedAt: null,
    status: 'not-measured',
    reason,
    dependencies: {},
    scenarios: [],
  }))

/** Only what a registry says is a reason; a mistake of the user or of ours is thrown on. */
const reasonOf = (error: unknown): string => {
  if (error instanceof Error && error.name === 'RegistryError') return error.message
  throw error
}
