import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UserError } from '../../errors.ts'
import { shipped as families } from '../../testing/shipped-families.ts'
import { loadScenarios } from './load.ts'
import { scenarioJsonSchema } from './schema.ts'

const { scenarioNames } = families

const shipped = join(import.meta.dirname, '../../../fixtures/scenarios')

const names = { clients: ['vendor', 'azure'], apis: ['chat', 'responses'] }

const file = (text: string, path = 'mine.json') => ({ path, text })
const good = (id: string) =>
  `{ "id": "${id}", "title": "One.", "client": { "kind": "vendor", "address": "base-url" },\n  "calls": [{ "api": "chat" }], "behind": ["*"] }`

const faultsOf = (...files: { path: string; text: string }[]) => {
  try {
    loadScenarios(files, names)
  } catch (error) {
    if (error instanceof UserError) return error.faults
    throw error
  }
  return []
}

test('every shipped file loads, under the id that is its name', () => {
  const files = readdirSync(shipped).filter((name) => name.endsWith('.json'))
  const scenarios = loadScenarios(
    files.map((name) => ({ path: name, text: readFileSync(join(shipped, name), 'utf8') })),
    scenarioNames,
  )
  expect(scenarios.map(({ id }) => `${id}.json`)).toEqual(files)
})

test('the committed JSON Schema is the one the code makes', () => {
  const committed: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'scenario.schema.json'), 'utf8'))
  expect(committed).toEqual(scenarioJsonSchema(scenarioNames))
})

test('comments and trailing commas are fine', () => {
  expect(loadScenarios([file(`// mine\n${good('a').replace('["*"]', '["*",]')}`)], names)).toHaveLength(1)
})

test('a misspelt name is placed and the nearest one named', () => {
  const text = good('a').replace('"calls"', '"titel": "x", "calls"')
  expect(faultsOf(file(text))).toEqual([
    {
      what: '"titel" is not known here.',
      where: 'mine.json:2:3',
      hint: expect.stringContaining('Did you mean "title"?'),
    },
  ])
})

test('inside a union the form that was meant is the one that complains', () => {
  const text = good('a').replace('"base-url"', '"base-url", "credentials": { "apiKey": { "callabel": "api-key" } }')
  expect(faultsOf(file(text)).map(({ what, hint }) => `${what} ${hint}`)).toEqual(
    expect.arrayContaining([expect.stringContaining('Did you mean "callable"?')]),
  )
})

test('a role that does not exist is shown with those that do', () => {
  const text = good('a').replace('"base-url"', '"base-url", "credentials": { "token": "entra-tokn" }')
  expect(faultsOf(file(text))).toEqual([
    {
      what: '"entra-tokn" is not known here.',
      where: 'mine.json:1:110',
      hint: expect.stringContaining('"entra-token"'),
    },
  ])
})

test('all faults of all files come at once', () => {
  const bad = file(good('Not An Id').replace('"behind": ["*"]', '"behind": []'), 'bad.json')
  const places = faultsOf(bad, file('{ "id": ', 'broken.json'), file('', 'empty.json')).map(({ where }) => where)
  expect(places).toEqual(['bad.json:1:9', 'bad.json:2:43', 'broken.json:1:9', 'broken.json:1:9', 'empty.json:1:1'])
})

test('what is missing is named at the object that lacks it', () => {
  expect(faultsOf(file('{ "id": "a" }')).map(({ what }) => what)).toContain('"client" is missing.')
})

test('an id that two files claim is a fault at the second, and names the first', () => {
  expect(faultsOf(file(good('a'), 'one.json'), file(good('a'), 'two.json'))).toEqual([
    expect.objectContaining({ what: expect.stringContaining('one.json:1:9'), where: 'two.json:1:9' }),
  ])
})

test('a client or an API that no SDK has is placed, with those there are', () => {
  expect(faultsOf(file(good('a').replace('"vendor"', '"azur"').replace('"chat"', '"chats"')))).toEqual([
    { what: '"azur" is not known here.', where: 'mine.json:1:51', hint: 'Did you mean "azure"? Known: vendor, azure.' },
    {
      what: '"chats" is not known here.',
      where: 'mine.json:2:22',
      hint: 'Did you mean "chat"? Known: chat, responses.',
    },
  ])
})
