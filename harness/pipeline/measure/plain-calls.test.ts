import { expect, test } from 'vitest'
import type { Capture, RawHeader } from '../../model/capture.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { whyUnlike } from './plain-calls.ts'

const facts = { version: '1.0.0', dir: '/sdk', today: null, redact: (text: string) => text }
const scale = { sdk: 'fake', roles: shippedFamily('openai'), overrides: [] }

const aCall = (headers: readonly RawHeader[] = [], status = 200): Capture => ({
  ...{ scenario: 'control', gateway: 'open', status: 'measured', outcome: { kind: 'response', status } },
  exchanges: [
    {
      ...{ method: 'POST', origin: 'gateway', target: '/v1/chat/completions', headers },
      body: { bytes: 0, text: '' },
      answered: { status, by: 'open' },
    },
  ],
})

test('the same plain call at both ends is no reason, nor is telemetry that counts', () => {
  expect(whyUnlike({ first: aCall(), last: aCall() }, facts, scale)).toBeNull()
  const counting = (count: string) => aCall([['x-stainless-retry-count', count]])
  expect(whyUnlike({ first: counting('0'), last: counting('7') }, facts, scale)).toBeNull()
})

test('a plain call that is another at the end costs the version its measurement, with what differs', () => {
  const last = aCall([['x-awake', 'yes']])
  expect(whyUnlike({ first: aCall(), last }, facts, scale)).toMatch(/is not believed\. What differs: header x-awake\.$/)
  expect(whyUnlike({ first: aCall(), last: aCall([], 401) }, facts, scale)).toContain('outcome')
})
