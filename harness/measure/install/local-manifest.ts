import { TomlError } from 'smol-toml'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import { workshops } from './index.ts'
import { messageOf } from './message-of.ts'
import type { ManifestReader } from './workshop.ts'

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
  const readers = REGISTRIES.flatMap((registry) =>
    workshops[registry].manifests.map((reader) => ({ registry, reader })),
  )
  const found = await Promise.all(
    readers.map(async ({ registry, reader }) => {
      const text = await read(reader.file)
      return text === null ? null : manifestIn(text, registry, reader)
    }),
  )
  return found.filter((one) => one !== null)
}

/** What a manifest's text says, or why it cannot be read. */
export const manifestIn = (text: string, registry: Registry, { file, parse }: ManifestReader): LocalManifest => {
  try {
    return { registry, file, broken: null, ...parse(text) }
  } catch (error) {
    return { registry, file, name: null, version: null, broken: reasonOf(error) }
  }
}

/** What an archive's own name says: `openai-2.34.0-py3-none-any.whl`, `openai-2.34.0.tar.gz`. */
export const archiveName = (file: string): { readonly name: string; readonly version: string } | null => {
  const [, name, version] = /^(.+?)-(\d[^-]*)(?:-.+\.whl|\.tar\.gz|\.tgz)$/.exec(file) ?? []
  return name !== undefined && version !== undefined ? { name, version } : null
}

const reasonOf = (error: unknown): string =>
  error instanceof TomlError ? `${error.message.split('\n')[0]} (line ${error.line})` : messageOf(error)
