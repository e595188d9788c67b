import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { cacheDir } from '../edges/paths.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * A uv that is there already: on PATH, or fetched by an earlier run of the tool. Unit tests fetch nothing; where this
 * finds none, what needs uv is left to the live tests.
 */
export const findUv = (env: Env): string | undefined => {
  const tools = join(cacheDir(env), 'tools')
  const onPath = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const fetched = namesIn(tools)
    .filter((name) => name.startsWith('uv-'))
    .map((name) => join(tools, name))
  return [...onPath, '/usr/local/bin', ...fetched].map((dir) => join(dir, 'uv')).find(isProgram)
}

/** Said where the PyPI half of a test is skipped. */
export const NO_UV = 'no uv on PATH or in the cache; the live tests fetch one and run this'

/** A PATH on which uv is found too, if there is one. */
export const pathWithUv = (env: Env): string => {
  const uv = findUv(env)
  return [env['PATH'] ?? '', ...(uv ? [dirname(uv)] : [])].join(delimiter)
}

const namesIn = (dir: string): readonly string[] => {
  try {
    return readdirSync(dir).sort().reverse()
  } catch {
    return []
  }
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
