import { createHash } from 'node:crypto'
import { type Files, npmManifest, packageFiles, repositoryOf } from './package-files.ts'
import type { Page, PageOptions } from './page.ts'
import type { FakeRelease } from './releases.ts'
import { tarball } from './tarball.ts'

/** The short form that installers ask for. https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
export const ABBREVIATED = 'application/vnd.npm.install-v1+json'

/** A package that is nothing but its files. */
export type PlainPackage = {
  readonly name: string
  readonly version: string
  readonly files: Files
  /** As its registry says them. Default: none. */
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Pages of packages that no release table has; the short form likewise. */
export const plainPages = (packages: readonly PlainPackage[], { origin }: PageOptions): ReadonlyMap<string, Page> => {
  const pages = new Map<string, Page>()
  for (const [name, group] of Map.groupBy(packages, (one) => one.name)) {
    const versions = group.map(({ version, files, dependencies }) => {
      const manifest = { name, version, ...(dependencies ? { dependencies } : {}) }
      const bytes = tarball({ 'package.json': JSON.stringify(manifest), ...files })
      const path = `/npm/${name}/-/${name}-${version}.tgz`
      pages.set(path, { type: 'application/octet-stream', body: bytes })
      return { ...manifest, dist: distOf(bytes, origin + path) }
    })
    const latest = group.at(-1)?.version ?? ''
    const body = JSON.stringify({ name, 'dist-tags': { latest }, versions: byVersion(versions) })
    pages.set(`/npm/${name}`, { type: 'application/json', body })
    pages.set(`/npm/${name}#`, { type: ABBREVIATED, body })
  }
  return pages
}

/** An npm registry's pages below `/npm`, by path; the short form of a packument stands at its path and a `#`. */
export const npmPages = (
  releases: readonly FakeRelease[],
  { origin, dates }: PageOptions,
): ReadonlyMap<string, Page> => {
  const pages = new Map<string, Page>()
  for (const [name, group] of Map.groupBy(releases, (release) => release.package)) {
    const versions = group.map((release) => {
      const bytes = tarball(packageFiles('npm', release))
      const path = `/npm/${name}/-/${name}-${release.version}.tgz`
      pages.set(path, { type: 'application/octet-stream', body: bytes })
      return manifestOf(release, bytes, origin + path)
    })
    const shared = { name, 'dist-tags': tagsOf(group), versions: byVersion(versions) }
    const full = {
      _id: name,
      ...shared,
      ...(dates ? { time: timesOf(group) } : {}),
      repository: { type: 'git', url: `git+${repositoryOf('npm')}.git` },
    }
    pages.set(`/npm/${name}`, { type: 'application/json', body: JSON.stringify(full) })
    pages.set(`/npm/${name}#`, { type: ABBREVIATED, body: JSON.stringify({ ...shared, modified: lastOf(group) }) })
  }
  return pages
}

const manifestOf = (release: FakeRelease, bytes: Buffer, url: string) => ({
  ...npmManifest(release),
  ...(release.deprecated === null ? {} : { deprecated: release.deprecated }),
  dist: distOf(bytes, url),
})

const distOf = (bytes: Buffer, url: string) => ({
  tarball: url,
  shasum: createHash('sha1').update(bytes).digest('hex'),
  integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
})

const byVersion = <T extends { readonly version: string }>(list: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(list.map((item) => [item.version, item]))

const tagsOf = (group: readonly FakeRelease[]): Readonly<Record<string, string>> => {
  const latest = group.findLast(({ version }) => !version.includes('-')) ?? group.at(-1)
  const next = group.findLast(({ version }) => version.includes('-'))
  return { latest: latest?.version ?? '', ...(next ? { next: next.version } : {}) }
}

const timesOf = (group: readonly FakeRelease[]): Readonly<Record<string, string>> => ({
  created: group.map(({ publishedAt }) => publishedAt).sort()[0] ?? '',
  modified: lastOf(group),
  ...Object.fromEntries(group.map(({ version, publishedAt }) => [version, publishedAt])),
})

const lastOf = (group: readonly FakeRelease[]): string =>
  group
    .map(({ publishedAt }) => publishedAt)
    .sort()
    .at(-1) ?? ''
