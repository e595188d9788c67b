import { ecosystems } from '../../ecosystems/index.ts'
import { pypiKey } from '../../ecosystems/pypi.ts'
import type { Release } from '../../model/sdk.ts'

/** One file of a package, as PEP 691 describes it. */
export type IndexFile = {
  readonly filename: string
  readonly 'requires-python'?: string | null | undefined
  readonly yanked?: string | boolean | undefined
  readonly 'upload-time'?: string | null | undefined
}

/**
 * An index lists files; these are its versions, oldest first by PEP 440. Files whose name tells no version (eggs,
 * installers of old) are passed over.
 * @param name the package's normalised name
 * @param spelled versions as the index spells them (PEP 700); may be empty
 */
export const groupFiles = (
  name: string,
  files: readonly IndexFile[],
  spelled: readonly string[],
): readonly Release[] => {
  const named = files.flatMap((file) => {
    const version = versionIn(file.filename, name)
    return version === null ? [] : [{ version, file }]
  })
  const spelling = new Map(
    spelled.flatMap((version) =>
      ecosystems.pypi.exact(version) === null ? [] : [[pypiKey(version), version] as const],
    ),
  )
  return [...Map.groupBy(named, ({ version }) => pypiKey(version))]
    .map(([key, group]) =>
      releaseOf(
        spelling.get(key) ?? group[0]?.version ?? key,
        group.map(({ file }) => file),
      ),
    )
    .sort((a, b) => ecosystems.pypi.compare(a.version, b.version))
}

const releaseOf = (version: string, files: readonly IndexFile[]): Release => {
  const wheels = files.filter(isWheel)
  const yanked = files.filter((file) => file.yanked !== undefined && file.yanked !== false)
  const times = files.flatMap((file) => file['upload-time'] ?? []).sort()
  return {
    version,
    prerelease: ecosystems.pypi.isPrerelease(version),
    deprecated: null,
    // PEP 592: a version is yanked when all of its files are.
    yanked: yanked.length === files.length ? reasonOf(yanked) : null,
    publishedAt: times[0] ?? null,
    completeAt: times.at(-1) ?? null,
    requires: [...wheels, ...files].find((file) => file['requires-python'])?.['requires-python'] ?? null,
    installable: wheels.length > 0,
  }
}

const isWheel = ({ filename }: IndexFile): boolean => filename.endsWith('.whl')

const reasonOf = (yanked: readonly IndexFile[]): string =>
  yanked.map((file) => file.yanked).find((reason) => typeof reason === 'string') ?? ''

/**
 * `openai-2.33.0-py3-none-any.whl`, `openai-2.33.0.tar.gz`. The name of a source archive may hold dashes itself.
 * https://packaging.python.org/specifications/binary-distribution-format/, …/source-distribution-format/
 */
export const versionIn = (filename: string, name: string): string | null => {
  if (filename.endsWith('.whl')) return valid(filename.split('-')[1] ?? '')
  const [stem, extension] = /^(.+)\.(tar\.gz|tar\.bz2|tgz|zip)$/i.exec(filename)?.slice(1) ?? []
  if (stem === undefined || extension === undefined) return null
  const dash = [...stem.matchAll(/-/g)]
    .map(({ index }) => index)
    .find((at) => ecosystems.pypi.normalName(stem.slice(0, at)) === name)
  return dash === undefined ? null : valid(stem.slice(dash + 1))
}

const valid = (version: string): string | null => (ecosystems.pypi.exact(version) === null ? null : version)
