import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodedRuns } from './encoded-runs.ts'

const textsIn = (text: string): readonly string[] =>
  [...encodedRuns(text)].map(({ name, plain }) => `${name}: ${plain}`)

test('what is encoded is found wherever in a text it stands, and its place with it', () => {
  const between = fc.string({ unit: fc.constantFrom(' ', '.', '"', 'é', '‹', '\n'), minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(between, between, fc.constantFrom('base64', 'hex', 'base64url'), (before, after, encoding) => {
      const run = Buffer.from('what is hidden').toString(encoding)
      const found = [...encodedRuns(`${before}${run}${after}`)].find(({ plain }) => plain === 'what is hidden')
      expect(found?.spanOf(0, 14)[0]).toBe(before.length)
    }),
  )
})

test('a run is read by itself: what stands beside another is not read with it', () => {
  const [one, other] = ['what is hidden', 'and that too!!'].map((text) => Buffer.from(text).toString('hex'))
  expect(textsIn(`${one} ${other}`)).toEqual(expect.arrayContaining(['hex: what is hidden', 'hex: and that too!!']))
})

test('a run at the very end, as long as the shortest, is read', () => {
  const run = Buffer.from('ten bytes!').toString('base64').replaceAll('=', '')
  expect(run).toHaveLength(14)
  expect(textsIn(`. ${run}`)).toContain('base64: ten bytes!')
})
