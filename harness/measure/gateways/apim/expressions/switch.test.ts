import { expect, test } from 'vitest'
import { evaluated, unknownOf } from './evaluated.fixture.ts'

const of = (value: string, cases: string): string => `{ object o = ${value}; switch (o) { ${cases} } return "none"; }`
const CASES =
  'case null: return "null"; case int n when n > 3: return "big " + n; case int n: return "int " + n; case string s: return "text " + s.Length; case true: return "yes";'

test.each([
  [of('5', CASES), 'big 5'],
  [of('2', CASES), 'int 2'],
  [of('"abc"', CASES), 'text 3'],
  [of('null', CASES), 'null'],
  [of('1.5', CASES), 'none'],
  ['{ switch ("a") { case "a" when 1 > 2: return 1; case "a": return 2; } return 3; }', '2'],
  ['{ switch (context.Response) { case null: return "no answer"; default: return "answer"; } }', 'no answer'],
  [
    '{ object o = JObject.Parse("{}"); switch (o) { case JArray a: return 1; case JObject j when !j.HasValues: return 2; default: return 3; } }',
    '2',
  ],
])('%s is %s', (code, text) => {
  expect(evaluated(code)).toBe(text)
})

test('what a pattern names is known', () => {
  expect(unknownOf(of('5', CASES))).toEqual([])
})
