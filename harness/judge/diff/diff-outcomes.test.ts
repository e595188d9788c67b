import { expect, test } from 'vitest'
import { answered, refused } from '../../model/builders.fixture.ts'
import type { Outcome, Outcomes } from '../../model/capture.ts'
import { diffOutcomes } from './diff-outcomes.ts'

type Calls = readonly [Outcome, ...Outcome[]]
const ending = (...calls: Calls): Outcomes => ({
  outcome: calls.find(({ kind }) => kind === 'error') ?? calls[0],
  calls,
})
const ok = answered(200)
const told = (before: Outcomes, after: Outcomes) =>
  diffOutcomes(before, after).map(({ kind, name }) => (kind === name ? kind : `${kind} ${name}`))

test.each<[string, Calls, Calls, string[]]>([
  ['one call that now fails is named', [ok, ok, ok], [ok, refused(401), ok], ['outcome call 2']],
  [
    'so is one that fails otherwise behind one that fails as before',
    [refused(401), ok],
    [refused(401), refused(403)],
    ['outcome call 2'],
  ],
  [
    'two that changed places are two changes',
    [refused(401), ok],
    [ok, refused(401)],
    ['outcome call 1', 'outcome call 2'],
  ],
  ['other words of one call are an error of it', [ok, refused(401, 'a')], [ok, refused(401, 'b')], ['error call 2']],
  ['what every call does is told once, of the whole', [ok, ok], [refused(401, 'a'), refused(401, 'b')], ['outcome']],
  ['the same ends are no difference', [ok, refused(401)], [ok, refused(401)], []],
])('%s', (_, before, after, expected) => {
  expect(told(ending(...before), ending(...after))).toEqual(expected)
})

test('a side that does not tell its calls apart is compared as a whole', () => {
  expect(told({ outcome: ok }, ending(ok, refused(401)))).toEqual(['outcome'])
  expect(told(ending(ok, refused(401)), { outcome: refused(401) })).toEqual([])
})
