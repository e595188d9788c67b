import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds `harness/` and `fixtures/`: the checkout, or `dist/` in the published package. */
export const root = (): string => dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/**
 * Where installs, stores and version lists are kept between runs. `SDKDRIFT_CACHE`, else `$XDG_CACHE_HOME/sdkdrift`,
 * else `~/.cache/sdkdrift`. Always absolute, and as it is, not as links call it: Node's permissions let nobody through a
 * link on the way to a module, so that no SDK of npm would load.
 */
export const cacheDir = (env: Env): string => asItIs(cacheName(env))

type Env = Readonly<Record<string, string | undefined>>

const cacheName = (env: Env): string =>
  env['SDKDRIFT_CACHE']
    ? resolve(env['SDKDRIFT_CACHE'])
    : resolve(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'sdkdrift')

/** Without the links on the way to it, as far as it is there. */
const asItIs = (path: string): string => {
  try {
    return realpathSync(path)
  } catch {
    return dirname(path) === path ? path : join(asItIs(dirname(path)), basename(path))
  }
}

/** By what a path of this machine is told, so that it is told alike on another. */
export const knownPlaces = (env: Env): readonly { readonly name: string; readonly path: string }[] =>
  [
    { name: '~', path: homedir() },
    { name: '‹cache›', path: cacheName(env) },
    { name: '‹sdkdrift›', path: root() },
  ].flatMap(({ name, path }) => [...new Set([path, asItIs(path)])].map((one) => ({ name, path: one })))
