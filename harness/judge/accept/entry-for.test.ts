import { expect, test } from 'vitest'
import { entryFor } from './entry-for.ts'

const inRange = (_: string, version: string, range: string) =>
  version === range || (range.startsWith('>=') && version >= range.slice(2))
const aFinding = (over: object = {}) => ({
  id: 'a-1.3.0-0123abcd',
  sdk: 'a',
  from: '1.2.0',
  to: '1.3.0',
  cause: 'header-removed authorization',
  ...over,
})
const words = { reason: 'looked into' }

test('what the release did is written, so that another machine that gives it another id understands it too', () => {
  const others = [aFinding({ id: 'b', cause: 'body' }), aFinding({ id: 'c', to: '1.4.0' })]
  expect(entryFor(aFinding(), [aFinding(), ...others], inRange, null, { ...words, until: '2027-01-01' })).toEqual({
    sdk: 'a',
    to: '1.3.0',
    cause: 'header-removed authorization',
    reason: 'looked into',
    until: '2027-01-01',
  })
})

test('the older end is added where the same version is reached from two sides', () => {
  const other = aFinding({ id: 'b', from: '1.1.0' })
  expect(entryFor(aFinding(), [aFinding(), other], inRange, null, words)).toMatchObject({ from: '1.2.0', to: '1.3.0' })
})

test('two findings of one step with the same cause are told apart by the id', () => {
  const other = aFinding({ id: 'b' })
  expect(entryFor(aFinding(), [aFinding(), other], inRange, null, words)).toEqual({
    finding: 'a-1.3.0-0123abcd',
    ...words,
  })
})

test('where the next release takes its place, the change is accepted from that version on, by its key', () => {
  const [finding, later] = [aFinding({ key: 'a-0123abcd' }), aFinding({ id: 'b', key: 'a-4567ef01', to: '1.4.0' })]
  expect(entryFor(finding, [finding, later], inRange, '>=1.3.0', words)).toEqual({
    sdk: 'a',
    to: '>=1.3.0',
    cause: 'header-removed authorization',
    key: 'a-0123abcd',
    ...words,
  })
})

test('but not where the same change is met again at a later step of the report: nobody looked into that one', () => {
  const [finding, later] = [aFinding({ key: 'a-0123abcd' }), aFinding({ id: 'b', key: 'a-0123abcd', to: '1.5.0' })]
  expect(entryFor(finding, [finding, later], inRange, '>=1.3.0', words)).toMatchObject({ to: '1.3.0' })
})
