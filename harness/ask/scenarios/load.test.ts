import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { UserError } from '../../errors.ts'
import { shipped as families } from '../../testing/shipped-families.ts'
import { shippedScenarioFiles } from '../../testing/shipped-scenarios.ts'
import { loadScenarios } from './load.ts'
import { scenarioJsonSchema } from './schema.ts'

const { scenarioNames } = families

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

test('every shipped file loads, and one without axes has the id that is its name', () => {
  const files = shippedScenarioFiles()
  const scenarios = loadScenarios(files, scenarioNames)
  for (const { path, text } of files)
    if (!text.includes('"axes"'))
      expect(scenarios.filter(({ file }) => file === path)).toMatchObject([{ id: basename(path, '.json') }])
  expect(scenarios.every(({ group }) => group)).toBe(true)
})

test('a file with axes is a scenario of each combination, but for those that are left out', () => {
  const text = `{
    "id": "{way}-{end}", "title": "By {way}, with {end}.", "calls": [{ "api": "chat" }], "behind": ["*"],
    "client": { "kind": "vendor", "address": "base-url", "headers": { "x-a": "1" } },
    "axes": {
      "way": { "base-url": {}, "endpoint": { "client": { "kind": "azure", "address": "endpoint" } } },
      "end": { "two-slashes": { "client": { "addressEnd": "//" } }, "query": { "client": { "headers": { "x-a": null } } } }
    },
    "except": [{ "way": "endpoint", "end": "query" }]
  }`
  expect(loadScenarios([file(text)], names)).toMatchObject([
    {
      id: 'base-url-two-slashes',
      title: 'By base url, with two slashes.',
      client: { kind: 'vendor', addressEnd: '//' },
    },
    { id: 'base-url-query', client: { headers: { 'x-a': null } } },
    { id: 'endpoint-two-slashes', client: { kind: 'azure', address: 'endpoint', headers: { 'x-a': '1' } } },
  ])
})

test('what an axis says wrongly is placed there, and once', () => {
  const text = `{ "id": "a-{n}", "title": "One.", "calls": [{ "api": "chat" }], "behind": ["*"],
    "client": { "kind": "vendor", "address": "base-url" },
    "axes": { "n": { "one": { "client": { "kind": "azur" } }, "two": { "client": { "maxRetries": 0 } } },
      "m": { "three": { "client": { "timeoutMs": "x" } } } } }`
  const faults = faultsOf(file(text))
  expect(faults.map(({ where }) => where)).toEqual(['mine.json:3:51', 'mine.json:4:50'])
  expect(faults[0]?.hint).toContain('Did you mean "azure"?')
  expect(faultsOf(file(good('a').replace('"calls"', '"axes": { "n": {} }, "calls"')))).toMatchObject([
    { what: 'Its axes are empty, or too many.', where: 'mine.json:2:11' },
  ])
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
      what: '"entra-tokn" does not fit here.',
      where: 'mine.json:1:110',
      hint: expect.stringContaining('"entra-token"'),
    },
  ])
})

test('all faults of all files come at once', () => {
  const bad = file(good('Not An Id').replace('"behind": ["*"]', '"behind": []'), 'bad.json')
  const places = faultsOf(bad, file('{ "id": ', 'broken.json'), file('', 'empty.json')).map(({ where }) => where)
  expect(places).toEqual(['bad.json:1:9', 'bad.json:2:43', 'broken.json:1:9', 'empty.json:1:1'])
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
