import { expect, test } from 'vitest'
import { driverEvent } from './driver-events.ts'

const ending = (message: string): string =>
  JSON.stringify({ event: 'end', job: 'j', word: 'w', end: { kind: 'raised', name: 'Error', message, status: null } })

test('a message as long as a driver cuts it, in characters that count twice, is an event', () => {
  expect(driverEvent(ending('\u{1f600}'.repeat(4096)))).toMatchObject({ event: 'end' })
})

test('a longer one is none: no driver tells it, and looking for secrets in megabytes of it would take seconds', () => {
  expect(driverEvent(ending('x'.repeat(8193)))).toBeNull()
})
