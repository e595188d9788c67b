import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RunResult, ScenarioResult } from './report.ts'
import { sharing } from './sharing.ts'

const run = (version: string, scenarios: readonly ScenarioResult[]): RunResult => ({
  ...{ sdk: 'a', version, runtime: 'node 24.0.0', publishedAt: null, dependencies: {}, status: 'measured', scenarios },
})

const asked = (header: string, id = 'key'): ScenarioResult => ({
  ...{ id, gateway: 'openai', status: 'measured', outcome: { kind: 'response', status: 200 } },
  exchanges: [
    {
      request: {
        ...{ method: 'POST', url: 'http://gateway/v1', body: { model: 'm' } },
        headers: [
          ['accept', '*/*'],
          ['x-own', header],
        ],
      },
      response: { status: 200, by: 'backend' },
    },
  ],
})

const exchangeOf = ({ scenarios: [result] }: RunResult) =>
  result?.status === 'measured' ? result.exchanges[0] : undefined

describe('runs share what is equal in them', () => {
  test('the same result at two versions is one object, also after another stood between them', () => {
    const shared = sharing()
    const [first, second, third] = [
      shared(run('1', [asked('a')])),
      shared(run('2', [asked('b')])),
      shared(run('3', [asked('a')])),
    ]
    expect(third.scenarios[0]).toBe(first.scenarios[0])
    expect(second.scenarios[0]).not.toBe(first.scenarios[0])
  })
  test('where one field differs the rest is shared', () => {
    const shared = sharing()
    const [first, second] = [shared(run('1', [asked('a')])), shared(run('2', [asked('b')]))]
    expect(exchangeOf(second)?.request.body).toBe(exchangeOf(first)?.request.body)
    expect(exchangeOf(second)?.request.headers[0]).toBe(exchangeOf(first)?.request.headers[0])
    expect(exchangeOf(second)?.request.headers[1]).toEqual(['x-own', 'b'])
  })
  test('what is only alike stays apart: another scenario, another gateway', () => {
    const shared = sharing()
    const one = shared(run('1', [asked('a'), asked('a', 'token'), { ...asked('a'), gateway: 'other' }]))
    expect(new Set(one.scenarios).size).toBe(3)
  })
  test('a run is written as it would have been, whatever it holds', () => {
    const result = fc.record({
      id: fc.constantFrom('a', 'b'),
      gateway: fc.constantFrom('g', 'h'),
      status: fc.constant('crashed'),
      reason: fc.constantFrom('x', 'y'),
      more: fc.jsonValue(),
    })
    fc.assert(
      fc.property(fc.array(fc.array(result)), (all) => {
        const shared = sharing()
        for (const scenarios of all) {
          const one = run('1', scenarios as unknown as readonly ScenarioResult[])
          expect(JSON.stringify(shared(one))).toBe(JSON.stringify(one))
        }
      }),
    )
  })
})
