import { dirname, join, resolve } from 'node:path'
import { parse, stringify } from 'smol-toml'
import { z } from 'zod'
import { readIfThere } from '../../edges/documents.ts'
import { pypiIndex } from '../registries/pypi-index.ts'
import type { Env } from './environment.ts'

/** Where Python packages come from. */
export type PythonIndex = {
  /** The default index (simple API), credentials and all; the one that versions are listed from. */
  readonly url: string
  /** A uv.toml that says this and nothing else. */
  readonly uvToml: (uv: { readonly knowsCacheControl: boolean }) => string
}

const indexSchema = z.looseObject({ url: z.string(), default: z.boolean().optional() })
const uvSchema = z.looseObject({ 'extra-index-url': z.array(z.string()), index: z.array(indexSchema) }).partial()
type Uv = z.infer<typeof uvSchema>

/** How to reach an index; unlike constraints, overrides or dates, these do not change what a version resolves to. */
const WAYS = ['allow-insecure-host', 'native-tls', 'system-certs', 'keyring-provider', 'index-strategy'] as const

/**
 * The user's indexes and how to reach them, in a form that can be handed to uv as its whole configuration: a project's
 * own constraints and overrides are for that project, and must not decide what an SDK's version is measured with.
 */
export const readPythonIndex = async (cwd: string, env: Env): Promise<PythonIndex> => {
  const [{ url }, configs] = await Promise.all([pypiIndex(env, cwd), readUvConfigs(cwd, env)])
  const others = [
    ...words(env['UV_INDEX']).map(named),
    ...configs.flatMap(({ index = [] }) => index.filter((one) => !one.default)),
    ...configs.flatMap((config) => config['extra-index-url'] ?? []).map((extra) => ({ url: extra })),
    ...words(env['UV_EXTRA_INDEX_URL'] || env['PIP_EXTRA_INDEX_URL']).map((extra) => ({ url: extra })),
  ]
  const indexes = [...others, { url, default: true }]
  return {
    url,
    uvToml: ({ knowsCacheControl }) =>
      stringify({
        ...Object.assign({}, ...configs.toReversed().map(ways)),
        index: indexes.map((index) => (knowsCacheControl ? { 'cache-control': FRESHNESS, ...index } : index)),
      }),
  }
}

/**
 * What pypi.org itself answers; mirrors often say nothing, and uv then asks again for every listing at every version.
 * Files never change under their names.
 */
const FRESHNESS = { api: 'max-age=600', files: 'max-age=365000000, immutable' }

const ways = (config: Uv): Record<string, unknown> =>
  Object.fromEntries(WAYS.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]]])))

const words = (text: string | undefined): readonly string[] => (text ?? '').split(/\s+/).filter(Boolean)

/** uv lets a name stand before the address: `internal=https://…`. */
const named = (word: string): { url: string; name?: string } => {
  const [, name, url] = word.match(/^([\w-]+)=(https?:.+)$/) ?? []
  return name && url ? { name, url } : { url: word }
}

/** The project's, the user's, the system's; the first in rank. https://docs.astral.sh/uv/concepts/configuration-files/ */
const readUvConfigs = async (cwd: string, env: Env): Promise<readonly Uv[]> => {
  const only = env['UV_CONFIG_FILE']
  if (only) return configIn(await readIfThere(only))
  if (env['UV_NO_CONFIG']) return []
  const home = env['XDG_CONFIG_HOME'] || join(env['HOME'] ?? '/', '.config')
  const shared = await Promise.all([join(home, 'uv', 'uv.toml'), '/etc/uv/uv.toml'].map(readIfThere))
  return [...(await projectConfig(resolve(cwd))), ...shared.flatMap(configIn)]
}

const configIn = (text: string | null): readonly Uv[] => (text === null ? [] : [uvSchema.parse(parse(text))])

const projectSchema = z.looseObject({ tool: z.looseObject({ uv: uvSchema.optional() }).optional() })

/** The nearest folder, upwards, that configures uv. */
const projectConfig = async (dir: string): Promise<readonly Uv[]> => {
  const own = configIn(await readIfThere(join(dir, 'uv.toml')))
  if (own.length > 0) return own
  const project = await readIfThere(join(dir, 'pyproject.toml'))
  const uv = project === null ? undefined : projectSchema.parse(parse(project)).tool?.uv
  if (uv) return [uv]
  return dir === dirname(dir) ? [] : projectConfig(dirname(dir))
}
