import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readFamilies } from '../../ask/families/read.ts'
import { root } from '../../edges/paths.ts'
import { knownFamilies } from '../../measure/sdks/known-families.ts'
import { familyFiles } from '../../testing/shipped-families.ts'
import { documentText } from '../../testing/shown-commands.ts'

type Example = Readonly<Record<string, unknown>>

/** Every example in JSON that a document shows; a block of several has one a line. */
const examplesIn = (name: string): readonly Example[] =>
  [...documentText(name).matchAll(/^```jsonc?\n(.*?)^```/gmsu)].flatMap(([, block = '']) => {
    const lines = block.trimEnd().split('\n')
    const texts = lines.length > 1 && lines.every((line) => /^\{.*\}$/u.test(line)) ? lines : [block]
    return texts.map((text) => {
      const errors: ParseError[] = []
      const value = parse(text, errors)
      expect(
        errors.map(({ error }) => printParseErrorCode(error)),
        `${name}: ${text}`,
      ).toEqual([])
      return value
    })
  })

const schemaAt = (path: string): z.ZodType =>
  z.fromJSONSchema(JSON.parse(readFileSync(join(root(), 'harness', 'ask', path), 'utf8')))

test.each([
  ['docs/matrix-json.md', 'matrix/matrix.schema.json'],
  ['docs/gateways.md', 'gateways/gateway.schema.json'],
  ['docs/policies.md', 'policies/policy-settings.schema.json'],
])('%s: its examples follow %s', (name, path) => {
  const [examples, schema] = [examplesIn(name), schemaAt(path)]
  expect(examples.length).toBeGreaterThan(0)
  for (const example of examples)
    expect(schema.safeParse(example).error?.message, JSON.stringify(example)).toBe(undefined)
})

test('docs/families.md: its family is read, and is none that is shipped already', () => {
  const [example] = examplesIn('docs/families.md')
  const mine = { path: 'families/mine.json', name: 'mine', text: JSON.stringify(example), hasLines: true }
  const families = knownFamilies(readFamilies([...familyFiles(), mine], familyFiles('bases')))
  expect(families.all.map(({ id }) => id)).toContain('mine')
})

const scenario = schemaAt('scenarios/scenario.schema.json')
const chat = { api: 'chat' }
/** What a part of a scenario is a part of: the scenario, its client, or a call. */
const wholes = (part: Example): readonly Example[] => {
  const base = { id: 'shown', title: 'Shown.', client: { kind: 'vendor', address: 'base-url' }, calls: [chat] }
  return [
    { ...base, ...part },
    { ...base, client: { ...base.client, ...part } },
    { ...base, calls: [part] },
  ]
}

test('docs/scenarios.md: its examples are scenarios, or parts of one', () => {
  const examples = examplesIn('docs/scenarios.md')
  expect(examples.length).toBeGreaterThan(40)
  expect(examples.filter((one) => !wholes(one).some((whole) => scenario.safeParse(whole).success))).toEqual([])
})
