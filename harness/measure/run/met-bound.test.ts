import { expect, test } from 'vitest'
import type { Capture } from '../../model/capture.ts'
import { boundRemarks, metBound } from './met-bound.ts'

test.each([
  ['FATAL ERROR: Committing semi space failed. Allocation failed - JavaScript heap out of memory', 'memory'],
  ['RangeError: Array buffer allocation failed', 'memory'],
  ['MemoryError: ', 'memory'],
  ["terminate called after throwing an instance of 'std::bad_alloc'", 'memory'],
  ['OSError: [Errno 24] Too many open files', 'open files'],
  ['Error: EMFILE: too many open files, open', 'open files'],
  ['OSError: [Errno 27] File too large', 'size of a file'],
  ['Error: EFBIG: file too large, write', 'size of a file'],
  ['APIError: the file is too large', null],
  ['Error: the memory of a thread is empty', null],
])('“%s” tells of %s', (said, bound) => expect(metBound(said)).toBe(bound))

test('scenarios that met a bound are named; an answer that speaks of memory is an answer', () => {
  const ended = (scenario: string, name: string, message: string, status?: number): Capture => ({
    ...{ scenario, gateway: 'open', status: 'measured', exchanges: [] },
    outcome: { kind: 'error', name, message, ...(status === undefined ? {} : { status }) },
  })
  const captures = [
    ended('key', 'MemoryError', ''),
    ended('token', 'MemoryError', ''),
    ended('answered', 'InternalServerError', 'out of memory', 500),
    ended('other', 'Error', 'EMFILE: too many open files, open'),
  ]
  expect(boundRemarks(captures)).toEqual([
    'In key, token it came up against a bound on its memory (docs/security.md).',
    'In other it came up against a bound on its open files (docs/security.md).',
  ])
})
