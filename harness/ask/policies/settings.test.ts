import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { atLine } from '../../model/policy-document.ts'
import { nothingKnown } from './policy-files.ts'
import { faultsOf } from './read-document.fixture.ts'
import { defaultSettings, parseSettings, settingsOf } from './settings.ts'
import { policySettingsJsonSchema } from './settings-schema.ts'

test('the committed JSON Schema is what the source renders', () => {
  const committed: unknown = JSON.parse(readFileSync(new URL('policy-settings.schema.json', import.meta.url), 'utf8'))
  expect(committed, 'run `npm run schemas` and commit what it writes').toEqual(
    JSON.parse(JSON.stringify(policySettingsJsonSchema())),
  )
})

test('an empty file is the defaults', () => {
  expect(parseSettings('{}', 's.json')).toEqual(defaultSettings)
  expect(defaultSettings.subscription).toMatchObject({ required: true, header: 'Ocp-Apim-Subscription-Key' })
})

test('an unknown key is told with its place and the nearest one', () => {
  const { faults } = faultsOf(() =>
    parseSettings('{\n  "subscription": { "heder": "api-key" },\n  "namedvalues": {}\n}', 's.json'),
  )
  expect(faults.map((one) => one.split(': ')[0])).toEqual(['s.json:2:21', 's.json:3:3'])
  expect(faults.join('\n')).toContain('Did you mean "namedValues"?')
  expect(faults.join('\n')).toContain('Did you mean "header"?')
})

test.each([
  ['the settings file that names the field', '{\n  "subscription": {\n    "header": "api-key"\n  }\n}', 's.json:3'],
  ['the settings file that asks for a key', '{\n  "subscription": { "required": true }\n}', 's.json:2'],
  ['the innermost inbound, where the settings say nothing', '{}', 'operation.xml:3'],
])('where a key is asked for: %s', (_, text, place) => {
  const scopes = {
    api: { path: 'api.xml', text: '<policies><inbound/></policies>' },
    operation: { path: 'operation.xml', text: '<!-- one -->\n<policies>\n  <inbound><base/></inbound></policies>' },
  }
  const files = { settings: { path: 's.json', text }, scopes, known: nothingKnown }
  expect(atLine(settingsOf(files).subscription.askedAt)).toBe(place)
})

test('the settings file counts more than what the folder tells', () => {
  const known = {
    ...nothingKnown,
    namedValues: { a: '1', b: '2' },
    subscription: { header: 'api-key', required: false },
  }
  const text = '{ "namedValues": { "b": "3" }, "subscription": { "required": true } }'
  expect(settingsOf({ settings: { path: 's.json', text }, scopes: {}, known })).toMatchObject({
    namedValues: { a: '1', b: '3' },
    subscription: { header: 'api-key', required: true, query: 'subscription-key' },
  })
})
