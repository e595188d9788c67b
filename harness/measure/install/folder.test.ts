import { expect, test } from 'vitest'
import { folderOf } from './folder.ts'
import { aTarget } from './install.fixture.ts'

const how = {
  runtimeTag: 'node-24',
  resolve: 'release-day',
  today: '2026-11-23',
  offline: false,
  isFolder: async () => false,
} as const

test.each([
  ['openai', '5.17.0', '/i/npm/openai/5.17.0/node-24~before~20260428T140440Z'],
  ['@acme/sdk', '1.0.0-rc.1+b_2', '/i/npm/@acme/sdk/1.0.0-rc.1+b_2/node-24~before~20260428T140440Z'],
  ['../../sly', '../1', '/i/npm/%2E%2E/%2E%2E/sly/%2E%2E%2F1/node-24~before~20260428T140440Z'],
  ['a\\b', 'C:x', '/i/npm/a%5Cb/C%3Ax/node-24~before~20260428T140440Z'],
])('%s %s has a folder below its registry and nowhere else', async (name, version, folder) => {
  expect(await folderOf('/i', aTarget({ package: name, version }), how)).toBe(folder)
})

test('with another package beside it, or the same at another version, it lies elsewhere; in whichever order they are named', async () => {
  const at = (beside: Readonly<Record<string, string>>) =>
    folderOf('/i', aTarget({ package: 'openai', version: '5.17.0' }), { ...how, with: beside })
  const all = await Promise.all([at({}), at({ a: '1.0.0' }), at({ a: '1.0.1' }), at({ a: '1.0.0', b: '2.0.0' })])
  expect(new Set(all).size).toBe(4)
  expect(all[1]).toMatch(/^\/i\/npm\/openai\/5\.17\.0\+with~[0-9a-f]{16}\/node-24~before~20260428T140440Z$/)
  expect(await at({ b: '2.0.0', a: '1.0.0' })).toBe(all[3])
})

test('a tree of the release day lies elsewhere than one of a date that is not believed, and one of another date', async () => {
  const at = (over: Parameters<typeof aTarget>[0]) => folderOf('/i', aTarget(over), how)
  expect(await at({ misdated: 'a mirror dates it' })).toBe('/i/npm/openai/5.17.0/node-24')
  expect(await at({ completeAt: '2026-05-01T00:00:00Z' })).toBe('/i/npm/openai/5.17.0/node-24~before~20260501T000000Z')
})
