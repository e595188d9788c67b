import type { Run } from '../../edges/process.ts'
import { UserError } from '../../errors.ts'
import { worstVerdict } from '../../judge/gate/verdict.ts'
import { type GateAnswer, type GateCandidate, YOUR_COMMAND } from '../../model/gate.ts'
import { atMost } from '../../model/listed.ts'
import { type Matrix, type MatrixSdk, placedIn } from '../../model/matrix.ts'
import type { Place } from '../../model/options.ts'
import type { ProgressEvent } from '../../model/progress.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { GateRequest } from '../../pipeline/gate/gate-request.ts'
import { runGate } from '../../pipeline/gate/run-gate.ts'
import { besideNotes } from '../../pipeline/plan/beside-notes.ts'
import { pinSdk } from '../../pipeline/plan/pin-sdk.ts'
import { saysWhich } from '../../pipeline/plan/program-gateways.ts'
import { claimNotes } from '../../pipeline/plan/runtime-claims.ts'
import type { World } from '../../pipeline/world.ts'
import { withWished } from '../inputs/choose-programs.ts'
import { programOf } from '../inputs/own-command.ts'
import { prepare } from '../inputs/prepare.ts'
import { readyCredentials, readyPrograms, readySdks } from '../inputs/ready-programs.ts'
import { checkRuntimes, oneRuntime } from '../inputs/runtime-wishes.ts'
import { knownSdks } from '../sdks/known-sdks.ts'
import { namedSdk } from '../sdks/named-sdk.ts'
import { minting } from '../world/world.ts'
import { askedOf } from './asked-of.ts'
import { measured, settled, stepsOf } from './candidate.ts'
import type { FoundStep, FoundSteps, StepContext } from './found-step.ts'
import { givenSteps } from './given-steps.ts'
import { notLookedAt } from './no-use.ts'
import { contradictions, type GateOptions } from './options.ts'
import { baseSteps, projectSteps } from './project-steps.ts'

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
  const faults = contradictions(options)
  if (faults.length > 0) throw new UserError('gate/contradiction', faults)
  const wanted = options.scenario?.filter((id) => id !== YOUR_COMMAND)
  // Beside a command of the user's own nothing of ours speaks for a package that no family knows.
  const ready = options.argv.length > 0 ? [] : await readyPrograms()
  const { matrix, scenarios, gateways, ...prepared } = await prepare(
    { ...options, ...(wanted ? { scenario: wanted } : {}) },
    place,
    tell,
  )
  oneRuntime(options, 'gate')
  const ours = readySdks(ready).map((sdk) => withWished(sdk, wanted))
  const seen = await findSteps(options, matrix, ours, place, prepared.world, run)
  checkRuntimes(
    options,
    seen.steps.map(({ sdk }) => sdk),
  )
  const used = ours.filter((one) => seen.steps.some(({ sdk }) => isBy(one, sdk)))
  const credentials = { ...readyCredentials(ready, used), ...matrix.credentials }
  const world = { ...prepared.world, ...minting(credentials, place, prepared.world) }
  const wish = { scenarios, gateways, gatewaysChosen: saysWhich(matrix.gateways), patterns: matrix.scenarios }
  const placed = await Promise.all(seen.steps.map((step) => withBeside(step, scenarios, world)))
  const asked = options.argv.length > 0 ? { steps: placed, aside: [] } : askedOf(placed, wish, world)
  const steps = asked.steps.map((step) => saidReady(step, ours))
  const request: GateRequest = {
    ...wish,
    steps: steps.flatMap((step) => stepsOf(step, world)),
    command: programOf(options.argv, place),
    timeoutMs: matrix.timeoutMs,
    // What was looked into for the built-in list was not looked into for this project.
    acceptances: matrix.file === null ? [] : matrix.accepted,
    severities: matrix.severities,
    failOn: matrix.failOn,
  }
  const judged = request.steps.length > 0 ? await runGate(request, world) : []
  const left = [...judged]
  const candidates: GateCandidate[] = []
  const aside = [...asked.aside]
  for (const step of steps) {
    const own = step.state === 'measure' ? left.shift() : undefined
    if (own?.aside) {
      aside.push(`${step.sdk.id} ${step.from} → ${step.to} was not judged: ${own.notes.join(' ')}`)
      continue
    }
    candidates.push(
      own && step.state === 'measure' ? await measured(step, own, { options, request, place, world }) : settled(step),
    )
  }
  const unread = seen.faults.map(({ what, where }) => `${where ? `${where}: ` : ''}${what}`)
  return {
    verdict: worstVerdict([
      ...candidates.map(({ verdict }) => verdict),
      ...(unread.length > 0 ? (['unknown'] as const) : []),
    ]),
    failOn: matrix.failOn,
    candidates,
    notes: [
      ...unread,
      ...aside,
      ...seen.notes,
      ...(options.argv.length > 0 ? [] : narrowedTo(wanted)),
      ...(options.only === undefined ? notLookedAt(seen.others) : []),
    ],
  }
}

/** A step with what is beside its SDK at exact versions, on one runtime; a registry that does not answer costs this step the answer. */
const withBeside = async (step: FoundStep, scenarios: readonly Scenario[], world: World): Promise<FoundStep> => {
  if (step.state !== 'measure') return step
  try {
    const pinned = await pinSdk(step.sdk, scenarios, world)
    if ('reason' in pinned) return { ...step, state: 'unknown', reason: pinned.reason }
    const { sdk } = pinned
    const found = { ...step, sdk }
    const ends = stepsOf(found, world).flatMap(({ from, to }) => [from, to])
    return {
      ...found,
      notes: [...step.notes, ...pinned.notes, ...claimNotes(ends), ...(await besideNotes(sdk, ends, world))],
    }
  } catch (error) {
    if (!(error instanceof Error && error.name === 'RegistryError')) throw error
    return { ...step, state: 'unknown', reason: error.message }
  }
}

/** Who reads the answer may not have asked the question. */
const narrowedTo = (wanted: readonly string[] = []): readonly string[] =>
  wanted.length === 0 ? [] : [`Tried by --scenario: ${atMost(wanted, 4)}. A yes says nothing of other calls.`]

const isBy = (ready: MatrixSdk, sdk: MatrixSdk): boolean =>
  ready.programs !== undefined && ready.programs === sdk.programs

/** By what a package is measured that the matrix does not name and no family knows. */
const saidReady = (step: FoundStep, ready: readonly MatrixSdk[]): FoundStep => {
  if (step.state !== 'measure' || !ready.some((one) => isBy(one, step.sdk))) return step
  const { registry, package: name } = step.sdk
  const note = `Measured by the ready program for ${name}: it makes a call or two, and not yours. sdkdrift init ${registry}:${name} makes it yours to change.`
  return { ...step, notes: [...step.notes, note] }
}

const findSteps = async (
  { only, from, to, latest = false, baseRef }: GateOptions,
  matrix: Matrix,
  ready: readonly MatrixSdk[],
  place: Place,
  world: World,
  run: Run,
): Promise<FoundSteps> => {
  const known = knownSdks(matrix.sdks, world.families)
  const more = ready.filter(
    (sdk) => !known.some((one) => one.id === sdk.id || (one.registry === sdk.registry && one.package === sdk.package)),
  )
  const all = [...known, ...more].map((sdk) => placedIn(sdk, matrix))
  const asked = only === undefined ? all : [namedSdk({ ...matrix, sdks: all }, only, world.families)]
  const context: StepContext = { known: asked, place, world }
  if (baseRef !== undefined) return await baseSteps(context, baseRef, run)
  if (from === undefined && to === undefined) return await projectSteps(context, { latest })
  const ends = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  const [sdk] = asked
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
