import { expect, test } from 'vitest'
import { scenarioNames } from './scenario-names.ts'
import { NO_BREAK } from './wrap.ts'

const told = (...ids: readonly string[]) => scenarioNames(ids).map((name) => name.replaceAll(NO_BREAK, ' '))

test('a scenario is told once, with its other variants', () => {
  expect(told('a.require', 'a', 'b.async', 'b', 'c')).toEqual(['a (+ require)', 'b (+ async)', 'c'])
  expect(told('a', 'a.require', 'a.async')).toEqual(['a (+ async, require)'])
})

test('a variant that stands alone is told by its whole name', () => {
  expect(told('a.require', 'b')).toEqual(['a.require', 'b'])
})
