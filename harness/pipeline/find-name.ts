import PQueue from 'p-queue'
import { ecosystems } from '../ecosystems/index.ts'
import { type NameStates, nextToAsk } from '../judge/explain/name-search.ts'
import { driveJobs } from '../measure/run/drive-jobs.ts'
import { newSecret } from '../measure/run/new-secret.ts'
import type { DriverEnd } from '../model/driver.ts'
import type { NameFound } from '../model/explanation.ts'
import type { MatrixSdk } from '../model/matrix.ts'
import type { Recipe } from '../model/recipe.ts'
import { type Target, targetName } from '../model/sdk.ts'
import { install } from './measure/install-target.ts'
import type { World } from './world.ts'

export type NameWish = {
  readonly sdk: MatrixSdk
  /** Oldest first. */
  readonly targets: readonly Target[]
  readonly module: string
  readonly name: string
  /** Milliseconds that a driver may take. */
  readonly timeoutMs: number
}

/** Looks where a module stops exporting a name, in as few installed versions as it can. */
export const findName = async (wish: NameWish, world: World): Promise<NameFound> => {
  const { sdk, targets, module, name } = wish
  const queue = new PQueue({ concurrency: world.concurrency })
  const versions = targets.map(({ version }) => version)
  const { major } = ecosystems[sdk.registry]
  let known: NameStates = new Map()
  for (let next = nextToAsk(versions, known, major); next.length > 0; next = nextToAsk(versions, known, major)) {
    const asked = targets.filter(({ version }) => next.includes(version))
    const states = await queue.addAll(
      asked.map((target) => async () => [target.version, await stateAt(target, wish, world)] as const),
    )
    known = new Map([...known, ...states])
  }
  return {
    sdk: sdk.id,
    module,
    name,
    versions: versions.flatMap((version) => {
      const state = known.get(version)
      return state ? [{ version, state }] : []
    }),
  }
}

type State = NameFound['versions'][number]['state']

/** A driver is asked for the name as it is for a client: it says `unsupported` when the module exports none. */
const stateAt = async (target: Target, wish: NameWish, world: World): Promise<State> => {
  const installed = await install({ sdk: wish.sdk, target }, world)
  if (installed.state === 'failed') {
    world.tell({ kind: 'not-measured', target: targetName(target), reason: installed.reason })
    return 'unknown'
  }
  const variables = world.families[wish.sdk.family]?.dictionaries[wish.sdk.registry]?.variables
  const ends = new Map<string, DriverEnd>()
  const jobs = [NO_NAME, wish.name].map((name) => ({ job: newSecret(), recipe: asking(wish.module, name) }))
  const left = [...jobs]
  const drive = await driveJobs({
    spawn: world.spawnDriver,
    installed,
    ports: [],
    ...(variables ? { variables } : {}),
    loads: asking(wish.module, NO_NAME),
    next: async () => left.shift() ?? null,
    timeoutMs: wish.timeoutMs,
    onCalled: () => {},
    onWait: async () => false,
    onEnd: ({ job }, end) => {
      ends.set(job, end)
      return 'go on'
    },
  })
  if (drive.kind === 'forged') return 'unknown'
  const [none, end] = jobs.map(({ job }) => ends.get(job))
  // A module that cannot be loaded fails as a client does that needs arguments; but it fails for any name.
  if (!end || none?.kind !== 'unsupported') return 'unknown'
  return end.kind === 'unsupported' ? 'missing' : 'there'
}

/** What no module exports. */
const NO_NAME = 'sdkdrift_exports_no_such_name'

/** The least that makes a driver look a name up: a client without arguments that calls nothing. */
const asking = (module: string, name: string): Recipe => ({
  module,
  form: 'import',
  client: name,
  async: false,
  construct: { args: [], kwargs: {} },
  env: {},
  calls: [],
  statusOf: 'status',
})
