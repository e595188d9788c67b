import { readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { ecosystems } from '../../ecosystems/index.ts'
import { readIfThere } from '../../edges/documents.ts'
import type { Run } from '../../edges/process.ts'
import { UserError } from '../../errors.ts'
import { REGISTRIES, type Registry, type Sdk, type Source, type Target } from '../../model/sdk.ts'
import type { Env } from './environment.ts'
import { findCommit, readAt } from './git.ts'
import { workshops } from './index.ts'
import { archiveName, type LocalManifest, manifestIn, manifestsOf } from './local-manifest.ts'
import { readFromTarball } from './tarball.ts'

type Tools = { readonly run: Run; readonly env: Env }

/** What a selector of this machine turned out to be, before an SDK is known. */
export type Opened = {
  readonly source: Source
  /** One for each registry it could be for; several manifests of one registry are in order of weight. */
  readonly manifests: readonly LocalManifest[]
  /** Tells it apart from the published version with the same number: `checkout`, `tgz`, `git.1a2b3c4`. */
  readonly label: string
  /** For people: `/builds/sdk`, `1a2b3c4d5e6f of /builds/sdk`. */
  readonly words: string
}

/**
 * Looks at a folder, tarball, wheel or commit.
 * @param selector absolute path, or `git+file:///path#ref`
 * @throws UserError when there is no such thing
 */
export const openLocal = async (selector: string, tools: Tools): Promise<Opened> => {
  if (/^(?:git\+|file:)/.test(selector)) {
    const commit = await findCommit(selector, tools)
    return {
      source: { kind: 'git', url: commit.repository, ref: commit.hash },
      manifests: await manifestsOf((file) => readAt(commit, file, tools)),
      label: `git.${commit.hash.slice(0, 7)}`,
      words: `${commit.hash.slice(0, 12)} of ${commit.repository}`,
    }
  }
  const found = await stat(selector).catch(() => null)
  if (!found) throw new UserError('local/no-path', { what: `There is no file or folder ${selector}.` })
  const manifests = found.isDirectory()
    ? await manifestsOf((file) => readIfThere(join(selector, file)))
    : await archiveManifests(selector)
  const label = labelOf(found.isDirectory() ? basename(selector) : extname(selector))
  return { source: { kind: 'path', path: selector }, manifests, label, words: selector }
}

/**
 * One version of an SDK out of it. Its version is the manifest's with a label behind it (`1.3.0+checkout`), which is
 * not the published 1.3.0, but satisfies the same ranges; `0.0.0` where the version comes with the build.
 * @throws UserError when it holds another package, or what it says of itself cannot be read
 */
export const targetOf = (
  { source, manifests, label, words }: Opened,
  { id, registry, package: name, family }: Sdk,
): Target => {
  const { normalName } = ecosystems[registry]
  const own = manifests.filter((one) => one.registry === registry)
  const broken = own.find((one) => one.broken !== null)
  if (broken)
    throw new UserError('local/broken', { what: `not readable: ${broken.broken}`, where: `${words}: ${broken.file}` })
  const named = own.find((one) => one.name !== null)
  if (own.length === 0)
    throw new UserError('local/no-package', {
      what: `${words} holds no ${ecosystems[registry].name} package.`,
      hint: `Expected ${workshops[registry].expected}.`,
    })
  if (named?.name && normalName(named.name) !== normalName(name))
    throw new UserError('local/other-package', { what: `${words} holds ${named.name}, not ${name}.` })
  const version = own.find((one) => one.version !== null)?.version ?? ''
  const known = ecosystems[registry].exact(version) ?? '0.0.0'
  const joint = known.includes('+') ? '.' : '+'
  return {
    sdk: { id, registry, package: name, family },
    version: `${known}${joint}${label}`,
    publishedAt: null,
    source,
  }
}

const archiveManifests = async (path: string): Promise<readonly LocalManifest[]> => {
  const file = basename(path)
  const said = archiveName(file)
  const manifest = (registry: Registry): LocalManifest => ({
    registry,
    file,
    name: said?.name ?? null,
    version: said?.version ?? null,
    broken: null,
  })
  const named = REGISTRIES.filter((registry) => workshops[registry].archives.some((end) => file.endsWith(end)))
  if (named.length > 0) return named.map(manifest)
  const bytes = await readFile(path)
  try {
    const found: LocalManifest[] = []
    for (const registry of REGISTRIES) {
      const { holds, read } = workshops[registry].tarball
      const text = await readFromTarball(bytes, (name) => holds.test(name))
      if (text !== null) found.push(read ? manifestIn(text, registry, read) : manifest(registry))
    }
    return found
  } catch (error) {
    const broken = `it is no gzipped tarball (${error instanceof Error ? error.message : error})`
    return REGISTRIES.map((registry) => ({ ...manifest(registry), broken }))
  }
}

/** What semver allows behind a `+`, and PEP 440 too: lower case, digits, single dots. */
const labelOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '.')
    .replaceAll(/^\.+|\.+$/g, '') || 'local'
