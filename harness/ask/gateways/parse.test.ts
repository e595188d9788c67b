import { expect, test } from 'vitest'
import { UserError } from '../../errors.ts'
import { parseHar } from './parse-har.ts'
import { parseRules } from './parse-rules.ts'

const faultsOf = (parse: () => unknown): readonly string[] => {
  try {
    parse()
  } catch (error) {
    if (error instanceof UserError)
      return error.faults.map(({ where, what, hint }) => `${where}: ${what} ${hint ?? ''}`)
    throw error
  }
  return []
}
const rules = (text: string) => faultsOf(() => parseRules(text, 'gw.json'))

test('the least that a file says, with comments: what is wanted', () => {
  expect(parseRules('{ "wants": "basic", /* Stripe */ }', 'gw.json')).toEqual({
    wants: 'basic',
    credential: ['api-key'],
    answers: [],
  })
})

test('every fault is told at once, each with its line and column', () => {
  const text = `{
  "wants": { "heder": "X-Api-Key" },
  "credential": "api key",
  "refusal": { "status": 99 },
  "answers": [
    { "method": "GET", "path": "v1/charges" },
    { "path": "/a?b", "tme": 2 },
    { "path": "/a", "time": 0, "headers": { "x": "a\\nb" } }
  ],
  "answers": []
}`
  const faults = rules(text)
  expect(faults.map((fault) => /^gw\.json:\d+/.exec(fault)?.[0]).sort()).toEqual(
    ['gw.json:10', 'gw.json:2', 'gw.json:2', 'gw.json:3', 'gw.json:4'].sort(),
  )
  expect(faults.join('\n')).toContain('Did you mean "header"?')
  const once = rules(text.replace(',\n  "answers": []', ''))
  for (const place of ['6:32', '7:15', '7:23', '8:29', '8:50'])
    expect(
      once.some((fault) => fault.startsWith(`gw.json:${place}: `)),
      `${place}\n${once.join('\n')}`,
    ).toBe(true)
})

test.each([
  ['', 'gw.json:1:1: Not valid JSON: a value was expected. '],
  ['{ "wants": null', 'gw.json:1:16: Not valid JSON: a "}" was expected. '],
  ['[]', 'gw.json:1:1: [] does not fit here. Expected object, received array.'],
  [
    '{}',
    'gw.json:1:1: "wants" is missing. Expected "bearer", "basic", or { "header": … }, or { "query": … }, or null.',
  ],
])('%j is no gateway', (text, fault) => {
  expect(rules(text)[0]).toContain(fault)
})

test('a recording that is none says where', () => {
  const faults = faultsOf(() => parseHar('{"log": {"entries": [{"request": {"method": "GET"}}]}}', 'rec.har'))
  expect(faults).toHaveLength(2)
  expect(faults[0]).toMatch(/^rec\.har:1:34: "url" is missing\./)
})
