import { expect, test } from 'vitest'
import { anExchange, aWire, refused } from '../../model/builders.fixture.ts'
import type { Outcome } from '../../model/capture.ts'
import { letIn } from './let-in.ts'

const failed: Outcome = { kind: 'error', name: 'APIConnectionError', message: 'Connection error.' }
const now = aWire({ outcome: refused(), exchanges: [anExchange({ status: 401 })] })

test('what was let in and failed by itself had a yes to lose', () => {
  const before = aWire({ outcome: failed, exchanges: [anExchange({ status: 307 }), anExchange({ status: 200 })] })
  expect(letIn(before, now)).toEqual({ ...failed, answered: 200 })
})

test('a redirect at which the SDK gave up let nobody in: refused behind it, nothing is lost', () => {
  const before = aWire({ outcome: failed, exchanges: [anExchange({ status: 307 })] })
  expect(letIn(before, now)).toEqual(failed)
})
