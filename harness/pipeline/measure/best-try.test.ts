import { expect, test } from 'vitest'
import type { Outcome } from '../../model/capture.ts'
import { bestTry, type Try } from './best-try.ts'

const cell = { scenario: 'your-command', gateway: 'open' }
const ended = (outcome: Outcome, sent: number, ...variables: readonly string[]): Try => ({
  result: {
    capture: { ...cell, status: 'measured', outcome, exchanges: [] },
    loaded: true,
    sent,
    strays: [],
    reached: [],
  },
  variables,
})
const failed = (message: string, sent: number, ...variables: readonly string[]): Try =>
  ended({ kind: 'error', name: 'exit code 1', message }, sent, ...variables)
const hung = (sent: number, ...variables: readonly string[]): Try => ({
  result: {
    capture: { ...cell, status: 'timeout', reason: 'Your command did not end within 30 s.\nlistening' },
    loaded: true,
    sent,
    strays: [],
    reached: [],
  },
  variables,
})
const well: Outcome = { kind: 'response', status: 200 }

test('the set with which it ends well is taken, else the first with which it sends anything', () => {
  expect(bestTry([failed('no key', 0, 'A'), ended(well, 1, 'A', 'B')])).toEqual({ kind: 'chosen', index: 1 })
  expect(bestTry([failed('401', 1, 'A', 'V'), failed('401', 1, 'B'), failed('both', 0, 'A', 'B')])).toEqual({
    kind: 'chosen',
    index: 0,
  })
})

test('one that had its answer and did not end is told as that, not as a try that lacked a key', () => {
  expect(bestTry([failed('OPENAI_API_KEY is missing', 0, 'BASE'), hung(1, 'BASE', 'KEY')])).toEqual({
    kind: 'no-request',
    reason:
      'Your command did not end within 30 s. It had sent one request; let it end once it has its answer. (With BASE, KEY set.)\nlistening',
  })
  expect(bestTry([failed('no key', 0, 'BASE'), hung(0, 'BASE', 'KEY')])).toMatchObject({
    reason: expect.stringContaining(
      'did not end within 30 s. It had sent nothing. What needs longer is given it by `timeoutMs` in matrix.json, or by `timeout` of the program. (With BASE, KEY set.)',
    ),
  })
})

test('what fails with every set is told by the one with fewest variables, and by the next that failed otherwise', () => {
  const tries = [
    failed('no key', 0),
    failed('no key', 0, 'ENDPOINT', 'VERSION'),
    failed('no key', 0, 'BASE'),
    failed('no such file', 0, 'BASE', 'KEY'),
    failed('baseURL and endpoint exclude each other', 0, 'BASE', 'ENDPOINT', 'VERSION', 'KEY'),
  ]
  expect(bestTry(tries)).toEqual({
    kind: 'no-request',
    reason:
      'Your command sent nothing to the gateway and ended with exit code 1: no key\nWith BASE, KEY set: exit code 1: no such file',
  })
  expect(bestTry(tries.slice(1, 3))).toMatchObject({
    reason: 'Your command sent nothing to the gateway and ended with exit code 1: no key (With BASE set.)',
  })
})

test('of a package that its project does not have it is told how it can be had', () => {
  expect(bestTry([failed("Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'form-data'", 0)])).toMatchObject({
    reason: expect.stringContaining(
      'Install form-data in the project, or have it beside the SDK: --with form-data@VERSION.',
    ),
  })
})

test('a set with which it asked elsewhere got further than one with which it asked nobody', () => {
  const elsewhere = ended({ kind: 'egress', host: 'api.openai.com', port: 443 }, 0, 'A', 'B')
  expect(bestTry([failed('no key', 0, 'A'), elsewhere])).toMatchObject({
    reason: expect.stringContaining('went to api.openai.com:443'),
  })
})

test('where it went before it failed for a reason of its own is told behind that', () => {
  const { result, variables } = failed('AttributeError: no such thing', 0)
  const reached = [{ kind: 'connect', what: 'telemetry.example:443' }] as const
  expect(bestTry([{ variables, result: { ...result, reached } }])).toMatchObject({
    reason: expect.stringMatching(
      /AttributeError: no such thing; before .* to telemetry\.example:443 .*--host telemetry\.example,/,
    ),
  })
  const own = [{ kind: 'connect', what: '127.0.0.1:5432' }] as const
  expect(bestTry([{ variables, result: { ...result, reached: own } }])).toMatchObject({
    reason: expect.stringContaining('--allow-port 5432,'),
  })
})

test('one that never asks for the SDK is not about it', () => {
  const unused: Try = {
    variables: [],
    result: {
      capture: { ...cell, status: 'crashed', reason: 'It never imported openai.' },
      loaded: false,
      sent: 0,
      strays: [],
      reached: [],
    },
  }
  expect(bestTry([unused])).toEqual({ kind: 'unused', reason: 'It never imported openai.' })
  expect(bestTry([unused, failed('no key', 0, 'A')])).toMatchObject({ kind: 'no-request' })
})
