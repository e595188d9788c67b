import type { Cell } from '../../model/cell.ts'
import type { ClientCertificates } from '../../model/certificate.ts'
import type { DriverJob } from '../../model/driver.ts'
import type { Family } from '../../model/family.ts'
import type { Installed } from '../../model/installed.ts'
import type { Recipe } from '../../model/recipe.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { OpenCell } from '../capture/cells.ts'
import type { CaptureServer } from '../capture/server.ts'
import type { Credentials } from '../credentials/mint.ts'
import { spell } from '../sdks/spell.ts'
import { endsOf } from './at-once.ts'
import { installedVersion } from './installed-version.ts'
import { newSecret } from './new-secret.ts'
import type { LedHosts } from './trusting.ts'

/** A job that waits for a driver. */
export type Waiting = {
  readonly index: number
  /** Its own part of the gateway's address, which is not open yet. */
  readonly cell: OpenCell
  readonly job: DriverJob
  /** It is measured for the second time: what comes of it stands. */
  readonly again: boolean
  /** Indexes of cells that differ from this in the gateway alone, and wait for what comes of it. */
  readonly twins: readonly number[]
  /** How many requests had arrived when each call but the last had ended. */
  readonly arrived: number[]
}

export type PrepareOptions = {
  readonly installed: Extract<Installed, { state: 'ready' }>
  readonly family: Family
  readonly credentials: Credentials
  readonly hosts?: LedHosts
  readonly certificates?: ClientCertificates
  readonly ledIn?: (scenario: Scenario) => readonly string[]
  /** Starts the proxy of a cell that names one; its URL. */
  readonly proxyFor: (key: string, hosts: readonly string[]) => Promise<string>
  readonly capture: Pick<CaptureServer, 'addressOf'>
}

/** A cell in the version's own words, with secrets of its own; or why it has none. */
export const prepareCell = async (
  { scenario, variant, gateway }: Cell,
  { installed, family, credentials, hosts, certificates, ledIn, proxyFor, capture }: PrepareOptions,
): Promise<Pick<Waiting, 'cell' | 'job'> | { readonly unsupported: string }> => {
  const key = newSecret()
  const { first = [], answers = [], hosts: tokenHosts = [], scheme, time } = scenario
  const cell = { key, gateway, at: 'path', first, answers, tokenHosts, ...(scheme ? { scheme } : {}) } as const
  const { url, otherOriginUrl } = capture.addressOf(cell)
  const led = ledIn?.(scenario)
  const spelled = spell(family, scenario, {
    registry: installed.target.sdk.registry,
    package: installed.target.sdk.package,
    version: installedVersion(installed),
    variant,
    gatewayUrl: url,
    otherOriginUrl,
    ...(namesProxy(scenario) ? { proxyUrl: await proxyFor(key, led ?? hosts?.patterns ?? []) } : {}),
    ...(certificates ? { certificates } : {}),
    credential: credentials.of,
    provider: credentials.provider,
  })
  if (spelled.kind !== 'recipe') return { unsupported: spelled.reason }
  const told = { ...(led ? { hosts: led } : {}), ...(time ? { time } : {}) }
  return { cell, job: { job: newSecret(), recipe: spelled.recipe, ...told } }
}

/** Its client is told of a proxy: by the environment, or by an option. */
export const namesProxy = ({ environment, client, second, calls }: Scenario): boolean =>
  Object.values(environment?.variables ?? {}).some((value) => typeof value === 'object') ||
  [client, second, ...calls.map(({ copy }) => copy)].some(
    (options) => options?.transport === 'proxied' || options?.agent === 'proxied',
  )

/** Milliseconds that the program lets pass before its n-th call, from 0. */
export const pauseBefore = ({ calls }: Recipe, nth: number): number =>
  calls.flatMap((call) => Array<number>(endsOf(call)).fill(call.afterMs ?? 0))[nth] ?? 0
