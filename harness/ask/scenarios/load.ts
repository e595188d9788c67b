import { getNodeValue, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { type Fault, placeAt, UserError } from '../../errors.ts'
import type { Scenario, ScenarioNames } from '../../model/scenario.ts'
import { faultsOf, placeOf, type ScenarioText } from './faults.ts'
import { namesKnownAt } from './names-known-at.ts'
import { scenarioJsonSchema, scenarioSchema, toScenario } from './schema.ts'

export type ScenarioFile = { readonly path: string; readonly text: string }

/**
 * Scenario files → scenarios, in the order given. Comments and trailing commas are allowed.
 * @param names the clients and APIs that they may ask for
 * @throws {UserError} `scenarios/invalid`, with every fault of every file.
 */
export const loadScenarios = (files: readonly ScenarioFile[], names: ScenarioNames): Scenario[] => {
  const schema = scenarioSchema(names)
  const known = namesKnownAt(scenarioJsonSchema(names))
  const faults: Fault[] = []
  const loaded: { readonly scenario: Scenario; readonly source: ScenarioText }[] = []
  for (const file of files) {
    const source = parsed(file, faults)
    if (!source) continue
    const result = schema.safeParse(getNodeValue(source.tree))
    if (!result.success) faults.push(...faultsOf(source, result.error.issues, known))
    else loaded.push({ scenario: toScenario(result.data, file.path), source })
  }
  faults.push(...duplicates(loaded))
  if (faults.length > 0) throw new UserError('scenarios/invalid', faults)
  return loaded.map(({ scenario }) => scenario)
}

const parsed = ({ path, text }: ScenarioFile, faults: Fault[]): ScenarioText | undefined => {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { allowTrailingComma: true })
  for (const { error, offset } of errors)
    faults.push({ what: `Not JSON: ${wordsOf(printParseErrorCode(error))}.`, where: placeAt(path, text, offset) })
  if (!tree && errors.length === 0) faults.push({ what: 'The file is empty.', where: path })
  return tree && errors.length === 0 ? { path, text, tree } : undefined
}

/** `CloseBraceExpected` → `close brace expected`. */
const wordsOf = (code: string): string => code.replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase()

const duplicates = (loaded: readonly { readonly scenario: Scenario; readonly source: ScenarioText }[]): Fault[] =>
  loaded.flatMap(({ scenario, source }, index) => {
    const first = loaded.findIndex((other) => other.scenario.id === scenario.id)
    const earlier = loaded[first]
    if (first === index || !earlier) return []
    return {
      what: `The id "${scenario.id}" is taken by ${placeOf(earlier.source, ['id'])}.`,
      where: placeOf(source, ['id']),
      hint: 'Give it one of its own.',
    }
  })
