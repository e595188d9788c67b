import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { clock as systemClock } from '../../edges/clock.ts'
import { diskTrouble } from '../../edges/disk-trouble.ts'
import { isFolder, moveIntoPlace, removeTree } from '../../edges/files.ts'
import { ownHost } from '../../edges/host.ts'
import { openWorkFolder, sweep } from '../../edges/work-folder.ts'
import type { Installed } from '../../model/installed.ts'
import type { Runtime } from '../../model/runtime.ts'
import { type AskedRuntime, type RuntimeWish, wishIn, wishText } from '../../model/runtime-wish.ts'
import type { Registry, Sdk, Target } from '../../model/sdk.ts'
import { damageIn, writeFileList } from './file-list.ts'
import { folderOf } from './folder.ts'
import { checkOut } from './git.ts'
import { workshops } from './index.ts'
import type { InstallerOptions } from './installer-options.ts'
import type { Damaged, LocalTarget, Resolve } from './job.ts'
import { type Opened, openLocal, targetOf } from './local.ts'
import { type Manifest, type Resolved, readManifest, touchManifest, writeManifest } from './manifest.ts'
import { messageOf } from './message-of.ts'
import { once } from './once.ts'
import type { Shop } from './workshop.ts'

/** How a version is installed; `with`: what else, at exactly which versions. */
export type How = { readonly resolve: Resolve; readonly with?: Readonly<Record<string, string>> }

export type Installer = {
  /** Begins what takes a while to find out on this machine and changes nothing, for whoever will ask soon. */
  readonly lookAhead: (registry: Registry) => void
  /** What the SDKs of a registry run on, or why there is nothing. */
  readonly runtime: (registry: Registry) => Promise<Runtime | { readonly reason: string }>
  /** The runtime that a user asks for, found or fetched, or why it cannot be had. */
  readonly runtimeAs: (registry: Registry, wish: RuntimeWish) => Promise<AskedRuntime | { readonly reason: string }>
  /**
   * One version in a folder of its own, with all it needs; there from an earlier run, or laid down now. A folder is
   * complete or absent, also after a kill. Never throws for what a package, a tool or the network does. May be called
   * many times at once; how many is the caller's to decide.
   */
  readonly install: (target: Target, how: How) => Promise<Installed>
  /**
   * Holds an install of an earlier run, with which something went wrong, against what was written down when it was made.
   * @returns what stands in its place by now, and which files were not as they were (none: nothing had been written down);
   *   null: it is as it was, so what went wrong is the package's own doing
   */
  readonly repair: (
    installed: Extract<Installed, { state: 'ready' }>,
    how: How,
  ) => Promise<{ readonly installed: Installed; readonly damaged: readonly string[] } | null>
  /**
   * A folder, tarball, wheel or commit of this machine (an absolute path, or `git+file:///path#ref`) as a version of an
   * SDK. `words` names it for people.
   * @throws UserError when it is not there, or holds another package
   */
  readonly open: (sdk: Sdk, selector: string) => Promise<{ readonly target: Target; readonly words: string }>
}

export const createInstaller = (options: InstallerOptions): Installer => {
  const { cacheDir, offline, clock = systemClock, host = ownHost() } = options
  const installs = join(cacheDir, 'installs')
  const workFolders = join(installs, '.tmp')
  const hostName = [host.os, host.arch, host.libc].filter(Boolean).join('-')
  const doorOf = once((registry: Registry) => workshops[registry].find({ ...options, host }))
  const openAny = once((registry: Registry) => doorOf(registry).open())
  const openWished = once((registry: Registry) =>
    once((wish: string) => doorOf(registry).open(wishIn(wish) ?? undefined)),
  )
  const openShop = (registry: Registry, wish?: RuntimeWish): Promise<Shop | { readonly reason: string }> =>
    wish ? openWished(registry)(wishText(wish)) : openAny(registry)
  const sweepOnce = once(() => sweep(workFolders))
  const underway = new Map<string, Promise<Installed>>()

  const reuse = async (target: Target, dir: string, runtime: Runtime): Promise<Installed | null> => {
    const manifest = await readManifest(dir)
    if (manifest?.version !== target.version || manifest.package !== target.sdk.package || manifest.host !== hostName)
      return null
    // A file that was cut off shows by its size; the rest is looked at when something goes wrong.
    if (((await damageIn(dir, 'sizes')) ?? []).length > 0) return null
    await touchManifest(dir, clock.now())
    const { dependencies, resolved } = manifest
    return { state: 'ready', target, dir, runtime, dependencies, ...whyToday(resolved), reused: true }
  }

  /** @param place its final folder; null for what cannot be reused, it then stays a work folder and is swept later */
  const layDown = async (
    target: Target,
    how: How,
    shop: Shop,
    place: string | null,
    damaged: Damaged | null = null,
  ): Promise<Installed> => {
    const { runtime, lay } = shop
    await sweepOnce()
    const work = await openWorkFolder(workFolders)
    const [dir, scratch] = [join(work, 'dir'), join(work, 'scratch')]
    let keepWork = false
    try {
      await Promise.all([mkdir(dir), mkdir(scratch, { mode: 0o700 })])
      const local = await onDisk(target, scratch)
      if ('reason' in local) return { state: 'failed', target, runtime, reason: local.reason }
      const laid = await lay({
        ...{ target: local, resolve: how.resolve, beside: how.with ?? {}, runtime, dir, scratch },
        ...(damaged ? { damaged } : {}),
      })
      if (!laid.ok) return { state: 'failed', target, runtime, reason: laid.reason }
      const { dependencies, tools, resolved } = laid
      const ready = { state: 'ready', target, runtime, dependencies, ...whyToday(resolved), reused: false } as const
      if (place === null) {
        keepWork = true
        await removeTree(scratch)
        return { ...ready, dir }
      }
      await writeFileList(dir)
      await writeManifest(dir, {
        schema: 2,
        registry: target.sdk.registry,
        package: target.sdk.package,
        version: target.version,
        host: hostName,
        runtime: { name: runtime.name, version: runtime.version },
        resolved,
        dependencies,
        tools,
      } satisfies Manifest)
      const keeps = async (): Promise<boolean> => damaged === null && (await reuse(target, place, runtime)) !== null
      const ours = await moveIntoPlace(dir, place, { keeps, junk: work })
      return ours ? { ...ready, dir: place } : ((await reuse(target, place, runtime)) ?? { ...ready, dir: place })
    } finally {
      if (!keepWork) await removeTree(work)
    }
  }

  /** A commit becomes a folder; everything else is what it is. */
  const onDisk = async (target: Target, scratch: string): Promise<LocalTarget | { readonly reason: string }> => {
    const { source } = target
    if (source.kind !== 'git') return { ...target, source }
    const path = join(scratch, 'checkout')
    const reason = await checkOut({ repository: source.url, hash: source.ref }, path, options)
    return reason === null ? { ...target, source: { kind: 'path', path } } : { reason }
  }

  const failed = (target: Target, runtime: Runtime | null, error: unknown): Installed => {
    const why = isBelow(cacheDir, error) ? diskTrouble(error) : null
    const reason = why === null ? messageOf(error) : `Nothing can be installed in ${cacheDir}: ${why}.`
    return { state: 'failed', target, runtime, reason }
  }

  const install = async (target: Target, how: How): Promise<Installed> => {
    let runtime: Runtime | null = null
    try {
      const shop = await openShop(target.sdk.registry, target.runtime?.asked)
      if ('reason' in shop) return { state: 'failed', target, runtime, reason: shop.reason }
      runtime = shop.runtime
      const today = clock.now().toISOString().slice(0, 10)
      const place = await folderOf(installs, target, { ...how, runtimeTag: shop.tag, today, offline, isFolder })
      if (place === null) return await layDown(target, how, shop, null)
      const atWork = underway.get(place)
      if (atWork) return { ...(await atWork), target }
      const work = reuse(target, place, shop.runtime).then(
        async (there) => there ?? layDown(target, how, shop, place, await damageAt(place)),
      )
      underway.set(place, work)
      return await work.finally(() => underway.delete(place))
    } catch (error) {
      return failed(target, runtime, error)
    }
  }

  /** What is known of a folder that is not reused; null: it is not there, or as it was. */
  const damageAt = async (dir: string): Promise<Damaged | null> => {
    const files = await damageIn(dir, 'bytes')
    return files === null || files.length === 0 ? null : { dir, files }
  }

  const repair: Installer['repair'] = async ({ target, dir, reused }, how) => {
    if (!reused) return null
    const files = await damageIn(dir, 'bytes')
    if (files?.length === 0) return null
    const damaged = { dir, files: files ?? [] }
    const shop = await openShop(target.sdk.registry, target.runtime?.asked)
    if ('reason' in shop) return null
    const work = (): Promise<Installed> =>
      layDown(target, how, shop, dir, damaged).catch((error: unknown) => failed(target, shop.runtime, error))
    const atWork = underway.get(dir) ?? work()
    underway.set(dir, atWork)
    return { installed: await atWork.finally(() => underway.delete(dir)), damaged: damaged.files }
  }

  return {
    lookAhead: (registry) => doorOf(registry).lookAhead(),
    runtime: async (registry) => {
      const shop = await openShop(registry)
      return 'reason' in shop ? shop : shop.runtime
    },
    runtimeAs: async (registry, wish) => {
      const shop = await openShop(registry, wish)
      return 'reason' in shop ? shop : { ...shop.runtime, asked: wish }
    },
    install,
    repair,
    open: async (sdk, selector) => {
      const opened: Opened = await openLocal(selector, options)
      return { target: targetOf(opened, sdk), words: opened.words }
    },
  }
}

/** Is it about a path of ours, and not about what the user named? */
const isBelow = (dir: string, error: unknown): boolean =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' && error.path.startsWith(dir)

const whyToday = (resolved: Resolved): { readonly notOfReleaseDay?: string } =>
  resolved.at === 'today' && resolved.because !== undefined ? { notOfReleaseDay: resolved.because } : {}
