import { basename, extname, join, relative, resolve } from 'node:path'
import type { FamilyFile } from '../../ask/families/read.ts'
import { isFamilyFile } from '../../ask/matrix/own-file.ts'
import { readFolder, readIfThere } from '../../edges/documents.ts'
import { importFile } from '../../edges/import-file.ts'
import { root } from '../../edges/paths.ts'
import { type Fault, UserError } from '../../errors.ts'
import { type KnownFamilies, knownFamilies } from '../../measure/sdks/known-families.ts'
import type { Place } from '../../model/options.ts'
import { familyInPackage } from './family-in-package.ts'
import { readReady } from './ready-made.ts'

/** A family that a user names, and the folder from which it is seen. */
export type FamilyEntry = { readonly entry: string; readonly folder: string }

/**
 * The families that come with the tool, and the user's own: files and packages.
 * @throws UserError with every fault of every family
 */
export const loadFamilies = async (entries: readonly FamilyEntry[], place: Place): Promise<KnownFamilies> => {
  const ready = entries.length === 0 ? await readReady('families') : null
  if (ready) return knownFamilies(ready)
  const { readFamilies } = await import('../../ask/families/read.ts')
  const folder = join(root(), 'fixtures', 'families')
  const [shipped, bases] = await Promise.all([filesIn(folder), filesIn(join(folder, 'bases'))])
  const own = await Promise.all(entries.map((entry) => opened(entry, place)))
  const faults = own.flatMap((one) => ('fault' in one ? [one.fault] : []))
  if (faults.length > 0) throw new UserError('family/not-found', faults)
  // The matrix and a flag may name the same file.
  const files = [...new Map(own.flatMap((one) => ('path' in one ? [[one.path, one] as const] : []))).values()]
  return knownFamilies(readFamilies([...shipped, ...files], bases))
}

const filesIn = async (folder: string): Promise<readonly FamilyFile[]> =>
  (await readFolder(folder, '.json')).map(({ path, text }) => ({
    path,
    text,
    name: basename(path, '.json'),
    hasLines: true,
  }))

type Opened = FamilyFile | { readonly fault: Fault }

const opened = async ({ entry, folder }: FamilyEntry, place: Place): Promise<Opened> => {
  if (isFamilyFile(entry)) return familyAt(resolve(folder, entry), undefined, place)
  const found = await familyInPackage(entry, folder, place.env)
  return 'path' in found
    ? familyAt(found.path, nameOf(entry.replace(/^@[^/]+\//, '')).replace(/^sdkdrift-family-/, ''), place)
    : found
}

/** What a family can be called, of what a file or a package is. */
const nameOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')

const familyAt = async (path: string, packageName: string | undefined, { cwd }: Place): Promise<Opened> => {
  const where = relative(cwd, path) || path
  const name = packageName ?? nameOf(basename(path, extname(path)))
  const text = await readIfThere(path)
  if (text === null) return { fault: { what: `There is no family file ${path}.`, where } }
  if (extname(path) === '.json') return { path: where, name, text, hasLines: true }
  const made = await exportOf(path, where)
  return 'fault' in made ? made : { path: where, name, text: made.json, hasLines: false }
}

/** A module is the user's code, run as a gateway file is; what it exports is data like any other family. */
const exportOf = async (
  path: string,
  where: string,
): Promise<{ readonly json: string } | { readonly fault: Fault }> => {
  const fault = (what: string, hint = 'Expected `export default defineFamily({ … })`, data alone.') => ({
    fault: { what, where, hint },
  })
  let exported: Readonly<Record<string, unknown>>
  try {
    exported = await importFile(path, ['sdkdrift'])
  } catch (error) {
    return fault(`It could not be loaded: ${error instanceof Error ? `${error.name}: ${error.message}` : error}`, '')
  }
  const stray: string[] = []
  const json = JSON.stringify(exported['default'] ?? null, (key, value: unknown) => {
    if (!['string', 'number', 'boolean', 'object', 'undefined'].includes(typeof value)) stray.push(key)
    return value
  })
  return stray.length > 0 ? fault(`What it says of ${stray.join(', ')} is no data.`) : { json }
}
