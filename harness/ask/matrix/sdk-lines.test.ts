import { expect, test } from 'vitest'
import { sdkLines } from './sdk-lines.ts'

test('each SDK stands where its entry begins, comments counted', () => {
  const text = '// mine\n{\n "sdks": [\n  { "id": "a" }, // one\n  {\n   "id": "b" }\n ]\n}'
  expect([...sdkLines(text, 'matrix.json')]).toEqual([
    ['a', 4],
    ['b', 5],
  ])
  expect(sdkLines('{}', 'matrix.json').size).toBe(0)
})
