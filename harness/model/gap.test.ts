import { expect, test } from 'vitest'
import { aResult, aRun } from './builders.fixture.ts'
import { gapsOf, stepGapsOf } from './gap.ts'

const cannot = (id = 'azure-api-key') =>
  ({ id, gateway: 'azure-openai', status: 'unsupported', reason: 'no azure client' }) as const

test('a step of which no scenario was measured at both ends is a gap, with the reason', () => {
  expect(gapsOf([aRun('4.0.0', [cannot()]), aRun('4.1.0', [cannot()])])).toMatchObject([
    { kind: 'step', from: '4.0.0', version: '4.1.0', reason: expect.stringContaining('no azure client') },
  ])
})

test('one pair of measured scenarios is enough for a step', () => {
  expect(gapsOf([aRun('1.0.0', [aResult(), cannot('b')]), aRun('2.0.0', [aResult(), cannot('b')])])).toEqual([])
})

test('a program that says everywhere that it cannot is a gap beside what was measured; a scenario without words is none', () => {
  const says = { ...cannot('refund'), saidBy: 'program' } as const
  const runs = [aRun('1.0.0', [aResult(), says]), aRun('2.0.0', [aResult(), says])]
  expect(gapsOf(runs)).toEqual([
    { kind: 'program', sdk: 'openai-python', version: '2.0.0', program: 'refund', reason: 'no azure client' },
  ])
  expect(gapsOf([aRun('1.0.0', [aResult(), says]), aRun('2.0.0', [aResult(), aResult({ id: 'refund' })])])).toEqual([])
})

test('where programs can do nothing at all, that is told once and not at each step', () => {
  const says = { ...cannot('refund'), saidBy: 'program' } as const
  const runs = [aRun('1.0.0', [says]), aRun('2.0.0', [says]), aRun('3.0.0', [says])]
  expect(gapsOf(runs).map(({ kind }) => kind)).toEqual(['program'])
  expect(stepGapsOf(runs).map(({ kind }) => kind)).toEqual(['step', 'step'])
})

test('a lone version with nothing measured is a gap; one with something is none', () => {
  expect(gapsOf([aRun('1.0.0', [cannot()])])).toMatchObject([{ kind: 'step', from: null, version: '1.0.0' }])
  expect(gapsOf([aRun('1.0.0')])).toEqual([])
})

test('a step is one of one runtime: what was measured on another does not fill its gap', () => {
  const on = (runtime: string) => ({ ...aRun('1.0.0', [aResult()]), on: runtime })
  const [older, newer] = [on('node 22'), on('node 24')]
  expect(gapsOf([older, newer])).toEqual([])
  expect(
    gapsOf([older, { ...older, version: '2.0.0' }, newer, { ...newer, version: '2.0.0', scenarios: [cannot()] }]),
  ).toMatchObject([{ kind: 'step', on: 'node 24', from: '1.0.0', version: '2.0.0' }])
})

test('a cell that was not looked at whole is a gap, of which no step is said to be the same', () => {
  const many = {
    id: 'many',
    gateway: 'openai',
    status: 'too-many-requests',
    requests: 6126,
    reason: '6126 came.',
  } as const
  const late = { ...aResult({ id: 'late' }), late: 2 }
  const runs = [aRun('1.0.0', [aResult(), many, late]), aRun('2.0.0', [aResult(), many, aResult({ id: 'late' })])]
  expect(stepGapsOf(runs).map((gap) => [gap.version, gap.kind === 'scenarios' && gap.status, gap.reason])).toEqual([
    ['1.0.0', 'too-many-requests', '6126 came.'],
    ['1.0.0', 'late-requests', '2 requests came when the scenario had ended, and were not compared.'],
    ['2.0.0', 'too-many-requests', '6126 came.'],
  ])
})
