import { createHash } from 'node:crypto'
import { repositoryOf } from './package-files.ts'
import type { Page, PageOptions } from './page.ts'
import { type FakeRelease, spelledFor } from './releases.ts'
import { type Wheel, wheelOf } from './wheel.ts'

/**
 * A Python index's pages by path: `/pypi/simple/<name>/` (PEP 691, 700), the wheels with their metadata (PEP 658), and the
 * project's own page, which only PyPI itself has.
 */
export const pypiPages = (
  releases: readonly FakeRelease[],
  { origin, dates }: PageOptions,
): ReadonlyMap<string, Page> => {
  const pages = new Map<string, Page>()
  for (const [name, group] of Map.groupBy(releases, (release) => release.package)) {
    const files = group.map((release) => {
      const wheel = wheelOf(release)
      const path = `/pypi/files/${wheel.filename}`
      pages.set(path, { type: 'application/octet-stream', body: wheel.bytes })
      pages.set(`${path}.metadata`, { type: 'text/plain', body: wheel.metadata })
      return fileOf(release, wheel, origin + path, dates)
    })
    const versions = group.map(({ version }) => spelledFor('pypi', version))
    const project = { meta: { 'api-version': '1.1' }, name, versions, files }
    pages.set(`/pypi/simple/${name}/`, {
      type: 'application/vnd.pypi.simple.v1+json',
      body: JSON.stringify(project),
    })
    const info = { name, version: versions.at(-1), project_urls: { Repository: repositoryOf('pypi') } }
    pages.set(`/pypi/pypi/${name}/json`, { type: 'application/json', body: JSON.stringify({ info }) })
  }
  return pages
}

const fileOf = (release: FakeRelease, { filename, bytes, metadata }: Wheel, url: string, dates: boolean) => ({
  filename,
  url,
  hashes: { sha256: sha256(bytes) },
  size: bytes.length,
  'requires-python': release.wants.pypi,
  'core-metadata': { sha256: sha256(metadata) },
  ...(dates ? { 'upload-time': release.publishedAt } : {}),
  ...(release.yanked === null ? {} : { yanked: release.yanked }),
})

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
