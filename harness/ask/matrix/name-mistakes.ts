import picomatch from 'picomatch'
import { VARIANTS } from '../../model/cell.ts'
import type { Known } from './known.ts'
import { type Mistake, type Path, show } from './mistake.ts'
import { knownHint, nearest } from './nearest.ts'
import { isGatewayFile, isGlob, isPolicyPlace, isScenarioFile, ownPath, placeOf } from './own-file.ts'
import { entriesOf, isRecord } from './raw.ts'

/** Scenario and gateway entries that name nothing. */
export const nameMistakes = (value: unknown, known: Known): Mistake[] => [
  ...emptyMistakes(value),
  ...texts(value, 'scenarios').flatMap(([path, entry]) =>
    isScenarioFile(entry)
      ? fileMistakes(path, entry, 'scenario', known)
      : entry.startsWith('@')
        ? setMistakes(path, entry, known.groups)
        : scenarioMistakes(path, entry, known.scenarios, programsIn(value)),
  ),
  ...gatewayMistakes(value, [], known),
  ...entriesOf(value, 'sdks').flatMap(([index, sdk]) => gatewayMistakes(sdk, ['sdks', index], known)),
]

/** No scenario at all is a wish where there are programs. */
const emptyMistakes = (value: unknown): Mistake[] => {
  const scenarios = isRecord(value) ? value['scenarios'] : undefined
  return Array.isArray(scenarios) && scenarios.length === 0 && programsIn(value).length === 0
    ? [
        {
          path: ['scenarios'],
          what: 'scenarios is [], and no SDK has programs: nothing is left to run.',
          hint: 'Expected at least one scenario; ["@default"] takes those that find most, ["*"] all.',
        },
      ]
    : []
}

/** Ids of the programs of all SDKs. */
const programsIn = (value: unknown): string[] =>
  entriesOf(value, 'sdks').flatMap(([, sdk]) => {
    const programs = isRecord(sdk) ? sdk['programs'] : undefined
    return Object.keys(isRecord(programs) ? programs : {})
  })

/** @param below where the value stands */
const gatewayMistakes = (value: unknown, below: Path, known: Known): Mistake[] =>
  texts(value, 'gateways').flatMap(([path, entry]) =>
    isGatewayFile(entry)
      ? fileMistakes([...below, ...path], entry, 'gateway', known)
      : unknownName([...below, ...path], entry, known.gateways, known.gateways, 'gateway', known.byName),
  )

const texts = (value: unknown, key: string): [Path, string][] =>
  entriesOf(value, key).flatMap(([index, entry]) =>
    typeof entry === 'string' && entry !== '' ? [[[key, index], entry]] : [],
  )

const fileMistakes = (path: Path, entry: string, noun: 'scenario' | 'gateway', known: Known): Mistake[] => {
  const absolute = ownPath(entry, known.folder)
  const isPicked = noun === 'gateway' && isPolicyPlace(entry) && known.fileExists(placeOf(absolute))
  if (known.fileExists(absolute) || isPicked || (noun === 'scenario' && isGlob(entry))) return []
  const id = nearest(entry.replace(/^.*\//, '').replace(/\.\w+$/, ''), known[`${noun}s`])
  const hint = isGlob(entry)
    ? 'A path names one file; globs work over ids.'
    : `Looked for ${absolute}.${id ? ` The ${noun} with the id "${id}" needs no path.` : ''}`
  return [{ path, what: `There is no ${noun} file ${show(entry)}.`, hint }]
}

const setMistakes = (path: Path, entry: string, groups: readonly string[]): Mistake[] => {
  const sets = ['default', ...groups].map((name) => `@${name}`)
  if (sets.includes(entry)) return []
  return [{ path, what: `There is no set of scenarios "${entry}".`, hint: knownHint(entry, sets, 'sets') }]
}

const scenarioMistakes = (path: Path, entry: string, ids: readonly string[], programs: readonly string[]): Mistake[] =>
  programs.includes(entry)
    ? [
        {
          path,
          what: `${show(entry)} is a program: it runs whatever stands here.`,
          hint: 'Leave it out. "scenarios": [] measures programs alone.',
        },
      ]
    : unknownName(
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
  byName: readonly string[] = [],
): Mistake[] => {
  if (!isGlob(entry))
    return all.includes(entry)
      ? []
      : [{ path, what: `There is no ${noun} "${entry}".`, hint: knownHint(entry, listed, `${noun}s`) }]
  return all.some((name) => !byName.includes(name) && picomatch.isMatch(name, entry))
    ? []
    : [{ path, what: `The glob ${show(entry)} matches no ${noun}.`, hint: knownHint(entry, listed, `${noun}s`) }]
}
