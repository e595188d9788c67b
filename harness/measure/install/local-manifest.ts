import { parse as parseToml, TomlError } from 'smol-toml'
import { z } from 'zod'
import type { Registry } from '../../model/sdk.ts'

/** What a package's own folder says it is. */
export type LocalManifest = {
  readonly registry: Registry
  /** `package.json`, `pyproject.toml`, `setup.py`. */
  readonly file: string
  readonly name: string | null
  /** null when it is only known once it is built. */
  readonly version: string | null
  /** Why it cannot be read, or null. */
  readonly broken: string | null
}

/** Every manifest of a folder; `read` gives a file's text, or null when there is none. */
export const manifestsOf = async (
  read: (file: string) => Promise<string | null>,
): Promise<readonly LocalManifest[]> => {
  const found = await Promise.all(
    READERS.map(async ({ file, registry, parse }): Promise<LocalManifest | null> => {
      const text = await read(file)
      if (text === null) return null
      try {
        return { registry, file, broken: null, ...parse(text) }
      } catch (error) {
        return { registry, file, name: null, version: null, broken: messageOf(error) }
      }
    }),
  )
  return found.filter((one) => one !== null)
}

/** PEP 503 on PyPI: one spelling for all names that mean the same. */
export const sameName = (registry: Registry, a: string, b: string): boolean => {
  const key = (name: string): string => (registry === 'pypi' ? name.toLowerCase().replaceAll(/[-_.]+/g, '-') : name)
  return key(a) === key(b)
}

/** What an archive's own name says: `openai-2.34.0-py3-none-any.whl`, `openai-2.34.0.tar.gz`. */
export const archiveName = (file: string): { readonly name: string; readonly version: string } | null => {
  const [, name, version] = /^(.+?)-(\d[^-]*)(?:-.+\.whl|\.tar\.gz|\.tgz)$/.exec(file) ?? []
  return name !== undefined && version !== undefined ? { name, version } : null
}

type Named = Pick<LocalManifest, 'name' | 'version'>

const text = z.string().min(1).optional().catch(undefined)
const named = z.object({ name: text, version: text }).optional().catch(undefined)
const packageJson = z.object({ name: text, version: text })
const pyproject = z.object({ project: named, tool: z.object({ poetry: named }).optional().catch(undefined) })

const nullable = (found: z.infer<typeof named>): Named => ({
  name: found?.name ?? null,
  version: found?.version ?? null,
})

const READERS: readonly {
  readonly file: string
  readonly registry: Registry
  readonly parse: (text: string) => Named
}[] = [
  { file: 'package.json', registry: 'npm', parse: (source) => nullable(packageJson.parse(JSON.parse(source))) },
  {
    file: 'pyproject.toml',
    registry: 'pypi',
    parse: (source) => {
      const { project, tool } = pyproject.parse(parseToml(source))
      return nullable({ name: project?.name ?? tool?.poetry?.name, version: project?.version ?? tool?.poetry?.version })
    },
  },
  // A program or a file that points at one: its words are known when it is built.
  ...['setup.py', 'setup.cfg'].map((file) => ({ file, registry: 'pypi', parse: () => nullable(undefined) }) as const),
]

const messageOf = (error: unknown): string => {
  if (error instanceof TomlError) return `${error.message.split('\n')[0]} (line ${error.line})`
  return error instanceof Error ? error.message : String(error)
}
