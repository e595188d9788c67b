import { existsSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { nothingKnown, type PolicyFile, type PolicyFiles } from '../../ask/policies/policy-files.ts'
import { readIfThere } from '../../edges/documents.ts'
import { isFolder, namesIn } from '../../edges/files.ts'
import { UserError } from '../../errors.ts'
import { SCOPES, type Scope } from '../../model/policy-document.ts'
import { readApiopsFolder } from './apiops-folder.ts'

const SETTINGS_FILE = 'policy.settings.json'

/**
 * What belongs to one gateway: a policy file (with `fragments/`, and `NAME.settings.json` or `policy.settings.json` beside it), a folder with `global.xml`,
 * `product.xml`, `api.xml`, `operation.xml`, or a folder that the APIOps extractor wrote (`folder#api`, `folder#api/operation`).
 * @throws UserError `policy/no-file` for a path that is none of them, `policy/which-api`, `policy/which-operation` or
 *   `policy/which-product` where a folder has several and nobody says which
 */
export const readPolicyFiles = async (path: string): Promise<PolicyFiles> => {
  const [place, pick] = existsSync(path) ? [path, null] : splitPick(path)
  if (!existsSync(place))
    throw new UserError('policy/no-file', { what: `There is no file or folder ${place}.`, where: path })
  if (!(await isFolder(place))) {
    if (pick !== null)
      throw new UserError('policy/no-file', { what: `${place} is one file, and has no "${pick}".`, where: path })
    const file = { path: basename(place), text: (await readIfThere(place)) ?? '' }
    return {
      scopes: { api: file },
      ...(await beside(dirname(place), basename(place, extname(place)))),
      known: nothingKnown,
    }
  }
  const scopes = await readScopes(place)
  if (Object.keys(scopes).length > 0) return { scopes, ...(await beside(place)), known: nothingKnown }
  const names = await namesIn(place)
  if (names.some((name) => ['apis', 'products', 'policy.xml'].includes(name.toLowerCase())))
    return readApiopsFolder(place, pick, await readFile(place, SETTINGS_FILE))
  throw new UserError('policy/no-file', {
    what: 'The folder holds no policy document.',
    where: path,
    hint: `Expected ${SCOPES.map((scope) => `${scope}.xml`).join(', ')}, or what the APIOps extractor writes: policy.xml, apis, products.`,
  })
}

/** `folder#api` as what it is, and what is picked of it. */
const splitPick = (path: string): readonly [string, string | null] => {
  const at = path.lastIndexOf('#')
  return at <= 0 ? [path, null] : [path.slice(0, at), path.slice(at + 1)]
}

const readScopes = async (folder: string): Promise<Partial<Record<Scope, PolicyFile>>> => {
  const scopes: Partial<Record<Scope, PolicyFile>> = {}
  for (const scope of SCOPES) {
    const file = await readFile(folder, `${scope}.xml`)
    if (file) scopes[scope] = file
  }
  return scopes
}

/** @param name of the one file: what is set for it alone counts before what is set for the folder */
const beside = async (folder: string, name = 'policy'): Promise<Pick<PolicyFiles, 'fragments' | 'settings'>> => {
  const names = (await namesIn(join(folder, 'fragments'))).filter((name) => extname(name) === '.xml')
  const fragments = await Promise.all(
    names.map(async (name) => [basename(name, '.xml'), await readFile(folder, `fragments/${name}`)] as const),
  )
  return {
    fragments: Object.fromEntries(fragments.flatMap(([id, file]) => (file ? [[id, file]] : []))),
    settings: (await readFile(folder, `${name}.settings.json`)) ?? (await readFile(folder, SETTINGS_FILE)),
  }
}

/** Named by its path within the folder. */
const readFile = async (folder: string, path: string): Promise<PolicyFile | null> => {
  const text = await readIfThere(join(folder, path))
  return text === null ? null : { path, text }
}
