import { resolve } from 'node:path'
import picomatch from 'picomatch'
import { VARIANTS } from '../../model/cell.ts'
import type { Known } from './known.ts'
import { type Mistake, type Path, show } from './mistake.ts'
import { knownHint, nearest } from './nearest.ts'
import { entriesOf } from './raw.ts'

/** Does a scenario entry name a file rather than an id? */
export const isPath = (entry: string): boolean => entry.includes('/') || entry.endsWith('.json')

/** A scenario file's absolute path: relative ones are seen from the matrix file's folder. */
export const scenarioPath = (entry: string, folder: string): string => resolve(folder, entry)

const isGlob = (entry: string): boolean => picomatch.scan(entry).isGlob || entry.startsWith('!')

/** Scenario and gateway entries that name nothing. */
export const nameMistakes = (value: unknown, known: Known): Mistake[] => [
  ...texts(value, 'scenarios').flatMap(([path, entry]) =>
    isPath(entry) ? pathMistakes(path, entry, known) : scenarioMistakes(path, entry, known.scenarios),
  ),
  ...texts(value, 'gateways').flatMap(([path, entry]) =>
    unknownName(path, entry, known.gateways, known.gateways, 'gateway'),
  ),
]

const texts = (value: unknown, key: string): [Path, string][] =>
  entriesOf(value, key).flatMap(([index, entry]) =>
    typeof entry === 'string' && entry !== '' ? [[[key, index], entry]] : [],
  )

const pathMistakes = (path: Path, entry: string, { folder, fileExists, scenarios }: Known): Mistake[] => {
  const absolute = scenarioPath(entry, folder)
  if (fileExists(absolute)) return []
  const id = nearest(entry.replace(/^.*\//, '').replace(/\.json$/, ''), scenarios)
  const hint = isGlob(entry)
    ? 'A path names one file; globs work over ids.'
    : `Looked for ${absolute}.${id ? ` The scenario with the id "${id}" needs no path.` : ''}`
  return [{ path, what: `There is no scenario file ${show(entry)}.`, hint }]
}

const scenarioMistakes = (path: Path, entry: string, ids: readonly string[]): Mistake[] =>
  unknownName(
    path,
    entry,
    VARIANTS.flatMap((variant) => ids.map((id) => id + variant)),
    ids,
    'scenario',
  )

const unknownName = (
  path: Path,
  entry: string,
  all: readonly string[],
  listed: readonly string[],
  noun: string,
): Mistake[] => {
  if (!isGlob(entry))
    return all.includes(entry)
      ? []
      : [{ path, what: `There is no ${noun} "${entry}".`, hint: knownHint(entry, listed, `${noun}s`) }]
  return all.some((name) => picomatch.isMatch(name, entry))
    ? []
    : [{ path, what: `The glob ${show(entry)} matches no ${noun}.`, hint: knownHint(entry, listed, `${noun}s`) }]
}
