import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'smol-toml'
import { z } from 'zod'
import { readIfThere } from '../../edges/documents.ts'
import { UserError } from '../../errors.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The Python package index in force. */
export type PypiIndex = {
  /** The simple API's address, credentials and all: never to be printed. */
  readonly url: string
  /** What named it, for messages. */
  readonly from: string
}

/**
 * The index that the user's tools are set to; the first of these that names one:
 *
 * 1. `UV_DEFAULT_INDEX`, `UV_INDEX_URL`
 * 2. `UV_CONFIG_FILE`, or else (not with `UV_NO_CONFIG`) the nearest `uv.toml` or `pyproject.toml` with `[tool.uv]` from
 *    the folder upwards, then the user's `uv.toml`, then the system's: an `[[index]]` with `default = true`, or `index-url`
 * 3. `PIP_INDEX_URL`
 * 4. `PIP_CONFIG_FILE`, then the virtual environment's, the user's and the system's `pip.conf`: `index-url`
 * 5. https://pypi.org/simple
 *
 * uv comes before pip because it is uv that installs. Further indexes (`UV_INDEX`, `extra-index-url`) are not asked.
 * https://docs.astral.sh/uv/concepts/configuration-files/, https://pip.pypa.io/en/stable/topics/configuration/
 */
export const pypiIndex = async (env: Env, cwd: string): Promise<PypiIndex> => {
  const found = fromVariables(env, ['UV_DEFAULT_INDEX', 'UV_INDEX_URL']) ??
    (await firstOf(uvFiles(env, cwd), (path, text) => uvIndexIn(path, text, env))) ??
    fromVariables(env, ['PIP_INDEX_URL']) ??
    (await firstOf(pipFiles(env), pipIndexIn)) ?? { url: 'https://pypi.org/simple', from: 'the default' }
  if (!/^https?:$/.test(URL.parse(found.url)?.protocol ?? ''))
    throw new UserError('registries/no-address', {
      what: 'The Python package index is no web address.',
      where: found.from,
      hint: 'Expected an address such as https://pypi.org/simple.',
    })
  return found
}

const fromVariables = (env: Env, names: readonly string[]): PypiIndex | undefined => {
  const name = names.find((one) => env[one])
  // uv lets a name stand before the address: `internal=https://…`.
  return (name && { url: (env[name] ?? '').trim().replace(/^[\w-]+=(?=https?:)/, ''), from: name }) || undefined
}

const firstOf = async (
  paths: readonly string[],
  read: (path: string, text: string) => PypiIndex | undefined,
): Promise<PypiIndex | undefined> => {
  for (const path of paths) {
    const text = await readIfThere(path)
    const found = text === null ? undefined : read(path, text)
    if (found) return found
  }
  return undefined
}

const home = (env: Env): string => env['HOME'] || homedir()
const configHome = (env: Env): string => env['XDG_CONFIG_HOME'] || join(home(env), '.config')

const upwards = (dir: string): readonly string[] => (dirname(dir) === dir ? [dir] : [dir, ...upwards(dirname(dir))])

const uvFiles = (env: Env, cwd: string): readonly string[] => {
  if (env['UV_CONFIG_FILE']) return [env['UV_CONFIG_FILE']]
  if (env['UV_NO_CONFIG']) return []
  return [
    ...upwards(cwd).flatMap((dir) => [join(dir, 'uv.toml'), join(dir, 'pyproject.toml')]),
    ...(env['APPDATA'] ? [join(env['APPDATA'], 'uv', 'uv.toml')] : []),
    join(configHome(env), 'uv', 'uv.toml'),
    '/etc/xdg/uv/uv.toml',
    '/etc/uv/uv.toml',
  ]
}

const uvSchema = z.object({
  'index-url': z.string().optional(),
  index: z
    .array(z.object({ name: z.string().optional(), url: z.string(), default: z.boolean().optional() }))
    .optional(),
})
const projectSchema = z.object({ tool: z.object({ uv: uvSchema.optional() }).optional() })

const uvIndexIn = (path: string, text: string, env: Env): PypiIndex | undefined => {
  const settings = path.endsWith('pyproject.toml')
    ? projectSchema.safeParse(tomlOf(path, text)).data?.tool?.uv
    : uvSchema.safeParse(tomlOf(path, text)).data
  const named = settings?.index?.find((index) => index.default)
  if (named) return { url: withUser(named.url, named.name, env), from: path }
  return settings?.['index-url'] ? { url: settings['index-url'], from: path } : undefined
}

const tomlOf = (path: string, text: string): unknown => {
  try {
    return parse(text)
  } catch {
    throw new UserError('registries/no-toml', {
      what: `${path} is not valid TOML.`,
      where: path,
      hint: 'uv cannot read it either.',
    })
  }
}

/** uv takes the credentials of a named index from the environment. https://docs.astral.sh/uv/concepts/indexes/ */
const withUser = (url: string, name: string | undefined, env: Env): string => {
  const key = `UV_INDEX_${(name ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
  const parsed = URL.parse(url)
  if (!parsed || !name) return url
  if (env[`${key}_USERNAME`]) parsed.username = encodeURIComponent(env[`${key}_USERNAME`] ?? '')
  if (env[`${key}_PASSWORD`]) parsed.password = encodeURIComponent(env[`${key}_PASSWORD`] ?? '')
  return parsed.href
}

const pipFiles = (env: Env): readonly string[] => {
  const own = env['PIP_CONFIG_FILE']
  // pip's own way to say "no files at all".
  if (own === '/dev/null' || own === 'nul') return []
  return [
    ...(own ? [own] : []),
    ...(env['VIRTUAL_ENV'] ? [join(env['VIRTUAL_ENV'], 'pip.conf')] : []),
    ...(env['APPDATA'] ? [join(env['APPDATA'], 'pip', 'pip.ini')] : []),
    join(configHome(env), 'pip', 'pip.conf'),
    join(home(env), '.pip', 'pip.conf'),
    '/etc/xdg/pip/pip.conf',
    '/etc/pip.conf',
  ]
}

/** `index-url` under `[install]`, else under `[global]`. The format is Python's configparser: `key = value` or `key: value`. */
const pipIndexIn = (path: string, text: string): PypiIndex | undefined => {
  const urls = new Map<string, string>()
  let section = ''
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[([^\]]+)\]/.exec(line)?.[1]?.trim() ?? section
    const url = /^\s*index[-_]url\s*[=:]\s*(\S+)/i.exec(line)?.[1]
    if (url) urls.set(section, url)
  }
  const url = urls.get('install') ?? urls.get('global')
  return url === undefined ? undefined : { url, from: path }
}
