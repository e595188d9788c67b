import { availableParallelism, release } from 'node:os'
import { join } from 'node:path'
import { clock, steadyClock, stopwatch } from '../../edges/clock.ts'
import { startCommand } from '../../edges/command-process.ts'
import { spawnDriver } from '../../edges/driver-process.ts'
import { keeping } from '../../edges/keeping.ts'
import { cacheDir, knownPlaces, root } from '../../edges/paths.ts'
import { portTaken } from '../../edges/port-taken.ts'
import { run } from '../../edges/process.ts'
import { toolVersion } from '../../edges/tool-version.ts'
import { normaliseCapture } from '../../judge/normalise/normalise-capture.ts'
import { type Conceal, concealer } from '../../judge/secrets/conceal.ts'
import { makeSigningKey, type SigningKey } from '../../measure/credentials/signing-key.ts'
import { control } from '../../measure/gateways/control.ts'
import { createInstaller, type Installer } from '../../measure/install/install.ts'
import { listReleases } from '../../measure/registries/list-releases.ts'
import { readNeeds } from '../../measure/registries/read-needs.ts'
import { noFamily } from '../../measure/sdks/no-family.ts'
import { fingerprint, fingerprintOfJudging, fingerprintOfReading } from '../../measure/store/fingerprint.ts'
import { createResultStore, type ResultStore } from '../../measure/store/result-store.ts'
import type { SharedShelves } from '../../measure/store/shared-shelves.ts'
import { behindWalls } from '../../measure/walls/behind-walls.ts'
import type { WallsHere } from '../../measure/walls/find-walls.ts'
import type { CredentialShapes } from '../../model/credential-shape.ts'
import type { Family } from '../../model/family.ts'
import type { MeasureOptions, Place } from '../../model/options.ts'
import type { ProgressEvent } from '../../model/progress.ts'
import { spendingOn } from '../../pipeline/measure/spending.ts'
import type { World } from '../../pipeline/world.ts'
import { digestOf } from '../inputs/program-digest.ts'
import { ownFault } from './own-fault.ts'
import { timedWorld } from './timed-world.ts'
import { missingText, wallsHere } from './walls-here.ts'

/** What the matrix brings along. */
type WorldParts = {
  readonly families: readonly Family[]
  readonly gateways: World['gateways']
  readonly credentials: CredentialShapes
  /** What other machines kept; null: nothing is known of any. */
  readonly shared: SharedShelves | null
}

/** The real world: registries, processes, sockets, files, clock. */
export const realWorld = (
  options: Pick<MeasureOptions, 'offline' | 'concurrency' | 'fresh' | 'observeAll'>,
  place: Place,
  tell: (event: ProgressEvent) => void,
  { families, gateways, credentials, shared }: WorldParts,
): World => {
  const cache = cacheDir(place.env)
  const offline = options.offline ?? false
  const keep = keeping((why) =>
    tell({
      kind: 'note',
      text: `Nothing more can be kept in ${cache}: ${why}. This run goes on; the next one does it again.`,
    }),
  )
  const asking = { cacheDir: cache, offline, ...place, keep }
  const kept = createResultStore({
    dir: join(cache, 'captures'),
    fingerprint: fingerprint(join(root(), 'harness')),
    readBy: fingerprintOfReading(join(root(), 'harness')),
    concludedBy: () => fingerprintOfJudging(join(root(), 'harness')),
    machine: [process.platform, process.arch, release()].join(' '),
    clock,
    keep,
    read: normaliseCapture,
    ...(shared ? { shared } : {}),
  })
  const installer = createInstaller({ cacheDir: cache, offline, ...place, run })
  let made: Promise<SigningKey> | undefined
  const key = (): Promise<SigningKey> => {
    made ??= makeSigningKey()
    return made
  }
  let asked: Promise<WallsHere> | undefined
  const walls = (): Promise<WallsHere> => {
    asked ??= wallsHere(place.env).then((found) => {
      if (found.because !== null) tell({ kind: 'note', text: missingText(found) })
      return found
    })
    return asked
  }
  return timedWorld({
    // Who asks what versions there are will measure some: what takes as long as a registry's answer is begun with it.
    listReleases: (sdk) => {
      installer.lookAhead(sdk.registry)
      key().catch(() => {}) // Told to whoever asks.
      return listReleases(sdk, asking)
    },
    readNeeds: (version) => readNeeds(version, asking),
    installer: concealing(installer, concealer(place.secrets ?? [])),
    secrets: place.secrets ?? [],
    store: storeFor(options, kept),
    // Of what measures alone, nothing is read before something is to be measured: a run that finds all kept is as quick as it reads.
    startAuthority: async () => {
      const { startAuthority } = await import('../../measure/credentials/authority.ts')
      return startAuthority(key(), steadyClock.now)
    },
    ...minting(credentials, place, { stopwatch, tell }),
    startCapture: async (options) => {
      const { startCapture } = await import('../../measure/capture/server.ts')
      return startCapture({ ...options, now: clock.now })
    },
    makeTrust: async (now) => (await import('../../measure/capture/trust.ts')).makeTrust(now),
    expectDriver: () => void walls(),
    spawnDriver: behindWalls(walls, spawnDriver),
    startCommand,
    portTaken,
    searchPath: place.env['PATH'] ?? '',
    places: knownPlaces(place.env),
    families: { ...Object.fromEntries(families.map((family) => [family.id, family])), [noFamily.id]: noFamily },
    gateways,
    control,
    clock: steadyClock,
    stopwatch,
    toolVersion: toolVersion(),
    concurrency: options.concurrency ?? availableParallelism(),
    observeAll: options.observeAll ?? false,
    ownFault: (error, underWay) => ownFault(error, underWay, place),
    tell,
  })
}

/** The same installer, whose reasons hold no secret: a tool may tell the address that it was given. */
const concealing = (installer: Installer, conceal: Conceal): Installer => ({
  ...installer,
  install: async (target, how) => {
    const installed = await installer.install(target, how)
    return installed.state === 'failed' ? { ...installed, reason: conceal(installed.reason) } : installed
  },
})

/** What depends on which credentials there are: the run's own, and what decides a program's results. */
export const minting = (
  credentials: CredentialShapes,
  { env }: Pick<Place, 'env'>,
  clocked: Pick<World, 'stopwatch' | 'tell'>,
): Pick<World, 'mintCredentials' | 'digestOf'> => ({
  mintCredentials: (authority) =>
    spendingOn('keys', clocked, async () => {
      const { mintCredentials } = await import('../../measure/credentials/mint.ts')
      return mintCredentials(authority, credentials)
    }),
  digestOf: (program) => digestOf(program, env['PATH'] ?? '', credentials),
})

/** What of earlier runs this one may know, and later ones of this. */
const storeFor = ({ fresh, offline }: Pick<MeasureOptions, 'fresh' | 'offline'>, store: ResultStore): ResultStore => ({
  ...store,
  ...(fresh ? { recall: async () => null, standing: async () => null, nameOfAnswer: () => null } : {}),
  // Offline, an install fails for what this machine has not: that says nothing to who may ask a registry.
  ...(offline
    ? {
        keepFailure: async (shelf, failure) =>
          failure.kind === 'install' ? undefined : store.keepFailure(shelf, failure),
      }
    : {}),
})
