import { expect, test } from 'vitest'
import type { Standing, WireRequest } from '../../model/replay.ts'
import { besideAt } from './beside.ts'
import { type Line, loses, stepsOf, stretchesOf } from './steps.ts'
import { waysOf } from './ways.ts'

const IN: Standing = { kind: 'let-in', status: 200, by: 'backend' }
const OUT: Standing = { kind: 'refused', status: 401, by: 'api.xml:14 validate-jwt' }
const UNTRIED: Standing = { kind: 'not-tried' }
const sent: WireRequest = { method: 'POST', url: 'http://gateway/', headers: [], body: null }
const line = (scenario: string, ...standings: readonly Standing[]): Line => ({
  scenario,
  points: standings.map((standing, index) => ({ version: `1.${index}.0`, standing, request: sent })),
})
const byText = (a: string, b: string): number => a.localeCompare(b, 'en')

test('a version that loses admission is named with the one before it that was told, whatever was not tried between', () => {
  const [step, ...more] = stepsOf([line('key', IN, UNTRIED, OUT), line('token', IN, UNTRIED, OUT)], byText)
  expect(more).toEqual([])
  expect(step).toMatchObject({ from: '1.0.0', to: '1.2.0', scenarios: ['key', 'token'] })
  expect(step && loses(step)).toBe(true)
})

test('versions next to each other with one answer are told once', () => {
  expect(stretchesOf(line('key', IN, IN, OUT)).map(({ from, to, versions }) => [from, to, versions])).toEqual([
    ['1.0.0', '1.1.0', 2],
    ['1.2.0', '1.2.0', 1],
  ])
})

test('a way passes where all its scenarios do; a version that was not tried neither begins nor ends a range', () => {
  const versions = ['1.0.0', '1.1.0', '1.2.0', '1.3.0']
  const ways = waysOf(
    'g',
    [line('a', IN, UNTRIED, IN, OUT), line('b', IN, UNTRIED, IN, IN)],
    versions,
    () => 'api_key=',
  )
  expect(ways).toMatchObject([
    {
      way: 'api_key=',
      passes: [{ from: '1.0.0', to: '1.2.0', versions: 2 }],
      mixed: [{ from: '1.3.0', to: '1.3.0', versions: 1 }],
      of: 3,
    },
  ])
})

test('two gateways: who is locked out, who is let in anew, and what cannot be told', () => {
  const before = [line('a', IN), line('b', OUT), line('c', IN), line('d', UNTRIED)]
  const after = [line('a', OUT), line('b', IN), line('c', IN), line('d', IN)]
  expect(besideAt('1.0.0', before, after).map(({ change }) => change)).toEqual([
    'locked-out',
    'let-in-anew',
    'same',
    'cannot-tell',
  ])
})
