import { type Fault, lineAt } from '../../errors.ts'
import type { Registry } from '../../model/sdk.ts'
import { CATALOG_FILES, isRequirements, lockFormat, PYTHON_MANIFESTS } from './formats.ts'
import { type Catalogs, catalogsOfPackageJson } from './npm/catalogs.ts'
import { overridesOfPackageJson, overridesOfPairs } from './npm/overrides.ts'
import { readPackageJson } from './npm/package-json.ts'
import type { Override } from './override.ts'
import { folderOf, nameOf, upwards } from './paths.ts'
import { pdmOverrides } from './pypi/pdm-overrides.ts'
import { requirementsSources } from './pypi/requirements-sources.ts'
import { uvOverrides } from './pypi/uv-overrides.ts'
import { type Copy, unread, type Wanted } from './reading.ts'
import type { SourceLock, SourceManifest, Sources } from './sources.ts'

/** Is this a file that `readSources` makes something of? */
export const isSource = (path: string): boolean => {
  const name = nameOf(path)
  return (
    name === 'package.json' ||
    name === 'bun.lockb' ||
    CATALOG_FILES.includes(name) ||
    Object.hasOwn(PYTHON_MANIFESTS, name) ||
    lockFormat(name) !== undefined ||
    isRequirements(path)
  )
}

type Texts = ReadonlyMap<string, string>
/** The packages of a registry that are looked for. */
export type Wants = (registry: Registry) => Wanted

/** Every manifest and lockfile among these texts, read. */
export const readSources = async (texts: Texts, wants: Wants): Promise<Sources> => {
  const torn = [...texts].filter(([, text]) => CONFLICT.test(text)).map(([file, text]) => conflict(file, text))
  const whole = new Map([...texts].filter(([, text]) => !CONFLICT.test(text)))
  const npm = await packageJsons(whole, wants('npm'))
  const python = pythonManifests(whole, wants('pypi'))
  const requirements = requirementsSources(whole, wants('pypi'))
  const locks = await lockfiles(whole, wants)
  const manifests = [...npm.manifests, ...python.manifests, ...requirements.manifests]
  return {
    manifests,
    locks: [...locks.locks, ...requirements.locks],
    workspaces: npm.workspaces,
    overrides: await overridesIn(whole, wants),
    faults: [...torn, ...npm.faults, ...python.faults, ...locks.faults, ...binaryLocks(whole, manifests)],
  }
}

const CONFLICT = /^<{7}(?:\s|$)/m

const conflict = (file: string, text: string): Fault => ({
  what: 'This file holds marks of an unresolved merge.',
  where: `${file}:${lineAt(text, text.search(CONFLICT))}`,
  hint: 'Nothing in it is used. Resolve the merge, then ask again.',
})

const packageJsons = async (texts: Texts, wanted: Wanted) => {
  const catalogs = new Map<string, Catalogs>()
  const workspaces: Record<string, readonly string[]> = {}
  const own = [...texts].filter(([path]) => nameOf(path) === 'package.json')
  for (const [path, text] of [...texts].filter(([path]) => CATALOG_FILES.includes(nameOf(path)))) {
    const { catalogsOfYaml, pnpmWorkspaces } = await import('./npm/yaml-settings.ts')
    catalogs.set(folderOf(path), { ...catalogs.get(folderOf(path)), ...catalogsOfYaml(text) })
    workspaces[folderOf(path)] = [...(workspaces[folderOf(path)] ?? []), ...pnpmWorkspaces(text)]
  }
  for (const [path, text] of own.filter(([, text]) => /"catalogs?"/.test(text)))
    catalogs.set(folderOf(path), { ...catalogsOfPackageJson(text), ...catalogs.get(folderOf(path)) })
  const read = own.map(([file, text]) => {
    const near = upwards(folderOf(file)).map((folder) => catalogs.get(folder) ?? {})
    return { file, ...readPackageJson(file, text, wanted, Object.assign({}, ...near.toReversed())) }
  })
  for (const { file, workspaces: globs } of read)
    if (globs !== null) workspaces[folderOf(file)] = [...(workspaces[folderOf(file)] ?? []), ...globs]
  const manifests = read.map(
    ({ file, asks }): SourceManifest => ({ kind: 'package.json', registry: 'npm', file, asks, bounds: [] }),
  )
  return { manifests, workspaces, faults: read.flatMap(({ faults }) => faults) }
}

/** Read where the words stand: most roots say nothing of the kind. */
const overridesIn = async (texts: Texts, wants: Wants): Promise<readonly Override[]> => {
  const found = await Promise.all(
    [...texts].map(async ([file, text]): Promise<readonly Override[]> => {
      const name = nameOf(file)
      if (name === 'package.json' && /"(?:overrides|resolutions)"/.test(text))
        return overridesOfPackageJson(file, text, wants('npm'))
      if (name === 'pyproject.toml' && /(?:override|constraint)-dependencies|overrides/.test(text))
        return [...uvOverrides(file, text, wants('pypi')), ...pdmOverrides(file, text, wants('pypi'))]
      if (name !== 'pnpm-workspace.yaml' || !text.includes('overrides')) return []
      const { pnpmOverrides } = await import('./npm/yaml-settings.ts')
      return overridesOfPairs(file, pnpmOverrides(text), wants('npm'))
    }),
  )
  return found.flat()
}

const pythonManifests = (texts: Texts, wanted: Wanted) => {
  const read = [...texts].flatMap(([file, text]) => {
    const format = Object.hasOwn(PYTHON_MANIFESTS, nameOf(file)) ? PYTHON_MANIFESTS[nameOf(file)] : undefined
    return format ? [{ file, kind: format.kind, ...format.read(file, text, wanted) }] : []
  })
  const manifests = read.map(
    ({ file, kind, asks }): SourceManifest => ({ kind, registry: 'pypi', file, asks, bounds: [] }),
  )
  return { manifests, faults: read.flatMap(({ faults }) => faults) }
}

const lockfiles = async (texts: Texts, wants: Wants) => {
  const found = [...texts].flatMap(([file, text]) => {
    const format = lockFormat(nameOf(file))
    // npm reads the shrinkwrap alone when both are there.
    const idle =
      nameOf(file) === 'package-lock.json' && texts.has(file.replace(/package-lock\.json$/, 'npm-shrinkwrap.json'))
    return format && !idle ? [{ file, text, format }] : []
  })
  const read = await Promise.all(
    found.map(async ({ file, text, format }) => {
      const reader = await format.reader()
      const lock = reader(file, text, wants(format.registry))
      // Half a truth would be taken for the whole.
      const nameless = lock.copies.find(({ version }) => version.trim() === '')
      return { file, format, ...(nameless ? unread(noVersion(file, nameless)) : lock) }
    }),
  )
  const locks = read.map(
    ({ file, format, copies, members }): SourceLock => ({
      of: [format.of],
      registry: format.registry,
      file,
      copies,
      members,
      sources: null,
    }),
  )
  return { locks, faults: read.flatMap(({ faults }) => faults) }
}

const noVersion = (file: string, { package: name, line }: Copy): Fault => ({
  what: `This lockfile names no version of ${name}.`,
  where: `${file}:${line}`,
  hint: 'Its versions are not used. Write it anew, then ask again.',
})

/** bun's older lockfile is no text. It matters only where it would have had something to say. */
const binaryLocks = (texts: Texts, manifests: readonly SourceManifest[]): readonly Fault[] =>
  [...texts.keys()]
    .filter((file) => nameOf(file) === 'bun.lockb' && !texts.has(file.replace(/b$/, '')))
    .filter((file) =>
      manifests.some(
        ({ kind, asks, file: manifest }) =>
          kind === 'package.json' && asks.length > 0 && upwards(folderOf(manifest)).includes(folderOf(file)),
      ),
    )
    .map((file) => ({
      what: 'This lockfile is binary and cannot be read.',
      where: file,
      hint: 'Write it as text, as bun does by itself since 1.2: `bun install --save-text-lockfile`.',
    }))
