import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, clock as systemClock } from '../../edges/clock.ts'
import { isFolder, moveIntoPlace, openWorkFolder, removeTree, sweep } from '../../edges/files.ts'
import { type Host, ownHost, ownNode } from '../../edges/host.ts'
import type { Run } from '../../edges/process.ts'
import type { Installed, Runtime } from '../../model/installed.ts'
import type { Registry, Sdk, Target } from '../../model/sdk.ts'
import { type Download, downloader } from './download.ts'
import type { Env } from './environment.ts'
import { folderOf } from './folder.ts'
import { checkOut } from './git.ts'
import type { Lay, LocalTarget, Resolve } from './job.ts'
import { type Opened, openLocal, targetOf } from './local.ts'
import { type Manifest, readManifest, writeManifest } from './manifest.ts'
import { npmLayer } from './npm.ts'
import { pypiLayer } from './pypi.ts'
import { findPython, type Python, pythonOnPath } from './python.ts'
import { readPythonIndex } from './python-index.ts'
import { findUv } from './uv.ts'

export type InstallerOptions = {
  /** `installs/`, `stores/` and `tools/` live below it; one file system, for the hard links. */
  readonly cacheDir: string
  /** Nothing is asked of the network. */
  readonly offline: boolean
  /** The caller's environment: PATH, proxies, certificates, registry settings. Never handed to an SDK's code. */
  readonly env: Env
  /** The project folder whose .npmrc and uv.toml apply. */
  readonly cwd: string
  readonly run: Run
  readonly clock?: Clock
  /** The Node that npm SDKs are for. Default: the one that runs us. */
  readonly node?: Runtime
  readonly host?: Host
  readonly download?: Download
}

export type Installer = {
  /** Begins what takes a while to find out on this machine and changes nothing, for whoever will ask soon. */
  readonly lookAhead: (registry: Registry) => void
  /** What the SDKs of a registry run on, or why there is nothing. */
  readonly runtime: (registry: Registry) => Promise<Runtime | { readonly reason: string }>
  /**
   * One version in a folder of its own, with all it needs; there from an earlier run, or laid down now. A folder is
   * complete or absent, also after a kill. Never throws for what a package, a tool or the network does. May be called
   * many times at once; how many is the caller's to decide.
   */
  readonly install: (target: Target, how: { readonly resolve: Resolve }) => Promise<Installed>
  /**
   * A folder, tarball, wheel or commit of this machine (an absolute path, or `git+file:///path#ref`) as a version of an
   * SDK. `words` names it for people.
   * @throws UserError when it is not there, or holds another package
   */
  readonly open: (sdk: Sdk, selector: string) => Promise<{ readonly target: Target; readonly words: string }>
}

/** What installs for one registry. */
type Workshop = { readonly runtime: Runtime /** `node-24`, `python-3.11` */; readonly tag: string; readonly lay: Lay }

export const createInstaller = (options: InstallerOptions): Installer => {
  const { cacheDir, offline, clock = systemClock, host = ownHost() } = options
  const installs = join(cacheDir, 'installs')
  const workFolders = join(installs, '.tmp')
  const hostName = [host.os, host.arch, host.libc].filter(Boolean).join('-')
  const look = once({ python: () => pythonOnPath(options) })
  const openShop = once({
    npm: () => openNpm(options, host),
    pypi: () => openPypi(options, host, look('python')),
  })
  const sweepOnce = once({ now: () => sweep(workFolders) })
  const underway = new Map<string, Promise<Installed>>()

  const reuse = async (target: Target, dir: string, runtime: Runtime): Promise<Installed | null> => {
    const manifest = await readManifest(dir)
    if (manifest?.version !== target.version || manifest.package !== target.sdk.package || manifest.host !== hostName)
      return null
    return { state: 'ready', target, dir, runtime, dependencies: manifest.dependencies, reused: true }
  }

  /** @param place its final folder; null for what cannot be reused, it then stays a work folder and is swept later */
  const layDown = async (
    target: Target,
    resolve: Resolve,
    shop: Workshop,
    place: string | null,
  ): Promise<Installed> => {
    const { runtime, lay } = shop
    await sweepOnce('now')
    const work = await openWorkFolder(workFolders)
    const [dir, scratch] = [join(work, 'dir'), join(work, 'scratch')]
    let keepWork = false
    try {
      await Promise.all([mkdir(dir), mkdir(scratch, { mode: 0o700 })])
      const local = await onDisk(target, scratch)
      if ('reason' in local) return { state: 'failed', target, runtime, reason: local.reason }
      const laid = await lay({ target: local, resolve, runtime, dir, scratch })
      if (!laid.ok) return { state: 'failed', target, runtime, reason: laid.reason }
      const { dependencies, tools, resolved } = laid
      const ready = { state: 'ready', target, runtime, dependencies, reused: false } as const
      if (place === null) {
        keepWork = true
        await removeTree(scratch)
        return { ...ready, dir }
      }
      await writeManifest(dir, {
        schema: 1,
        registry: target.sdk.registry,
        package: target.sdk.package,
        version: target.version,
        host: hostName,
        runtime: { name: runtime.name, version: runtime.version },
        resolved,
        dependencies,
        tools,
      } satisfies Manifest)
      const keeps = async (): Promise<boolean> => (await reuse(target, place, runtime)) !== null
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

  const install = async (target: Target, resolve: Resolve): Promise<Installed> => {
    let runtime: Runtime | null = null
    try {
      const shop = await openShop(target.sdk.registry)
      if ('reason' in shop) return { state: 'failed', target, runtime, reason: shop.reason }
      runtime = shop.runtime
      const today = clock.now().toISOString().slice(0, 10)
      const place = await folderOf(installs, target, { runtimeTag: shop.tag, resolve, today, offline, isFolder })
      if (place === null) return await layDown(target, resolve, shop, null)
      const atWork = underway.get(place)
      if (atWork) return { ...(await atWork), target }
      const work = reuse(target, place, shop.runtime).then((there) => there ?? layDown(target, resolve, shop, place))
      underway.set(place, work)
      return await work.finally(() => underway.delete(place))
    } catch (error) {
      return { state: 'failed', target, runtime, reason: messageOf(error) }
    }
  }

  return {
    lookAhead: (registry) => {
      if (registry === 'pypi') look('python').catch(() => {}) // Told to whoever asks.
    },
    runtime: async (registry) => {
      const shop = await openShop(registry)
      return 'reason' in shop ? shop : shop.runtime
    },
    install: (target, { resolve }) => install(target, resolve),
    open: async (sdk, selector) => {
      const opened: Opened = await openLocal(selector, options)
      return { target: targetOf(opened, sdk), words: opened.words }
    },
  }
}

const openNpm = (
  { cacheDir, offline, env, cwd, run, clock = systemClock, node = ownNode() }: InstallerOptions,
  host: Host,
): Workshop => ({
  runtime: node,
  tag: `node-${node.version.split('.')[0]}`,
  lay: npmLayer({ stores: join(cacheDir, 'stores'), offline, env, cwd, run, clock, host }),
})

const openPypi = async (
  options: InstallerOptions,
  host: Host,
  onPath: Promise<Python | null>,
): Promise<Workshop | { readonly reason: string }> => {
  const { cacheDir, offline, env, cwd, run, clock = systemClock, download = downloader(env) } = options
  const [stores, tools] = [join(cacheDir, 'stores'), join(cacheDir, 'tools')]
  const index = await readPythonIndex(cwd, env).catch((error: unknown) => ({ reason: messageOf(error) }))
  if ('reason' in index) return { reason: `The settings of uv or pip cannot be read: ${index.reason}` }
  const finding = findUv({ tools, offline, env, host, run, download, indexUrl: index.url })
  const [uv, python] = await Promise.all([
    finding,
    findPython(onPath, finding, { env, run, cacheDir: join(stores, 'uv') }),
  ])
  if ('reason' in uv) return uv
  if ('reason' in python) return python
  return { ...python, lay: pypiLayer({ stores, offline, env, run, clock, uv, index }) }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Each of these is done when first asked for, and never again. */
const once = <K extends string, V>(makers: Readonly<Record<K, () => V | Promise<V>>>): ((key: K) => Promise<V>) => {
  const made = new Map<K, Promise<V>>()
  return (key) => {
    const value = made.get(key) ?? Promise.resolve().then(makers[key])
    made.set(key, value)
    return value
  }
}
