import type { RequestHandler } from 'msw'
import type { Clock } from '../edges/clock.ts'
import type { StartCommand } from '../edges/command-process.ts'
import type { SpawnDriver } from '../edges/driver-process.ts'
import type { KnownPlace } from '../judge/normalise/normalise-reach.ts'
import type { Hosts } from '../measure/capture/listener.ts'
import type { CaptureServer } from '../measure/capture/server.ts'
import type { Trust } from '../measure/capture/trust.ts'
import type { Authority } from '../measure/credentials/authority.ts'
import type { Credentials } from '../measure/credentials/mint.ts'
import type { Gateway } from '../measure/gateways/gateway.ts'
import type { Installer } from '../measure/install/install.ts'
import type { NeedsAnswer } from '../measure/registries/look-up.ts'
import type { Published } from '../measure/registries/read-needs.ts'
import type { ResultStore } from '../measure/store/result-store.ts'
import type { Minted } from '../model/capture.ts'
import type { Family } from '../model/family.ts'
import type { Program } from '../model/program.ts'
import type { ProgramDigest } from '../model/program-digest.ts'
import type { ProgressEvent } from '../model/progress.ts'
import type { Registry, ReleaseList } from '../model/sdk.ts'

/** Everything the stages need of the world outside; `commands/` makes the real one, tests make their own. */
export type World = {
  readonly listReleases: (sdk: { readonly registry: Registry; readonly package: string }) => Promise<ReleaseList>
  /** What one published version of any package needs, or in words why that cannot be had. */
  readonly readNeeds: (version: Published) => Promise<NeedsAnswer>
  readonly installer: Installer
  /** Results of earlier runs; null: measure everything anew. */
  readonly store: ResultStore | null
  readonly startAuthority: () => Promise<Authority>
  readonly mintCredentials: (authority: Authority) => Promise<Credentials>
  /** The caller's own, which no result may hold. */
  readonly secrets: readonly Minted[]
  readonly startCapture: (options: {
    readonly handlersFor: (gateway: string) => RequestHandler[]
    readonly hosts?: Hosts
    readonly tokenEndpoints?: () => RequestHandler[]
    readonly tls?: Trust
  }) => Promise<CaptureServer>
  readonly makeTrust: (now: Date) => Promise<Trust>
  /** Is told that one will be started: what takes as long as an install is begun with it. A user's own command has no walls. */
  readonly expectDriver: () => void
  readonly spawnDriver: SpawnDriver
  /** For a user's own command. */
  readonly startCommand: StartCommand
  /** Does somebody listen at this port of loopback? */
  readonly portTaken: (port: number) => Promise<boolean>
  /** What decides a program's results. */
  readonly digestOf: (program: Program) => Promise<ProgramDigest>
  /** The caller's `PATH`: where such a command, and what it calls, is found. */
  readonly searchPath: string
  /** Places of this machine by which a path is told. */
  readonly places: readonly KnownPlace[]
  readonly families: Readonly<Record<string, Family>>
  /** The user-visible gateways by id. */
  readonly gateways: Readonly<Record<string, Gateway>>
  /** The gateway of the control: lets everything in. */
  readonly control: Gateway
  readonly clock: Clock
  /** Milliseconds that only go forward, for durations. */
  readonly stopwatch: () => number
  readonly toolVersion: string
  /** How many drivers run at once. */
  readonly concurrency: number
  /** Drive every cell, also where what was observed behind another gateway holds for it. */
  readonly observeAll: boolean
  /** Keeps what is known of a fault of our own, and tells it in one line. */
  readonly ownFault: (error: unknown, underWay: string) => string
  readonly tell: (event: ProgressEvent) => void
}
