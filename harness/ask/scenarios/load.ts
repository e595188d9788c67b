import { getNodeValue, type Node } from 'jsonc-parser'
import { type Fault, placeAt, UserError } from '../../errors.ts'
import { readJsonTree } from '../../json-tree.ts'
import type { Scenario, ScenarioNames } from '../../model/scenario.ts'
import { isRecord } from '../matrix/raw.ts'
import { type Expanded, expanded, MAX_SCENARIOS } from './axes.ts'
import { faultsOf, placeOf, type ScenarioText } from './faults.ts'
import { namesKnownAt } from './names-known-at.ts'
import { axesSchema, scenarioJsonSchema, scenarioSchema, toScenario } from './schema.ts'

export type ScenarioFile = {
  readonly path: string
  readonly text: string
  /** What it is about: the shipped ones lie in a folder each. Default: none. */
  readonly group?: string
}

type Loaded = { readonly scenario: Scenario; readonly source: ScenarioText }

/**
 * Scenario files → scenarios, in the order given; a file with axes stands for several. Comments and trailing commas are
 * allowed.
 * @param names the clients and APIs that they may ask for
 * @throws {UserError} `scenarios/invalid`, with every fault of every file.
 */
export const loadScenarios = (files: readonly ScenarioFile[], names: ScenarioNames): Scenario[] => {
  const schema = scenarioSchema(names)
  const known = namesKnownAt(() => scenarioJsonSchema(names))
  const faults: Fault[] = []
  const loaded: Loaded[] = []
  for (const file of files) {
    const read = parsed(file, faults)
    if (!read) continue
    const { source } = read
    const all = inFile(read, known, faults)
    const own: Fault[] = []
    for (const { value, patches } of all) {
      const result = schema.safeParse(value)
      if (!result.success) own.push(...faultsOf(source, result.error.issues, known, patches))
      else loaded.push({ scenario: toScenario(result.data, file.path, file.group), source })
    }
    // What the file says itself is wrong in each scenario that it stands for.
    faults.push(...own.filter((fault, index) => own.findIndex((other) => isSame(fault, other)) === index))
  }
  faults.push(...duplicates(loaded))
  if (faults.length > 0) throw new UserError('scenarios/invalid', faults)
  return loaded.map(({ scenario }) => scenario)
}

type Parsed = { readonly source: ScenarioText; readonly value: unknown }

const inFile = (
  { source, value }: Parsed,
  known: (path: readonly PropertyKey[]) => readonly string[],
  faults: Fault[],
): readonly Expanded[] => {
  if (!isRecord(value) || !('axes' in value)) return [{ value, patches: [] }]
  const result = axesSchema.safeParse(value)
  if (!result.success) {
    faults.push(...faultsOf(source, result.error.issues, known))
    return []
  }
  const all = expanded(value)
  if (all && all.length > 0) return all
  faults.push({
    what: all ? 'Nothing is left of its axes.' : 'Its axes are empty, or too many.',
    where: placeOf(source, [all ? 'except' : 'axes']),
    hint: `Expected axes of a value or more, and at most ${MAX_SCENARIOS} scenarios in all.`,
  })
  return []
}

const isSame = (one: Fault, other: Fault): boolean => one.what === other.what && one.where === other.where

const parsed = ({ path, text }: ScenarioFile, faults: Fault[]): Parsed | undefined => {
  const plain = plainJson(text)
  // A tree takes ten times as long as its value.
  if (plain) return { source: { path, text, tree: () => readJsonTree(text).tree ?? NOTHING }, value: plain.value }
  const { tree, slips } = readJsonTree(text, { allowTrailingComma: true })
  for (const { name, offset } of slips)
    faults.push({ what: `Not JSON: ${wordsOf(name)}.`, where: placeAt(path, text, offset) })
  if (!tree && slips.length === 0) faults.push({ what: 'The file is empty.', where: path })
  return tree && slips.length === 0
    ? { source: { path, text, tree: () => tree }, value: getNodeValue(tree) }
    : undefined
}

const NOTHING: Node = { type: 'null', offset: 0, length: 0 }

/** What a text without comments and trailing commas says; null: it has some, or is no JSON. */
const plainJson = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

/** `CloseBraceExpected` → `close brace expected`. */
const wordsOf = (code: string): string => code.replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase()

const duplicates = (loaded: readonly Loaded[]): Fault[] => {
  const first = new Map<string, Loaded>()
  return loaded.flatMap((one) => {
    const earlier = first.get(one.scenario.id)
    if (!earlier) {
      first.set(one.scenario.id, one)
      return []
    }
    return {
      what: `The id "${one.scenario.id}" is taken by ${placeOf(earlier.source, ['id'])}.`,
      where: placeOf(one.source, ['id']),
      hint: 'Give it one of its own.',
    }
  })
}
