import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds `harness/` and `fixtures/`: the checkout, or `dist/` in the published package. */
export const root = (): string => dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/**
 * Where installs, stores and version lists are kept between runs. `SDKDRIFT_CACHE`, else `$XDG_CACHE_HOME/sdkdrift`,
 * else `~/.cache/sdkdrift`. Always absolute.
 */
export const cacheDir = (env: Readonly<Record<string, string | undefined>>): string =>
  env['SDKDRIFT_CACHE']
    ? resolve(env['SDKDRIFT_CACHE'])
    : join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'sdkdrift')

/** By what a path of this machine is told, so that it is told alike on another. */
export const knownPlaces = (
  env: Readonly<Record<string, string | undefined>>,
): readonly { readonly name: string; readonly path: string }[] => [
  { name: '~', path: homedir() },
  { name: '‹cache›', path: cacheDir(env) },
  { name: '‹sdkdrift›', path: root() },
]
