import type { RequestHandler } from 'msw'
import PQueue from 'p-queue'
import { type Redact, redactor } from '../../judge/mask/redact.ts'
import type { Hosts } from '../../measure/capture/listener.ts'
import type { CaptureServer } from '../../measure/capture/server.ts'
import type { Trust } from '../../measure/capture/trust.ts'
import type { Authority } from '../../measure/credentials/authority.ts'
import { mintedIn } from '../../measure/credentials/certificates.ts'
import type { Credentials } from '../../measure/credentials/mint.ts'
import type { Gateway } from '../../measure/gateways/gateway.ts'
import { tokenEndpoints } from '../../measure/gateways/token-endpoints.ts'
import type { ClientCertificates } from '../../model/certificate.ts'
import type { Family } from '../../model/family.ts'
import type { Program } from '../../model/program.ts'
import type { ProgramDigest } from '../../model/program-digest.ts'
import type { World } from '../world.ts'
import type { ChosenVariables } from './best-try.ts'

/** What is shared by all measurements of a run. */
export type Session = {
  /** This run's credentials and gateways; made when first asked for, so a run that measures nothing makes none. */
  readonly live: () => Promise<Live>
  readonly timeoutMs: number
  /** What decides each program's results, as soon as somebody asks. */
  readonly digests: Map<Program, Promise<ProgramDigest>>
  /** With which variables each program is run with each SDK, as soon as somebody asks. */
  readonly choices: Map<string, Promise<ChosenVariables>>
  /**
   * Let only so many versions be under way, and of these only so many installs, only so many drivers, and one program with a
   * port of its own, go on at once; of what waits, the highest priority goes first.
   */
  readonly queues: Readonly<Record<'version' | 'install' | 'drive' | 'ports', PQueue>>
}

/** What of a capture is over TLS: hosts by their names, the gateway by its own address. Default: nothing. */
type Secured = { readonly hosts?: Hosts; readonly tls?: Trust }

/** What a family says of the gateways in front of its API, and of what stands behind them. */
type Behind = Pick<Family, 'gatewaySettings' | 'gateway'>

export type Live = {
  readonly credentials: Credentials
  readonly redact: Redact
  /** A gateway in this run's own world, fresh: it remembers nothing. */
  readonly handlersOf: (gateway: Gateway, family: Behind) => RequestHandler[]
  readonly startCapture: (family: Behind, secured?: Secured) => Promise<CaptureServer>
  /** Who signs for hosts that lead to the gateway; made when first asked for. */
  readonly trust: () => Promise<Trust>
  /** What clients may show who asks for a certificate; made when first asked for. */
  readonly certificates: () => Promise<ClientCertificates>
}

/** Installs run ahead of the drivers: they wait for the network and the disk, drivers for the processor. */
const INSTALLS_PER_DRIVER = 2
/** Enough that no install and no driver is ever without the next; each of them holds what is kept of it. */
const VERSIONS_PER_DRIVER = 4

/** Hands a session to `work`, and takes its authority down again whatever happens. */
export const withSession = async <T>(
  timeoutMs: number,
  world: World,
  work: (session: Session) => Promise<T>,
): Promise<T> => {
  let authority: Promise<Authority> | null = null
  let live: Promise<Live> | null = null
  const open = async (): Promise<Live> => {
    authority ??= world.startAuthority()
    return liveWith(await authority, world)
  }
  try {
    return await work({
      live: () => {
        live ??= open()
        return live
      },
      timeoutMs,
      digests: new Map(),
      choices: new Map(),
      queues: {
        version: new PQueue({ concurrency: world.concurrency * VERSIONS_PER_DRIVER }),
        install: new PQueue({ concurrency: world.concurrency * INSTALLS_PER_DRIVER }),
        drive: new PQueue({ concurrency: world.concurrency }),
        ports: new PQueue({ concurrency: 1 }),
      },
    })
  } finally {
    for (const text of world.store?.notes() ?? []) world.tell({ kind: 'note', text })
    await (await (authority as Promise<Authority> | null))?.close()
  }
}

const liveWith = async (authority: Authority, world: World): Promise<Live> => {
  const credentials = await world.mintCredentials(authority)
  const all = { ...world.gateways, [world.control.id]: world.control }
  let made: Promise<Trust> | undefined
  const trust = (): Promise<Trust> => {
    made ??= world.makeTrust(world.clock.now())
    return made
  }
  const secrets = [...credentials.minted, ...world.secrets]
  let redact = redactor(secrets)
  const handlersOf: Live['handlersOf'] = (gateway, { gatewaySettings: settings = {}, gateway: rules }) =>
    gateway.handlers({ credentials, authority, settings, answers: rules?.answers ?? [] })
  return {
    credentials,
    redact: (text, between) => redact(text, between),
    handlersOf,
    startCapture: (family, secured = {}) =>
      world.startCapture({
        handlersFor: (id) => {
          const gateway = all[id]
          if (!gateway) throw new Error(`No gateway ${id}.`)
          return handlersOf(gateway, family)
        },
        tokenEndpoints: () => tokenEndpoints(credentials),
        ...secured,
      }),
    trust,
    certificates: async () => {
      const certificates = await (await trust()).clients()
      redact = redactor([...secrets, ...mintedIn(certificates)])
      return certificates
    },
  }
}
