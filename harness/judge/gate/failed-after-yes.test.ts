import { expect, test } from 'vitest'
import { anExchange, aResult, aRun, refused } from '../../model/builders.fixture.ts'
import { failedAfterYes } from './failed-after-yes.ts'

const parse = { kind: 'error', name: 'TypeError', message: 'data is undefined' } as const
const fails = (id: string, status: number) => aResult({ id, outcome: parse, exchanges: [anExchange({ status })] })
const isMine = (id: string) => id === 'mine'

test('a program that went well, and fails by itself after a yes, is told with what it was answered', () => {
  const before = aRun('1.0.0', [aResult({ id: 'mine' }), aResult({ id: 'shipped' })])
  const after = aRun('2.0.0', [fails('mine', 200), fails('shipped', 200)])
  expect(failedAfterYes([before, after], isMine)).toEqual([
    { scenario: 'mine', gateway: 'azure-openai', outcome: parse, answered: 200 },
  ])
})

test('one that was refused, that sent nothing, or that failed before as well is not', () => {
  const well = aRun('1.0.0', [aResult({ id: 'mine' })])
  for (const now of [
    fails('mine', 401),
    fails('mine', 0),
    aResult({ id: 'mine', outcome: refused(401), exchanges: [anExchange({ status: 401 })] }),
    aResult({ id: 'mine', outcome: parse, exchanges: [] }),
    aResult({ id: 'mine' }),
  ])
    expect(failedAfterYes([well, aRun('2.0.0', [now])], isMine)).toEqual([])
  expect(failedAfterYes([aRun('1.0.0', [fails('mine', 200)]), aRun('2.0.0', [fails('mine', 200)])], isMine)).toEqual([])
})
