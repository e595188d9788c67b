import { expect, test } from 'vitest'
import type { Standing } from '../../model/replay.ts'
import { besideAt } from './beside.ts'

const refused = (by: string, status = 401): Standing => ({ kind: 'refused', status, by })
const changeOf = (before: Standing, after: Standing) => {
  const line = (standing: Standing) => [{ scenario: 's', points: [{ version: '1.0.0', standing, request: null }] }]
  return besideAt('1.0.0', line(before), line(after)).map(({ change }) => change)
}

test.each([
  ['before.xml:4 validate-jwt: no Authorization field', 'after.xml:9 validate-jwt: no Authorization field', 'same'],
  ['my policy.xml:4 return-response', 'my policy.xml:12 return-response', 'same'],
  ['a.xml:4 validate-jwt: no Authorization field', 'a.xml:4 validate-jwt: not a JWT', 'other-rule'],
  ['a.xml:4 check-header: no x-a field', 'a.xml:4 validate-jwt: no x-a field', 'other-rule'],
  ['bearer: no field', 'bearer: wrong token', 'other-rule'],
] as const)('%s, then %s: %s', (before, after, change) => {
  expect(changeOf(refused(before), refused(after))).toEqual([change])
})

test('another status is another answer', () => {
  expect(changeOf(refused('a.xml:4 return-response'), refused('a.xml:4 return-response', 403))).toEqual(['other-rule'])
})
