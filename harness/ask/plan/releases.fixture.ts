import { ecosystems } from '../../ecosystems/index.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Registry, Release, ReleaseList } from '../../model/sdk.ts'

/** A published version with nothing remarkable about it. */
export const aRelease = (registry: Registry, version: string, changed: Partial<Release> = {}): Release => ({
  version,
  prerelease: ecosystems[registry].isPrerelease(version),
  deprecated: null,
  yanked: null,
  publishedAt: null,
  requires: null,
  installable: true,
  ...changed,
})

/** A list of versions, given as names or as releases, oldest first. */
export const aReleaseList = (
  registry: Registry,
  releases: readonly (string | Release)[],
  tags: Readonly<Record<string, string>> = {},
): ReleaseList => ({
  registry,
  package: 'openai',
  releases: releases.map((one) => (typeof one === 'string' ? aRelease(registry, one) : one)),
  tags,
  repository: null,
  from: 'network',
})

export const aMatrixSdk = (
  registry: Registry,
  versions: MatrixSdk['versions'],
  changed: Partial<MatrixSdk> = {},
): MatrixSdk => ({
  id: `openai-${registry}`,
  registry,
  package: 'openai',
  family: 'openai',
  versions,
  include: [],
  resolve: 'release-day',
  ...changed,
})
