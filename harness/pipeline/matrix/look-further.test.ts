import { expect, test } from 'vitest'
import { aMatrixSdk, aReleaseList } from '../../ask/plan/releases.fixture.ts'
import { linesOf } from '../../ecosystems/lines.ts'
import { anExchange, aResult, aRun } from '../../model/builders.fixture.ts'
import type { Family } from '../../model/family.ts'
import type { RunResult } from '../../model/report.ts'
import type { Planned } from '../plan/planned.ts'
import { lookFurther } from './look-further.ts'

const sdk = { ...aMatrixSdk('pypi', []), id: 'openai-python' }

/** A history as letters, one a version: what it sends; `-` cannot be measured. The ends are looked at first. */
const look = async (letters: string) => {
  const list = aReleaseList(
    'pypi',
    [...letters].map((_, minor) => `1.${minor}`),
  )
  const planned = list.releases.map(
    ({ version, publishedAt }): Planned => ({
      ...{ sdk, family: {} as Family, cells: [], programs: [], gateways: [], among: [] },
      target: { sdk, version, publishedAt, source: { kind: 'registry' } },
    }),
  )
  const runs = new Map<Planned, RunResult>()
  const measure = (more: readonly Planned[]) => {
    for (const one of more) {
      const { target } = one
      const letter = letters[Number(target.version.slice(2))] ?? ''
      const exchanges = [anExchange({ headers: [['api-key', letter]] })]
      const run = aRun(target.version, [aResult({ exchanges })])
      runs.set(one, letter === '-' ? { ...run, status: 'not-measured', reason: 'no', scenarios: [] } : run)
    }
    return Promise.resolve()
  }
  const ends = [planned[0], planned.at(-1)].flatMap((one) => one ?? [])
  await measure(ends)
  const notes: string[] = []
  const left = await lookFurther(
    {
      planned,
      waiting: new Set(planned.filter((one) => !ends.includes(one))),
      lines: new Map([[sdk.id, linesOf(list)]]),
    },
    () => runs,
    measure,
    () => ({ sdk: sdk.id, roles: { credentialFields: ['api-key'], telemetryFields: [] }, overrides: [] }),
    { concurrency: 1, tell: (event) => event.kind === 'note' && notes.push(event.text) },
  )
  return {
    looked: [...runs.values()].map(({ version }) => version.slice(2)).toSorted((a, b) => Number(a) - Number(b)),
    left: left.map(
      ({ from, to, alike, neither, versions }) =>
        `${from} → ${to} ${alike ? 'alike' : neither ? 'neither' : 'differ'} ${versions.length}`,
    ),
    notes,
  }
}

test('two ends that are alike: nothing between is looked at, and that is told', async () =>
  expect(await look('aaaaaaaa')).toEqual({ looked: ['0', '7'], left: ['1.0 → 1.7 alike 6'], notes: [] }))

test('a difference is followed to two releases that stand beside each other', async () => {
  const { looked, left, notes } = await look('aaabbbbbbbbbbbbb')
  expect(looked).toEqual(expect.arrayContaining(['2', '3']))
  expect(looked.length).toBeLessThan(8)
  expect(left.every((one) => one.includes('alike'))).toBe(true)
  expect(notes[0]).toBe('Round 1: 1 version between two that differ: openai-python@1.8')
})

test('ends that cannot be measured hide nothing: where measuring begins is looked for, and what is left is told', async () => {
  const { looked, left } = await look('----------aaaabb')
  expect(looked).toEqual(expect.arrayContaining(['9', '10', '13', '14']))
  expect(left.filter((one) => one.includes('neither'))).toEqual(['1.0 → 1.8 neither 7'])
  expect((await look('aabb------')).looked).toEqual(expect.arrayContaining(['1', '2', '3', '4']))
  expect(await look('-aa-')).toMatchObject({ looked: ['0', '3'], left: ['1.0 → 1.3 neither 2'] })
})

test('one that cannot be measured is passed by, and two that differ around it end the search', async () => {
  const { looked, left } = await look('aa-bb')
  expect(looked).toEqual(['0', '1', '2', '3', '4'])
  expect(left).toEqual([])
})
