import { expect, test } from 'vitest'
import { anExchange, aResult, aRun, refused } from '../../model/builders.fixture.ts'
import { evidenceOf } from './evidence.ts'

const denied = (id: string) => aResult({ id, outcome: refused(401), exchanges: [anExchange({ status: 401 })] })
const silent = (id: string) => aResult({ id, exchanges: [] })
const cannot = (id: string) => ({
  id,
  gateway: 'azure-openai',
  status: 'unsupported' as const,
  reason: 'no such option',
})

test('what was let in on both sides is counted; what one side did not measure is not', () => {
  const before = aRun('1.0.0', [aResult({ id: 'a' }), denied('b'), aResult({ id: 'c' }), aResult({ id: 'd' })])
  const after = aRun('2.0.0', [aResult({ id: 'a' }), denied('b'), denied('c')])
  expect(evidenceOf([before, after])).toMatchObject({ compared: 3, admittedBefore: 2, admittedBoth: 1, refused: [] })
})

test('a program that goes on past a request which is refused now was not let in at both', () => {
  const calls = (status: number) =>
    aResult({ exchanges: [anExchange({ status }), anExchange({ url: 'http://gateway/b' })] })
  expect(evidenceOf([aRun('1.0.0', [calls(200)]), aRun('2.0.0', [calls(401)])])).toMatchObject({
    compared: 1,
    admittedBefore: 1,
    admittedBoth: 0,
  })
})

test('of what was let in on both sides, what was observed elsewhere at one of them is counted as that', () => {
  const inferred = { inferred: { gateway: 'apim-validate-jwt' } }
  const before = aRun('1.0.0', [aResult({ id: 'a' }), aResult({ id: 'b', ...inferred }), denied('c')])
  const after = aRun('2.0.0', [aResult({ id: 'a' }), aResult({ id: 'b' }), { ...denied('c'), ...inferred }])
  expect(evidenceOf([before, after])).toMatchObject({ admittedBoth: 2, inferred: 1 })
})

test('a step in which all was refused says who refused what', () => {
  expect(evidenceOf([aRun('1.0.0', [denied('a')]), aRun('2.0.0', [denied('a')])])).toMatchObject({
    admittedBefore: 0,
    refused: [{ scenario: 'a', gateway: 'azure-openai', outcome: { status: 401 }, by: 'backend' }],
  })
})

test('a call that asked nobody was let in by nobody', () => {
  expect(evidenceOf([aRun('1.0.0', [silent('a')]), aRun('2.0.0', [silent('a')])]).admittedBefore).toBe(0)
})

test('what the newer version has no words for is lost', () => {
  const { lost } = evidenceOf([aRun('1.0.0', [aResult({ id: 'a' })]), aRun('2.0.0', [cannot('a')])])
  expect(lost).toEqual([{ scenario: 'a', gateway: 'azure-openai', reason: 'no such option' }])
})
