import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compare } from '@renovatebot/pep440'
import { ecosystems } from '../../ecosystems/index.ts'
import type { Clock } from '../../edges/clock.ts'
import { isFolder } from '../../edges/files.ts'
import type { Run } from '../../edges/process.ts'
import { cutoffOf } from './cutoff.ts'
import { pypiTree } from './dependencies.ts'
import { type Env, pick, toolEnvironment } from './environment.ts'
import type { Job, Laid, Lay } from './job.ts'
import type { Resolved } from './manifest.ts'
import { missingIn } from './missing-in.ts'
import { ownBytecode } from './own-bytecode.ts'
import type { PythonIndex } from './python-index.ts'
import { reasonOf } from './reason.ts'
import type { Uv } from './uv.ts'

export type PypiOptions = {
  /** Holds uv's cache: unpacked wheels, hard-linked into the folders. */
  readonly stores: string
  readonly offline: boolean
  readonly env: Env
  readonly run: Run
  readonly clock: Clock
  readonly uv: Uv
  readonly index: PythonIndex
}

/** uv takes what was uploaded *before* a time, and an index may date to the second: the version's own last file is in. */
const INCLUSIVE_MS = 1000
/** Older ones do not know `cache-control` of an index. */
const KNOWS_CACHE_CONTROL = '0.9.0'

/** Lays Python packages down with uv: wheels only, hard links out of one cache. */
export const pypiLayer =
  ({ stores, offline, env, run, clock, uv, index }: PypiOptions): Lay =>
  async (job): Promise<Laid> => {
    const { target } = job
    // uv offline does not say "this wheel is not cached": it silently takes an older dependency that is.
    if (offline)
      return {
        ok: false,
        reason: `Offline, and ${target.sdk.package} ${target.version} was not installed by an earlier run.`,
      }
    const config = join(job.scratch, 'uv.toml')
    const knowsCacheControl = compare(uv.version, KNOWS_CACHE_CONTROL) >= 0
    await writeFile(config, index.uvToml({ knowsCacheControl }), { mode: 0o600 })
    const own = target.source.kind === 'path' ? target.source.path : `${target.sdk.package}==${target.version}`
    const beside = Object.entries(job.beside).map(([name, version]) => `${name}==${version}`)
    const overrides = join(job.scratch, 'overrides.txt')
    // They win over what any package of the tree asks for: that is what a user does who moves one of several.
    if (beside.length > 0)
      await writeFile(
        overrides,
        [...(target.source.kind === 'path' ? [] : [own]), ...beside].map((line) => `${line}\n`).join(''),
      )
    const credentials = pick(
      env,
      Object.keys(env).filter((name) => /^UV_INDEX_.+_(?:USERNAME|PASSWORD)$/.test(name)),
    )
    // uv links what it unpacked and does not look at it again.
    if (job.damaged) {
      const names = Object.keys(await pypiTree(job.damaged.dir))
      const args = ['cache', 'clean', '--cache-dir', join(stores, 'uv'), ...names]
      if (names.length > 0) await run({ file: uv.path, args, env: toolEnvironment(env) })
    }
    const only = await built(target)
    const laid = async (resolved: Resolved): Promise<Failed | null> => {
      const ran = await run({
        file: uv.path,
        args: [
          ...['pip', 'install', '--config-file', config, '--cache-dir', join(stores, 'uv'), '--no-progress'],
          ...['--target', job.dir, '--python', job.runtime.path, '--link-mode', 'hardlink'],
          ...['--only-binary', ':all:', ...only],
          ...(resolved.at === 'release-day' ? ['--exclude-newer', resolved.before] : []),
          ...(beside.length > 0 ? ['--overrides', overrides] : []),
          ...[own, ...beside],
        ],
        cwd: job.scratch,
        env: {
          ...credentials,
          ...pick(env, ['NETRC', 'UV_SYSTEM_CERTS', 'UV_NATIVE_TLS', 'UV_INSECURE_HOST', 'UV_KEYRING_PROVIDER']),
          ...toolEnvironment(env['SSL_CERT_FILE'] ? env : { ...env, SSL_CERT_FILE: env['PIP_CERT'] }),
          UV_PYTHON_DOWNLOADS: 'never',
          UV_HTTP_RETRIES: '3',
        },
        timeoutMs: 300_000,
      })
      return ran.exitCode === 0 ? null : failed(reasonOf(ran, Object.values(credentials)), ran.stderr)
    }
    const resolving = await resolved(job, clock.now(), laid)
    if ('reason' in resolving) return { ok: false, reason: resolving.reason }
    await ownBytecode(job.dir)
    const dependencies = await pypiTree(job.dir)
    const fault = missingIn(dependencies, job)
    return fault === null
      ? { ok: true, dependencies, tools: { uv: uv.version }, resolved: resolving }
      : { ok: false, reason: `uv ended well, but ${fault}.` }
  }

/**
 * With dependencies of the release day, where these can be had; else with today's, and why. Old ones often have wheels for the
 * Pythons of their day alone, and what comes from an index is never built.
 */
const resolved = async (
  job: Job,
  now: Date,
  laid: (resolved: Resolved) => Promise<Failed | null>,
): Promise<Resolved | { readonly reason: string }> => {
  const wanted = resolvedAt(job, now)
  const fault = await laid(wanted)
  if (fault === null) return wanted
  if (!fault.isUnsolved) return fault
  if (wanted.at === 'today') return { reason: `${fault.reason}\n${otherWays(fault, job)}` }
  const [python, day] = [pythonOf(job.runtime), wanted.before.slice(0, 10)]
  const because = fault.wheelless[0]
    ? `${fault.wheelless[0]} had no wheel for ${python} on ${day}`
    : `on ${day} there were none that fit each other and ${python}`
  const today: Resolved = { at: 'today', on: now.toISOString().slice(0, 10), because }
  const still = await laid(today)
  if (still === null) return today
  return {
    reason: `${still.reason}\nWith dependencies of the release day neither: ${because}. ${otherWays(still, job)}`,
  }
}

type Failed = {
  readonly reason: string
  /** No versions fit each other, or none of them need not be built. */
  readonly isUnsolved: boolean
  /** Packages that would have to be built. */
  readonly wheelless: readonly string[]
}

const failed = (reason: string, said: string): Failed => {
  const isUnsolved = reason.includes('No solution found')
  const wheelless = [
    ...new Set(
      [/Wheels are required for `([^`]+)`/g, /\b([\w.-]+?)(?:[<>=!~]=?\S+)? has no usable wheels/g].flatMap((pattern) =>
        [...said.matchAll(pattern)].flatMap(([, name]) => name ?? []),
      ),
    ),
  ]
  const [first = '', ...rest] = reason.split('\n')
  // uv's whole way to no solution may have hundreds of lines, which nobody reads.
  const isLong = isUnsolved && wheelless.length > 0 && rest.length > LONG
  return { isUnsolved, wheelless, reason: isLong ? `${first}: no usable wheels of ${wheelless.join(', ')}` : reason }
}
const LONG = 12

const { normalName } = ecosystems.pypi

const otherWays = ({ wheelless, reason }: Failed, { target, runtime }: Job): string => {
  const own = `${target.sdk.package} ${target.version}`
  if (/\ball versions of \S+ have no usable wheels/.test(reason))
    return 'What has to be built is never installed: a wheel of it in an index of yours (UV_DEFAULT_INDEX) is taken.'
  const wanted = WANTED_PYTHON.exec(reason.replaceAll(/\s+/g, ' '))?.[1]
  if (wanted !== undefined && wheelless.length === 0)
    return `${own} wants Python ${wanted}: --runtime "python VERSION" takes another of this machine.`
  // uv spells names in their normal form.
  if (wheelless.map(normalName).includes(normalName(target.sdk.package)))
    return `${own} has no wheel for ${pythonOf(runtime)}: --runtime "python VERSION" takes another of this machine, and what has to be built is never installed. Else choose another version of ${target.sdk.package}.`
  return `--runtime "python VERSION" takes another Python of this machine, --with ${wheelless[0] ?? 'NAME'}@VERSION another version of a dependency.`
}

/** uv's words for a Python that does not do. */
const WANTED_PYTHON = /current Python version \([^)]*\) does not satisfy Python(\S+)/

const pythonOf = ({ version }: Job['runtime']): string => `Python ${version.replace(/\.\d+$/, '')}`

/** A folder of the user's own is built (its build backend runs); what comes from an index never is. */
const built = async ({ source, sdk }: Job['target']): Promise<readonly string[]> =>
  source.kind === 'path' && ((await isFolder(source.path)) || !source.path.endsWith('.whl'))
    ? ['--no-binary', sdk.package]
    : []

const resolvedAt = ({ target, resolve }: Job, now: Date): Resolved => {
  const cutoff = cutoffOf(target, resolve)
  if (cutoff.at === 'today') return { ...cutoff, on: now.toISOString().slice(0, 10) }
  // What came out later that day is no part of what was released.
  const before = Math.min(Date.parse(cutoff.whole) + INCLUSIVE_MS, now.getTime())
  return { at: 'release-day', before: new Date(before).toISOString() }
}
