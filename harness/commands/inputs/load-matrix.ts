import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { readMatrixText } from '../../ask/matrix/matrix-text.ts'
import { isGlob, isScenarioFile, scenarioPath } from '../../ask/matrix/own-file.ts'
import { parseMatrix } from '../../ask/matrix/parse.ts'
import { entriesOf } from '../../ask/matrix/raw.ts'
import { filesLike, isThere, readIfThere } from '../../edges/documents.ts'
import { root } from '../../edges/paths.ts'
import { UserError } from '../../errors.ts'
import { withFamilyGateways } from '../../measure/gateways/family-gateway.ts'
import type { KnownFamilies } from '../../measure/sdks/known-families.ts'
import type { GatewayFacts } from '../../model/gateway-facts.ts'
import type { Matrix } from '../../model/matrix.ts'
import type { Place } from '../../model/options.ts'
import type { Scenario, ScenarioNames } from '../../model/scenario.ts'
import { loadFamilies } from './load-families.ts'
import { shippedDocuments } from './shipped-documents.ts'
import { shippedScenarios } from './shipped-scenarios.ts'

export type Loaded = {
  readonly matrix: Matrix
  /** All that is known: the shipped ones and the user's own files that the matrix names. */
  readonly scenarios: readonly Scenario[]
  /** The shipped ones and the user's own. */
  readonly families: KnownFamilies
}

/**
 * The matrix file and every scenario it can name. Without `config`, `matrix.json` in the current folder; without that,
 * the list that comes with the package.
 * @throws UserError with every fault of the file at once
 */
export const loadMatrix = async (
  config: string | undefined,
  place: Place,
  ownFamilies: readonly string[] = [],
): Promise<Loaded> => {
  const { path, text, builtIn } = await findMatrix(config, place)
  const families = await loadFamilies(
    [
      ...familiesIn(text).map((entry) => ({ entry, folder: resolve(path, '..') })),
      ...ownFamilies.map((entry) => ({ entry, folder: place.cwd })),
    ],
    place,
  )
  const { scenarioNames } = families
  const shipped = await shippedScenarios(scenarioNames)
  const all: readonly GatewayFacts[] = Object.values(withFamilyGateways(families.all, await shippedDocuments()))
  const matrix = parseMatrix(text, relative(place.cwd, path) || path, {
    folder: resolve(path, '..'),
    scenarios: shipped.map(({ id }) => id),
    groups: [...new Set(shipped.flatMap(({ group }) => group ?? []))],
    gateways: all.map(({ id }) => id),
    byName: all.flatMap(({ id, byName }) => (byName ? [id] : [])),
    families: { npm: families.on('npm'), pypi: families.on('pypi') },
    familyOf: families.of,
    fileExists: existsSync,
  })
  return {
    matrix: builtIn ? { ...matrix, file: null } : matrix,
    scenarios: await withOwnFiles(shipped, matrix.scenarios, scenarioNames, place),
    families,
  }
}

/** Adds the scenario files that are named by path, or by a glob over paths; one with a shipped id would make results ambiguous. */
export const withOwnFiles = async (
  known: readonly Scenario[],
  patterns: readonly string[],
  names: ScenarioNames,
  place: Place,
): Promise<readonly Scenario[]> => {
  const named = patterns.filter(isScenarioFile).map((path) => scenarioPath(path, place.cwd))
  if (named.length === 0) return known
  const { loadScenarios } = await import('../../ask/scenarios/load.ts')
  // A file that two of them fit is one.
  const paths = [...new Set((await Promise.all(named.map(filesNamed))).flat())]
  const own = loadScenarios(
    await Promise.all(
      paths.map(async (path) => {
        const text = await readIfThere(path)
        if (text === null) throw new UserError('scenario/no-file', { what: `There is no scenario file ${path}.` })
        return { path, text }
      }),
    ),
    names,
  )
  const twice = own.filter(({ id, file }) => known.some((other) => other.id === id && other.file !== file))
  if (twice.length > 0)
    throw new UserError(
      'scenario/duplicate',
      twice.map(({ id, file }) => ({
        what: `The id "${id}" is that of a shipped scenario.`,
        where: file,
        hint: 'Give yours another id.',
      })),
    )
  return [...known, ...own.filter(({ file }) => !known.some((other) => other.file === file))]
}

const filesNamed = async (path: string): Promise<readonly string[]> => {
  // The folder that it lies in may be called like a glob: `(app)`, `[id]`.
  if (!isGlob(path) || (await isThere(path))) return [path]
  const files = (await filesLike(path)).filter((file) => file.endsWith('.json'))
  if (files.length > 0) return files
  throw new UserError('scenario/no-file', {
    what: `The glob ${path} fits no scenario file.`,
    hint: 'A scenario file ends in ".json".',
  })
}

/** What the text says of families, as far as it can be read: the whole is checked once they are known. */
const familiesIn = (text: string): readonly string[] =>
  entriesOf(readMatrixText(text, '').value, 'families').flatMap(([, entry]) => (typeof entry === 'string' ? entry : []))

const findMatrix = async (config: string | undefined, { cwd }: Place) => {
  const path = resolve(cwd, config ?? 'matrix.json')
  const text = await readIfThere(path)
  if (text !== null) return { path, text, builtIn: false }
  if (config !== undefined)
    throw new UserError('matrix/no-file', {
      what: `There is no file ${path}.`,
      where: `--config ${config}`,
      hint: 'Without --config, matrix.json in the current folder is used, or the built-in list.',
    })
  const own = join(root(), 'matrix.json')
  const builtIn = await readIfThere(own)
  if (builtIn === null) throw new Error(`The package lacks its own matrix.json (${own}).`)
  return { path: own, text: builtIn, builtIn: true }
}
