import { expect, test } from 'vitest'
import { besideAt } from '../../ask/plan/beside-at.ts'
import { releaseTarget } from '../../ask/plan/release-target.ts'
import { aMatrixSdk, aRelease, aReleaseList } from '../../ask/plan/releases.fixture.ts'
import { noFamily } from '../../measure/sdks/no-family.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { shippedScenarios } from '../../testing/shipped-scenarios.ts'
import { besideNotes } from './beside-notes.ts'
import { pinBeside } from './pin-beside.ts'

const dated = (version: string, completeAt: string) =>
  aRelease('pypi', version, { publishedAt: completeAt, completeAt })
const list = aReleaseList(
  'pypi',
  [
    dated('1.0.0', '2026-01-01T00:00:00Z'),
    dated('1.1.0', '2026-03-01T00:00:00Z'),
    dated('2.0.0', '2026-05-01T00:00:00Z'),
  ],
  { latest: '2.0.0' },
)
const world = { listReleases: async () => list, families: {} }
const beside = (selector: string, name = 'langchain-openai'): MatrixSdk => ({
  ...aMatrixSdk('pypi', ['2.33.0']),
  with: { [name]: selector },
})

test.each([
  ['1.0.0', '1.0.0', '2026-01-01T00:00:00Z'],
  ['<2', '1.1.0', '2026-03-01T00:00:00Z'],
  ['latest', '2.0.0', '2026-05-01T00:00:00Z'],
])('%s beside an SDK is %s', async (selector, version, since) => {
  expect(await pinBeside(beside(selector), [], world)).toMatchObject({
    with: { 'langchain-openai': version },
    withDates: { [`langchain-openai@${version}`]: since },
  })
})

test('an SDK alone asks nobody', async () => {
  const sdk = aMatrixSdk('pypi', ['2.33.0'])
  expect(await pinBeside(sdk, [], { ...world, listReleases: () => Promise.reject(new Error('asked')) })).toBe(sdk)
})

test.each([
  ['9.9.9', 'langchain-openai', 'openai-pypi: with langchain-openai@9.9.9: There is no version 9.9.9'],
  ['1.0.0', 'OpenAI', 'cannot stand beside itself'],
])('%s of %s cannot be', async (selector, name, said) => {
  await expect(pinBeside(beside(selector, name), [], world)).rejects.toThrow(said)
})

test('dependencies are those of the day on which all of a tree could be had', async () => {
  const sdk = await pinBeside(beside('1.1.0'), [], world)
  const completeAt = (own: string) => releaseTarget(sdk, dated('2.33.0', own), { kind: 'follow' }).completeAt
  expect(completeAt('2026-02-01T00:00:00Z')).toBe('2026-03-01T00:00:00Z')
  expect(completeAt('2026-04-01T00:00:00Z')).toBe('2026-04-01T00:00:00Z')
})

test('what lies beside an SDK is told, and who asks for another version than it got', async () => {
  const sdk = await pinBeside(beside('1.1.0'), [], world)
  const targets = ['2.33.0', '2.34.0', '3.0.0'].map((version) =>
    releaseTarget(sdk, aRelease('pypi', version), { kind: 'follow' }),
  )
  const needing = (text: string) => ({
    readNeeds: async ({ package: name }: { readonly package: string }) => ({
      needs: name === 'langchain-openai' ? [{ name: 'openai', text, kind: 'plain' as const }] : [],
    }),
  })
  const together = 'openai-pypi was measured with langchain-openai 1.1.0 in the same tree.'
  expect(await besideNotes(sdk, targets, needing('openai<4,>=2'))).toEqual([together])
  expect(await besideNotes(sdk, targets, needing('openai<3,>=2.34'))).toEqual([
    together,
    'langchain-openai 1.1.0 asks for openai <3,>=2.34, and was given 2.33.0 and 3.0.0: what it does there, its makers did not promise.',
  ])
  expect(await besideNotes(sdk, targets, { readNeeds: async () => ({ why: 'offline' }) })).toEqual([together])
})

test('beside each range of its versions stands what fits them, and is told by its range', async () => {
  const sdk = await pinBeside(
    { ...aMatrixSdk('pypi', ['*']), with: { helper: { '<2': '1.0.0', '>=2': '>=1.1' } } },
    [],
    world,
  )
  expect(['1.9.0', '2.0.0', '3.0.0'].map((version) => besideAt(sdk, version))).toEqual([
    { helper: '1.0.0' },
    { helper: '2.0.0' },
    { helper: '2.0.0' },
  ])
  // The day of what is beside another version is none of its own.
  expect(releaseTarget(sdk, dated('1.9.0', '2026-02-01T00:00:00Z'), { kind: 'follow' }).completeAt).toBe(
    '2026-02-01T00:00:00Z',
  )
  expect(releaseTarget(sdk, dated('2.0.0', '2026-02-01T00:00:00Z'), { kind: 'follow' }).completeAt).toBe(
    '2026-05-01T00:00:00Z',
  )
  const targets = ['1.8.0', '1.9.0', '2.0.0'].map((version) =>
    releaseTarget(sdk, aRelease('pypi', version), { kind: 'follow' }),
  )
  expect(await besideNotes(sdk, targets, { readNeeds: async () => ({ needs: [] }) })).toEqual([
    'openai-pypi 1.8.0 to 1.9.0 was measured with helper 1.0.0 in the same tree.',
    'openai-pypi 2.0.0 was measured with helper 2.0.0 in the same tree.',
  ])
})

test('what its family names stands beside it, unless its entry says another version', async () => {
  const family = { ...noFamily, with: { pypi: { helper: '1.0.0' } } }
  const known = { ...world, families: { openai: family } }
  const alone = await pinBeside(aMatrixSdk('pypi', ['2.33.0']), [], known)
  expect(alone).toMatchObject({ familyWith: { helper: '1.0.0' } })
  // A program of the user's own has its project's.
  expect(alone.with).toBeUndefined()
  expect(besideAt(alone, '2.33.0')).toEqual({ helper: '1.0.0' })
  expect(besideAt(await pinBeside(beside('1.1.0', 'helper'), [], known), '2.33.0')).toEqual({ helper: '1.1.0' })
  // However it is spelt.
  expect(besideAt(await pinBeside(beside('1.1.0', 'Helper'), [], known), '2.33.0')).toEqual({ Helper: '1.1.0' })
})

const realtime = shippedScenarios().filter(({ id }) => id === 'openai-realtime')
const speaking = (listReleases: () => Promise<typeof list>) => ({
  listReleases,
  families: { openai: shippedFamily('openai') },
})

test('what calls need stands beside it where they are asked for', async () => {
  const sockets = aReleaseList(
    'pypi',
    ['14.1', '15.0.1'].map((version) => aRelease('pypi', version)),
  )
  const known = speaking(async () => sockets)
  const sdk = await pinBeside(aMatrixSdk('pypi', ['*']), realtime, known)
  expect(['1.10.0', '1.60.0', '2.33.0'].map((version) => besideAt(sdk, version))).toEqual([
    {},
    { websockets: '14.1' },
    { websockets: '15.0.1' },
  ])
  expect(await pinBeside(aMatrixSdk('pypi', ['*']), [], known)).not.toHaveProperty('familyWith')
})

test.each([
  ['knows no such version', async () => list],
  ['says nothing', () => Promise.reject(Object.assign(new Error('status 404'), { name: 'RegistryError' }))],
])('a registry that %s costs the calls that need it, and no other', async (_, listReleases) => {
  const sdk = aMatrixSdk('pypi', ['*'])
  expect(await pinBeside(sdk, realtime, speaking(listReleases))).toBe(sdk)
})
