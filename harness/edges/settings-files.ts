import { readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** A longer one is none of settings. */
const LONGEST_BYTES = 1_000_000

/**
 * The files in which npm, yarn, pip, uv and curl are given credentials: the caller's own, the machine's, and those of the
 * folder and all above it. What cannot be read holds nothing for us.
 */
export const settingsFiles = (env: Env, cwd: string): readonly { readonly name: string; readonly text: string }[] => {
  const home = env['HOME'] || homedir()
  const config = env['XDG_CONFIG_HOME'] || join(home, '.config')
  const named = [
    'NPM_CONFIG_USERCONFIG',
    'npm_config_userconfig',
    'NPM_CONFIG_GLOBALCONFIG',
    'PIP_CONFIG_FILE',
    'UV_CONFIG_FILE',
    'NETRC',
  ]
  const paths = [
    ...named.flatMap((name) => env[name] || []),
    ...['.npmrc', '.yarnrc.yml', '.pip/pip.conf', '.pypirc', '.netrc', '_netrc'].map((file) => join(home, file)),
    ...['pip/pip.conf', 'uv/uv.toml'].map((file) => join(config, file)),
    ...['npmrc', 'pip.conf', 'uv/uv.toml'].map((file) => join('/etc', file)),
    '/usr/local/etc/npmrc',
    ...(env['VIRTUAL_ENV'] ? [join(env['VIRTUAL_ENV'], 'pip.conf')] : []),
    ...above(cwd).flatMap((folder) => ['.npmrc', '.yarnrc.yml', 'uv.toml'].map((file) => join(folder, file))),
  ]
  return [...new Set(paths)].flatMap((path) => {
    const text = textOf(path)
    return text === null ? [] : [{ name: basename(path), text }]
  })
}

const above = (folder: string): readonly string[] =>
  dirname(folder) === folder ? [folder] : [folder, ...above(dirname(folder))]

const textOf = (path: string): string | null => {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    return found?.isFile() && found.size <= LONGEST_BYTES ? readFileSync(path, 'utf8') : null
  } catch {
    return null
  }
}
