import { expect, test } from 'vitest'
import type { Reach } from '../../model/reach.ts'
import { redactor } from '../mask/redact.ts'
import { normaliseReaches } from './normalise-reach.ts'

const facts = {
  version: '1.0.0',
  dir: '/home/ada/.cache/sdkdrift/installs/a',
  today: null,
  redact: redactor([{ label: 'api-key', value: 'a-key-of-this-run-0123456789' }]),
  places: [
    { name: '~', path: '/home/ada' },
    { name: '‹cache›', path: '/home/ada/.cache/sdkdrift' },
  ],
}
const read = (what: string): Reach => ({ kind: 'read', what })
const told = (...all: string[]): readonly string[] => normaliseReaches(all.map(read), facts).map(({ what }) => what)

test.each([
  ['/home/ada/.ssh/id_rsa', '~/.ssh/id_rsa'],
  ['/home/adam/.ssh', '/home/adam/.ssh'],
  ['/home/ada/.cache/sdkdrift/captures', '‹cache›/captures'],
  ['/home/ada/.cache/sdkdrift/installs/a/acme.py', '‹sdk folder›/acme.py'],
  ['/tmp/sdkdrift-12-abcdef-AbC123/../../etc/shadow', '/etc/shadow'],
  ['/proc/4711/environ', '/proc/‹process›/environ'],
  ['/tmp/sdkdrift-12-abcdef-AbC123/x', '‹run folder›/x'],
  ['/tmp/a-key-of-this-run-0123456789', '/tmp/‹api-key›'],
])('%s is told as %s', (path, as) => {
  expect(told(path)).toEqual([as])
})

test('what is told alike is told once, in one order', () => {
  expect(told('/proc/2/environ', '/etc/shadow', '/proc/1/environ')).toEqual(['/etc/shadow', '/proc/‹process›/environ'])
})

test.each([
  ['127.0.0.1:3128', '127.0.0.1:3128'],
  ['localhost:3128', '127.0.0.1:3128'],
  ['::1:3128', '127.0.0.1:3128'],
  ['127.0.0.1:42871', '127.0.0.1:‹port›'],
  ['telemetry.example:443', 'telemetry.example:443'],
])('a connection to %s is told as one to %s: a port of this machine that may not be reached is not the gateway', (what, as) => {
  expect(normaliseReaches([{ kind: 'connect', what }], facts)).toEqual([{ kind: 'connect', what: as }])
})
