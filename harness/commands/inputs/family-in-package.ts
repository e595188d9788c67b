import { readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, join, resolve } from 'node:path'
import { ecosystems } from '../../ecosystems/index.ts'
import { isThere, readIfThere } from '../../edges/documents.ts'
import type { Fault } from '../../errors.ts'
import type { Place } from '../../model/options.ts'

const { normalName } = ecosystems.pypi

const GROUP = 'sdkdrift.families'

/**
 * The family file of an installed package: on npm what `require` of it finds from the folder; on PyPI the JSON file that
 * its entry point of the group `sdkdrift.families` names, in the virtual environment there. No code of either is run to
 * find it.
 */
export const familyInPackage = async (
  name: string,
  folder: string,
  env: Place['env'],
): Promise<{ readonly path: string } | { readonly fault: Fault }> => {
  const npm = resolvedFrom(name, folder)
  if (npm !== null) return { path: npm }
  const places = await sitePackages(folder, env)
  for (const place of places) {
    const found = await entryPointIn(place, name)
    if (found) return found
  }
  const looked = [join(folder, 'node_modules'), ...places]
  return {
    fault: {
      what: `There is no package "${name}" with a family in it.`,
      where: `families: ${name}`,
      hint: `Looked in ${looked.join(', ')}. A file is named by its path, such as "./families/acme.json".`,
    },
  }
}

const resolvedFrom = (name: string, folder: string): string | null => {
  try {
    return createRequire(join(folder, 'matrix.json')).resolve(name)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return null
    throw error
  }
}

/** Where the project's Python keeps its packages: an active virtual environment, or one beside the matrix. */
const sitePackages = async (folder: string, env: Place['env']): Promise<readonly string[]> => {
  const homes = [
    ...(env['VIRTUAL_ENV'] ?? '').split(delimiter).filter(Boolean),
    join(folder, '.venv'),
    join(folder, 'venv'),
  ]
  const found = await Promise.all(
    homes.map(async (home) => {
      const windows = join(home, 'Lib', 'site-packages')
      const lib = join(home, 'lib')
      const versions = (await isThere(lib)) ? (await readdir(lib)).filter((one) => one.startsWith('python')) : []
      return [...versions.map((one) => join(lib, one, 'site-packages')), windows]
    }),
  )
  const there = await Promise.all(found.flat().map(async (path) => ((await isThere(path)) ? [path] : [])))
  return [...new Set(there.flat())]
}

/** https://packaging.python.org/en/latest/specifications/entry-points/ */
const entryPointIn = async (
  place: string,
  name: string,
): Promise<{ readonly path: string } | { readonly fault: Fault } | null> => {
  const info = (await readdir(place)).find(
    (one) => one.endsWith('.dist-info') && normalName(one.replace(/-[^-]*\.dist-info$/, '')) === normalName(name),
  )
  if (info === undefined) return null
  const file = join(place, info, 'entry_points.txt')
  const value = valueIn((await readIfThere(file)) ?? '')
  const [module, resource] = value?.split(':') ?? []
  const path = module && resource?.endsWith('.json') ? resolve(place, ...module.split('.'), resource) : null
  if (path === null || !path.startsWith(`${place}/`))
    return {
      fault: {
        what: `The package "${name}" names no family${value === null ? '' : ` by "${value}"`}.`,
        where: file,
        hint: `Expected [${GROUP}] with a line such as "acme = sdkdrift_family_acme:family.json".`,
      },
    }
  if (!(await isThere(path)))
    return {
      fault: {
        what: `The package "${name}" names ${value}, and has no such file here.`,
        where: path,
        hint: 'One that is installed with -e keeps its files elsewhere: name the file by its path, or install it without -e.',
      },
    }
  return { path }
}

/** The first value of the group, without extras. */
const valueIn = (text: string): string | null => {
  let here = false
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line.startsWith('[')) here = line === `[${GROUP}]`
    else if (here && !line.startsWith('#') && line.includes('=')) return line.slice(line.indexOf('=') + 1).trim()
  }
  return null
}
