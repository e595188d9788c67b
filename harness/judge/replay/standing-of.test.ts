import { expect, test } from 'vitest'
import { standingOf } from './standing-of.ts'

test.each([
  [200, 'backend', { kind: 'let-in', status: 200, by: 'backend' }],
  [401, 'p.xml:4 check-header', { kind: 'refused', status: 401, by: 'p.xml:4 check-header' }],
  [500, 'p.xml:4 cannot tell: why', { kind: 'cannot-tell', why: 'p.xml:4 cannot tell: why' }],
  [
    302,
    'p.xml:4 return-response',
    { kind: 'cannot-tell', why: '302 by p.xml:4 return-response: what a redirect leads to is not replayed' },
  ],
])('%i by %s', (status, by, standing) => {
  expect(standingOf({ status, by })).toEqual(standing)
})
