import { delimiter } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ecosystems } from '../../ecosystems/index.ts'
import type { Installed } from '../../model/installed.ts'
import type { Program } from '../../model/program.ts'
import type { Language } from '../../model/runtime.ts'
import type { Credentials } from '../credentials/mint.ts'
import { ownFile } from '../own-file.ts'
import { type LedHosts, trusting } from './trusting.ts'

export type CommandFacts = {
  readonly command: Program
  readonly installed: Extract<Installed, { state: 'ready' }>
  /** Packages that are under test with the SDK. */
  readonly beside: readonly string[]
  readonly gateway: string
  /** The gateway, without a slash at its end. */
  readonly url: string
  /** Loopback ports that may be connected to. */
  readonly ports: readonly number[]
  /** Names that lead to the gateway; null: none do. */
  readonly hosts: CommandHosts | null
  /** File that the command's processes report to. */
  readonly log: string
  /** File with the certificate of who signs for these names. */
  readonly certificateFile: string
  readonly credentials: Pick<Credentials, 'of' | 'roles' | 'files'>
  /** Where a file of this name lies. */
  readonly fileAt: (name: string) => string
  /** The caller's `PATH`: where the command, and what it calls, is found. */
  readonly path: string
  /** Programs that come before those; null: none. */
  readonly programsDir: string | null
  /** The SDK's own variables. */
  readonly variables: Readonly<Record<string, string>>
}

export type CommandHosts = LedHosts & {
  /** The loopback port they lead to. */
  readonly port: number
}

/** What the start-up files (`user-command.mjs`, `python-start/`) are told. */
export type CommandSession = {
  /** Which of them brings the SDK in; the guard stands in all. */
  readonly language: Language
  /** The SDK's, then what is pinned beside it: all are the isolated folder's. */
  readonly packages: readonly string[]
  /** The isolated folder. */
  readonly dir: string
  readonly ports: readonly number[]
  /** Names that lead to a loopback port. */
  readonly hosts?: { readonly patterns: readonly string[]; readonly port: number }
  readonly log: string
}

/**
 * The whole environment of a user's command, but for `HOME` and `TMPDIR`: built from nothing.
 *
 * - `PATH`: the caller's; where a runtime was asked for, that one comes first
 * - `SDKDRIFT_GATEWAY_URL`, `SDKDRIFT_GATEWAY_HOST`, `SDKDRIFT_GATEWAY_PORT`: where the gateway is, whole and in parts; OpenAI's
 *   API lies below `/v1`, Azure's below `/openai`
 * - `SDKDRIFT_API_KEY`, `SDKDRIFT_ENTRA_TOKEN`, `SDKDRIFT_SUBSCRIPTION_KEY`, `SDKDRIFT_AUTH_TOKEN`, and one for each of the
 *   matrix's own: this run's credentials, of a file its path
 * - `SDKDRIFT_GATEWAY`, `SDKDRIFT_VERSION`: which gateway stands there, which version of the SDK is under test
 * - `SDKDRIFT_SCENARIO`: which of its scenarios is asked for
 * - what the program's entry in `matrix.json` says
 * - the SDK's own variables (`OPENAI_BASE_URL`, …), so that an unchanged script often works
 * - `UV_NO_SYNC`, `UV_OFFLINE`: `uv run` fetches and changes nothing
 * - `NODE_OPTIONS`, `PYTHONPATH`, `SDKDRIFT_SESSION`: how the version under test gets in
 */
export const commandEnvironment = (facts: CommandFacts): Readonly<Record<string, string>> => {
  const { command, installed, credentials, ports, hosts, log } = facts
  const { sdk, version } = installed.target
  const given = (role: string): string => {
    const file = credentials.files[role]
    return file ? facts.fileAt(file.name) : credentials.of(role)
  }
  const { hostname, port } = new URL(facts.url)
  const session: CommandSession = {
    language: ecosystems[sdk.registry].language,
    packages: [sdk.package, ...facts.beside],
    dir: installed.dir,
    ports,
    ...(hosts ? { hosts: { patterns: hosts.patterns, port: hosts.port } } : {}),
    log,
  }
  return {
    LANG: 'C.UTF-8',
    ...(hosts ? trusting(facts.certificateFile) : {}),
    ...facts.variables,
    ...Object.fromEntries(
      Object.entries(command.env ?? {}).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : given(value.credential),
      ]),
    ),
    PATH: facts.programsDir === null ? facts.path : `${facts.programsDir}${delimiter}${facts.path}`,
    SDKDRIFT_SCENARIO: command.scenario ?? command.id,
    SDKDRIFT_GATEWAY: facts.gateway,
    SDKDRIFT_GATEWAY_URL: facts.url,
    SDKDRIFT_GATEWAY_HOST: hostname,
    SDKDRIFT_GATEWAY_PORT: port,
    SDKDRIFT_VERSION: version,
    ...Object.fromEntries(credentials.roles.map((role) => [variableOf(role), given(role)])),
    SDKDRIFT_SESSION: JSON.stringify(session),
    // As an address: a blank in a path would end the option.
    NODE_OPTIONS: `--import=${pathToFileURL(ownFile('run/user-command.mjs')).href}`,
    PYTHONPATH: ownFile('run/python-start'),
    // Neither the project's folder nor the shared one is written into.
    PYTHONDONTWRITEBYTECODE: '1',
    // `uv run` takes the project's environment as it stands: it is no program that the guard reaches.
    UV_NO_SYNC: '1',
    UV_OFFLINE: '1',
  }
}

/** `SDKDRIFT_STRIPE_KEY`, `SDKDRIFT_ACCOUNT_PASSWORD`. */
const variableOf = (role: string): string => `SDKDRIFT_${role.toUpperCase().replaceAll(/[-.]/g, '_')}`
