import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Dates, whyNotByDate } from '../../ecosystems/dates.ts'
import type { Clock } from '../../edges/clock.ts'
import { isFolder, namesIn, removeTree } from '../../edges/files.ts'
import type { Host } from '../../edges/host.ts'
import type { Ran, Run } from '../../edges/process.ts'
import type { Runtime } from '../../model/runtime.ts'
import { type Cutoff, cutoffOf } from './cutoff.ts'
import { npmTree } from './dependencies.ts'
import { type Env, toolEnvironment } from './environment.ts'
import type { Pnpm } from './fetch-pnpm.ts'
import type { Damaged, Job, Laid, Lay } from './job.ts'
import type { Resolved } from './manifest.ts'
import { missingIn } from './missing-in.ts'
import { type Npmrc, readNpmrc } from './npmrc.ts'
import { ofThisMachine } from './of-this-machine.ts'
import { findPnpm } from './pnpm.ts'
import { reasonOf } from './reason.ts'

export type NpmOptions = {
  /** Holds pnpm's content-addressed store and its copies of the registry's listings. */
  readonly stores: string
  /** Holds programs that were fetched: pnpm itself. */
  readonly tools: string
  readonly offline: boolean
  readonly env: Env
  readonly cwd: string
  readonly run: Run
  readonly clock: Clock
  readonly host: Host
  /** What the dates of a package's versions are worth. */
  readonly datesOf: (name: string) => Promise<Dates>
}

/** How many days of listings are kept for `--offline`. */
const DAYS_KEPT = 5

/** Lays npm packages down with pnpm: hard links out of one store, no script of any package is run. */
export const npmLayer = (options: NpmOptions): Lay => {
  const { stores, offline, env, cwd, clock } = options
  let prepared: Promise<readonly [Pnpm | { readonly reason: string }, Npmrc]> | undefined
  return async (job): Promise<Laid> => {
    prepared ??= Promise.all([findPnpm(options), readNpmrc(cwd, env)])
    const [pnpm, npmrc] = await prepared
    if ('reason' in pnpm) return { ok: false, reason: pnpm.reason }

    const today = clock.now().toISOString().slice(0, 10)
    const listings = join(stores, 'pnpm-listings')
    const days = offline ? [...(await namesIn(listings))].reverse() : [today]
    if (days.length === 0) return { ok: false, reason: 'Offline, and nothing was ever fetched from the npm registry.' }
    if (!offline) await forgetOldDays(listings, today)

    const pnpmAt = (day: string): Pnpmed => ({ pnpm, npmrc, listings: join(listings, day), options, job })
    const spec = await specOf(job.target.source, job.target.version, pnpmAt(today))
    if ('reason' in spec) return { ok: false, reason: spec.reason }
    const wanted = { [job.target.sdk.package]: spec.spec, ...job.beside }
    if (job.damaged) await distrust(job.damaged)
    await writeFile(join(job.dir, 'package.json'), JSON.stringify({ private: true, dependencies: wanted }))
    // They win over what any package of the tree asks for: that is what a user does who moves one of several.
    const pins = Object.keys(job.beside).length > 0 ? wanted : {}

    let reason = ''
    for (const day of days) {
      const answer = await resolveIn(pnpmAt(day), pins, day)
      if (typeof answer !== 'string') {
        const foreign = await ofThisMachine(job.dir, job.target)
        if (foreign !== null)
          return {
            ok: false,
            reason: `It, or a dependency of it, asks for a folder of this machine (${foreign}): no package may have that among its files.`,
          }
        const dependencies = await npmTree(job.dir)
        const tools = { pnpm: pnpm.version }
        const fault = missingIn(dependencies, job)
        return fault === null
          ? { ok: true, dependencies, tools, resolved: answer }
          : { ok: false, reason: `pnpm ended well, but ${fault}.` }
      }
      reason ||= answer
    }
    return { ok: false, reason }
  }
}

/**
 * A file that was changed is one with the store's, and pnpm looks again at what is younger than it left it: younger than
 * anything, for the clock may have been set back since.
 */
const distrust = async ({ dir, files }: Damaged): Promise<void> => {
  for (const file of files) await utimes(join(dir, file), NEVER, NEVER).catch(() => {}) // Gone.
}

/** No clock has been set so far ahead. */
const NEVER = new Date('2100-01-01')

/**
 * As of the release day where that can be told of the whole tree, else as of today, and why. Packages of one repository are
 * published minutes apart, and not always the one first that the others need: so long is waited for it.
 * @returns what was resolved, or why nothing could be
 */
const resolveIn = async (at: Pnpmed, pins: Pins, day: string): Promise<Resolved | string> => {
  const cutoff = cutoffOf(at.job.target, at.job.resolve)
  const today = async (why: Omit<Extract<Cutoff, { at: 'today' }>, 'at'>): Promise<Resolved | string> => {
    const ran = await install(at, pins, null)
    return ran.exitCode === 0 ? { at: 'today', on: day, ...why } : reasonOf(ran, at.npmrc.secrets)
  }
  if (cutoff.at === 'today') return await today(cutoff.because === undefined ? {} : { because: cutoff.because })
  // pnpm counts back from now. By a clock that is behind there is nothing to count, and it would take all that there is.
  const now = at.options.clock.now()
  if (now.getTime() + PUBLISHED_TOGETHER_MS < Date.parse(cutoff.whole))
    return `This machine's clock says ${now.toISOString()}, and this was published on ${cutoff.whole}: set it (timedatectl set-ntp true).`
  let because = ''
  for (const wait of [0, PUBLISHED_TOGETHER_MS]) {
    const before = new Date(Date.parse(cutoff.whole) + wait)
    const ran = await install(at, pins, before)
    if (ran.exitCode === 0) {
      const astray = await astrayIn(at)
      if (astray === null) return { at: 'release-day', before: before.toISOString() }
      because = astray
    } else {
      const said = `${ran.stdout}\n${ran.stderr}`
      if (!TOO_YOUNG.test(said)) return reasonOf(ran, at.npmrc.secrets)
      because = `${tooYoung(said)} was not there yet on ${cutoff.whole.slice(0, 10)}, by its registry's dates`
    }
    await removeTree(join(at.job.dir, 'node_modules'))
    if (ran.exitCode === 0) break
  }
  return await today({ because })
}

/** pnpm's words for a dependency of which no version that would do had been published, or that has no date. */
const TOO_YOUNG = /ERR_PNPM_NO_MATURE_MATCHING_VERSION|ERR_PNPM_MISSING_TIME/
const tooYoung = (said: string): string => /^\W*(\S+@\S+) was published at/m.exec(said)?.[1] ?? 'a dependency'
const PUBLISHED_TOGETHER_MS = 3_600_000

/** A package of the tree whose dates say nothing: what was chosen by them is no choice. null: there is none. */
const astrayIn = async ({ job, options }: Pnpmed): Promise<string | null> => {
  const known = [job.target.sdk.package, ...Object.keys(job.beside)]
  const names = Object.keys(await npmTree(job.dir)).filter((name) => !known.includes(name))
  const whyNot = async (name: string): Promise<readonly string[]> => {
    try {
      const dates = await options.datesOf(name)
      return dates.kind === 'follow' ? [] : [`${name}: ${whyNotByDate(dates)}`]
    } catch (error) {
      if (error instanceof Error && error.name === 'RegistryError') return [`${name}: ${error.message}`]
      throw error
    }
  }
  const [first] = (await Promise.all(names.map(whyNot))).flat()
  return first ?? null
}

type Pnpmed = {
  readonly pnpm: Pnpm
  readonly npmrc: Npmrc
  readonly listings: string
  readonly options: NpmOptions
  readonly job: Job
}

type Pins = Readonly<Record<string, string>>

/** @param before nothing that was published later is taken; null: all there is */
const install = async (at: Pnpmed, pins: Pins, before: Date | null): Promise<Ran> => {
  const { offline } = at.options
  const args = [
    'install',
    '--prod',
    '--ignore-scripts',
    '--ignore-pnpmfile',
    '--ignore-workspace',
    '--reporter=append-only',
  ]
  // Of what a package.json or a workspace says of this, nothing is read here: the folder stands for itself.
  const more = {
    ...(Object.keys(pins).length > 0 ? { PNPM_CONFIG_OVERRIDES: JSON.stringify(pins) } : {}),
    ...(before ? { PNPM_CONFIG_MINIMUM_RELEASE_AGE: ageOf(before, at.options.clock.now()) } : {}),
  }
  const call = (...flags: readonly string[]) => callPnpm(at, at.job.dir, [...args, ...flags], more)
  if (offline) return await call('--offline')
  // Listings are a day's own: within the day they need no revalidation, but for a version that came out since.
  const ran = await call('--prefer-offline')
  return ran.exitCode !== 0 && LISTING_LACKS.test(`${ran.stdout}\n${ran.stderr}`) ? await call() : ran
}

/** pnpm asks anew for a version that a kept listing lacks, but not where it chooses by age. */
const LISTING_LACKS = /ERR_PNPM_NO_MATCHING_VERSION/

/** In minutes, as pnpm takes it, rounded so that what was published at this moment is in. */
const ageOf = (moment: Date, now: Date): string =>
  String(Math.max(0, Math.floor((now.getTime() - moment.getTime() - INCLUSIVE_MS) / 60_000)))
const INCLUSIVE_MS = 1000

const callPnpm = async (
  { pnpm, npmrc, listings, options, job }: Pnpmed,
  cwd: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
) => {
  // pnpm reads a project's .npmrc by other rules than npm (no variables in it): what npm found is handed over as a whole.
  const auth = join(job.scratch, 'npmrc')
  const certificates = join(job.scratch, 'ca.pem')
  if (npmrc.certificates) await writeFile(certificates, npmrc.certificates)
  const trust = npmrc.certificates ? `cafile=${certificates}\n` : ''
  await writeFile(auth, `${npmrc.text}${trust}`, { mode: 0o600 })
  return await options.run({
    file: pnpm.path,
    args: [...args, '--npmrc-auth-file', auth],
    cwd,
    env: { ...toolEnvironment(options.env), ...settings(options.stores, listings, job.runtime), ...more },
  })
}

/** Whatever the user's own pnpm configuration says, these decide what is laid down and how. */
const settings = (stores: string, listings: string, runtime: Runtime): Record<string, string> => ({
  // Else pnpm asks the `node` on PATH, which may be another: it leaves out optional dependencies that are too new for it.
  PNPM_CONFIG_NODE_VERSION: runtime.version,
  PNPM_CONFIG_STORE_DIR: join(stores, 'pnpm'),
  PNPM_CONFIG_CACHE_DIR: listings,
  PNPM_CONFIG_STATE_DIR: join(stores, 'pnpm-state'),
  PNPM_CONFIG_IGNORE_SCRIPTS: 'true',
  PNPM_CONFIG_LOCKFILE: 'false',
  PNPM_CONFIG_NODE_LINKER: 'isolated',
  PNPM_CONFIG_ENABLE_GLOBAL_VIRTUAL_STORE: 'false',
  PNPM_CONFIG_PACKAGE_IMPORT_METHOD: 'hardlink',
  // Both would refuse or hold back versions that the user named, or that their users get today.
  PNPM_CONFIG_MINIMUM_RELEASE_AGE: '0',
  PNPM_CONFIG_TRUST_POLICY: 'off',
  // No repository or address that a package names, nor a repository of this machine.
  PNPM_CONFIG_BLOCK_EXOTIC_SUBDEPS: 'true',
  PNPM_CONFIG_UPDATE_NOTIFIER: 'false',
  // An SDK's own folder may be pinned to another package manager: it is packed all the same, nothing of it is run.
  PNPM_CONFIG_PM_ON_FAIL: 'ignore',
  // The defaults wait for a minute and more on a registry that is not there.
  PNPM_CONFIG_FETCH_RETRIES: '3',
  PNPM_CONFIG_FETCH_RETRY_FACTOR: '3',
  PNPM_CONFIG_FETCH_RETRY_MINTIMEOUT: '200',
  PNPM_CONFIG_FETCH_RETRY_MAXTIMEOUT: '2000',
})

type Spec = { readonly spec: string } | { readonly reason: string }

const specOf = async (source: Job['target']['source'], version: string, at: Pnpmed): Promise<Spec> => {
  switch (source.kind) {
    case 'registry':
      return { spec: version }
    case 'path':
      return (await isFolder(source.path)) ? await packFolder(source.path, at) : { spec: `file:${source.path}` }
  }
}

/** A folder is packed as for publishing, and the copy installed: what is measured is what users would get. */
const packFolder = async (folder: string, at: Pnpmed): Promise<Spec> => {
  const packed = join(at.job.scratch, 'packed')
  await mkdir(packed)
  const ran = await callPnpm(at, folder, ['pack', '--pack-destination', packed])
  const [tarball] = ran.exitCode === 0 ? await readdir(packed) : []
  return tarball ? { spec: `file:${join(packed, tarball)}` } : { reason: reasonOf(ran, at.npmrc.secrets) }
}

const forgetOldDays = async (listings: string, today: string): Promise<void> => {
  const old = (await namesIn(listings)).filter((day) => day < today)
  await Promise.all(old.slice(0, -DAYS_KEPT).map((day) => removeTree(join(listings, day))))
}
