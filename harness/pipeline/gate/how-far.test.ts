import { expect, test } from 'vitest'
import type { GateVerdict } from '../../model/gate.ts'
import type { Finding } from '../../model/report.ts'
import { howFar, type JudgedAt } from './how-far.ts'

const breaking = (title: string, passes: boolean | null): Finding => ({
  ...{ id: title, sdk: 'sdk', from: '0', to: '1', severity: 'breaking', accepted: null, cause: '', title, changes: [] },
  ...{ scenarios: [], drifts: [], dependencyChanges: [] },
  remedies: passes === null ? [] : [{ scenario: 'a', spelling: 's', passes: { from: passes, to: true, newest: true } }],
})

/** A history as letters: `s`afe, `b`locked, `w` blocked with a way out, `r`eview, `-` not measurable. */
const ask = async (
  letters: string,
  ends: readonly number[],
  ...wayBetween: readonly [] | readonly [(from: number, to: number) => readonly number[]]
) => {
  const seen: number[] = []
  const versions = [...letters].map((_, index) => `${index}.0`)
  const at = (letter: string | undefined): JudgedAt => {
    const verdict = { s: 'safe', b: 'blocked', w: 'blocked', r: 'review' }[letter ?? ''] ?? 'unknown'
    const findings =
      letter === 'b' ? [breaking('it refuses', null)] : letter === 'w' ? [breaking('it refuses', true)] : []
    return {
      verdict: verdict as GateVerdict,
      findings,
      unknown: ['not measured'],
      evidence: null,
      measured: letter !== '-',
    }
  }
  const told = await howFar(
    versions,
    ends.map((index) => ({ index, is: ['newest'] })),
    async (indexes) => {
      seen.push(...indexes)
      return indexes.map((index) => at(letters[index]))
    },
    2,
    ...wayBetween,
  )
  return { told, seen }
}

test('where the newest is safe nothing else is measured', async () => {
  const { told, seen } = await ask('sssssss', [3, 6])
  expect(told).toMatchObject({ safe: '6.0', first: null, looked: 2, of: 6 })
  expect(seen).toEqual([3, 6])
})

test('the furthest safe version and the first that is not, with why', async () => {
  const { told } = await ask('sssssbbbbbbb', [11])
  expect(told).toMatchObject({
    safe: '4.0',
    first: { version: '5.0', verdict: 'blocked', why: 'it refuses' },
    withWayOut: null,
  })
})

test('a way out that passes at the newest says how far one gets with it', async () => {
  expect((await ask('sswwwww', [3, 6])).told).toMatchObject({
    safe: '1.0',
    first: { version: '2.0' },
    withWayOut: '6.0',
  })
})

test('a version that cannot be measured is neither safe nor the first that is not', async () => {
  expect((await ask('ss-bb', [4])).told).toMatchObject({ safe: '1.0', first: { version: '3.0' } })
})

test('an end that could not be measured is told as unknown, and the search goes by the others', async () => {
  const { told } = await ask('ssss-', [2, 4])
  expect(told).toMatchObject({ safe: '2.0', first: null })
  expect(told.ends.map(({ verdict }) => verdict)).toEqual(['safe', 'unknown'])
})

test('what came out in another line is not on the way: it is neither measured nor told as the first', async () => {
  // 0, 1 and then 4 to 6; 2 and 3 are backports of 1 that refuse.
  const { told, seen } = await ask('ssbbssb', [3, 6], () => [0, 1, 4, 5, 6])
  expect(told).toMatchObject({ safe: '5.0', first: { version: '6.0' } })
  expect(told.ends.map(({ version, verdict }) => `${version} ${verdict}`)).toEqual(['3.0 blocked', '6.0 blocked'])
  expect(seen).not.toContain(2)
})
