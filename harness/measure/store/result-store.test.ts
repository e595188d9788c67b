import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keeping } from '../../edges/keeping.ts'
import { aResult } from '../../model/builders.fixture.ts'
import type { Dictionary } from '../../model/dictionary.ts'
import type { ScenarioResult } from '../../model/report.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Target } from '../../model/sdk.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { cellKey, createResultStore, type Shelf } from './result-store.ts'

const sdk = { id: 'openai-python', registry: 'pypi', package: 'openai', family: 'openai' } as const
const target: Target = { sdk, version: '2.34.0', publishedAt: null, source: { kind: 'registry' } }
const shelf: Shelf = {
  target,
  resolve: 'release-day',
  beside: {},
  hosts: [],
  family: shippedFamily('openai'),
  runtime: { name: 'python', version: '3.11.7', path: '/usr/bin/python3' },
}
const tree = { openai: '2.34.0', httpx: '0.28.1' }
const crashed = { id: 'a', gateway: 'openai', status: 'crashed', reason: 'exit 1' } as const

const aStore = (over: { fingerprint?: string } = {}) => {
  const dir = mkdtempSync(join(tmpdir(), 'sdkdrift-store-'))
  let hours = 0
  const clock = { now: () => new Date(hours * 3_600_000) }
  return {
    dir,
    store: createResultStore({ dir, fingerprint: over.fingerprint ?? 'one', clock, keep: keeping() }),
    other: (fingerprint: string) => createResultStore({ dir, fingerprint, clock, keep: keeping() }),
    wait: (by: number) => {
      hours += by
    },
  }
}

test('what was measured is remembered, and a later run adds to it', async () => {
  const { store } = aStore()
  await store.keep(shelf, tree, new Map([['cell-1', aResult()]]))
  await store.keep(shelf, tree, new Map([['cell-2', aResult()]]))
  const kept = await store.recall(shelf)
  expect([...(kept?.results.keys() ?? [])]).toEqual(['cell-1', 'cell-2'])
  expect(kept?.dependencies).toEqual(tree)
})

test('another resolved tree is another program: what was kept with the old one is gone', async () => {
  const { store } = aStore()
  await store.keep(shelf, tree, new Map([['cell-1', aResult()]]))
  await store.keep(shelf, { ...tree, httpx: '0.29.0' }, new Map([['cell-2', aResult()]]))
  expect([...((await store.recall(shelf))?.results.keys() ?? [])]).toEqual(['cell-2'])
})

test.each<[string, Shelf]>([
  ['another version', { ...shelf, target: { ...target, version: '2.33.0' } }],
  ['another runtime', { ...shelf, runtime: { ...shelf.runtime, version: '3.12.0' } }],
  ['another way to resolve', { ...shelf, resolve: 'today' }],
  ['another package in its tree', { ...shelf, beside: { httpx: '0.27.0' } }],
  ['a local folder', { ...shelf, target: { ...target, source: { kind: 'path', path: '/tmp/x' } } }],
])('%s has results of its own', async (_, other) => {
  const { store } = aStore()
  await store.keep(shelf, tree, new Map([['cell-1', aResult()]]))
  expect(await store.recall(other)).toBeNull()
})

test('results of an older driver are not taken for those of this one', async () => {
  const { store, other } = aStore()
  await store.keep(shelf, tree, new Map([['cell-1', aResult()]]))
  expect(await other('two').recall(shelf)).toBeNull()
})

test('a crash or a failed version is believed for less than an hour, a measurement for good', async () => {
  const { store, wait } = aStore()
  await store.keep(
    shelf,
    tree,
    new Map([
      ['crash', crashed],
      ['cell', aResult()],
    ]),
  )
  const failure = { kind: 'control', reason: 'the import failed', dependencies: tree } as const
  await store.keepFailure(shelf, failure)
  wait(0.9)
  expect(await store.recall(shelf)).toMatchObject({ failure })
  expect((await store.recall(shelf))?.results.size).toBe(2)
  wait(0.2)
  expect(await store.recall(shelf)).toMatchObject({ failure: null })
  expect([...((await store.recall(shelf))?.results.keys() ?? [])]).toEqual(['cell'])
})

test('an install that failed leaves what an earlier tree gave to that tree', async () => {
  const { store } = aStore()
  await store.keep(shelf, tree, new Map([['cell', aResult()]]))
  await store.keepFailure(shelf, { kind: 'install', reason: 'not found' })
  expect(await store.recall(shelf)).toMatchObject({ dependencies: tree, failure: { kind: 'install' } })
})

test('a damaged file counts as none, wherever the damage is: cut off, of a flipped bit, or another file', async () => {
  const { store, dir } = aStore()
  await store.keep(shelf, tree, new Map([['cell', aResult()]]))
  const [file] = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const path = file ? join(file.parentPath, file.name) : ''
  const whole = readFileSync(path)
  const afterWriting = async (bytes: string | Buffer) => {
    writeFileSync(path, bytes)
    return store.recall(shelf)
  }
  for (const text of ['', '{"dependencies":', '{"dependencies":{},"cells":{}}'])
    expect(await afterWriting(text)).toBeNull()
  for (let at = 0; at < whole.length; at++) {
    expect(await afterWriting(whole.subarray(0, at))).toBeNull()
    const flipped = Buffer.from(whole)
    flipped[at] = (whole[at] ?? 0) ^ 0x10
    const kept = await afterWriting(flipped)
    // A bit of the frame's header that says nothing of the content is none.
    if (kept !== null) expect(kept.results).toEqual(new Map([['cell', aResult()]]))
  }
  expect((await afterWriting(whole))?.results.size).toBe(1)
})

test('an edited scenario and a gateway that was set otherwise are other cells; a moved file is not', () => {
  const scenario = { ...plain, file: 'a.json' }
  const cell = { scenario, variant: '', id: 'mine', gateway: 'anthropic' } as const
  expect(cellKey({ ...cell, scenario: { ...scenario, file: 'b.json' } })).toBe(cellKey(cell))
  expect(cellKey({ ...cell, scenario: { ...scenario, calls: [{ api: 'models' }] } })).not.toBe(cellKey(cell))
  expect(cellKey(cell, { keyAsBearer: 'no' })).not.toBe(cellKey(cell))
})

const plain: Omit<Scenario, 'file'> = {
  id: 'mine',
  title: 'Mine.',
  client: { kind: 'vendor', address: 'base-url' },
  calls: [{ api: 'chat' }],
  behind: ['*'],
}

test('another word of the family is another program; which scenarios sample a variant is not', async () => {
  const { store } = aStore()
  await store.keep(shelf, tree, new Map([['cell-1', aResult()]]))
  const npm = { ...shelf.family.dictionaries.npm, copy: 'fork' } as Dictionary
  expect(await store.recall({ ...shelf, family: { ...shelf.family, dictionaries: { npm } } })).toBeNull()
  expect(await store.recall({ ...shelf, family: { ...shelf.family, samples: {} } })).not.toBeNull()
})

test('a clock that was set back makes no failure believed for longer, and costs no measurement', async () => {
  const { store, wait } = aStore()
  wait(24)
  await store.keep(
    shelf,
    tree,
    new Map<string, ScenarioResult>([
      ['good', aResult()],
      ['bad', crashed],
    ]),
  )
  await store.keepFailure(shelf, { kind: 'control', reason: 'exit 1', dependencies: tree })
  wait(-12)
  const kept = await store.recall(shelf)
  expect([[...(kept?.results.keys() ?? [])], kept?.failure]).toEqual([['good'], null])
})

test.each([
  ['ERR_PNPM_FETCH_500', 'Internal Server Error - 500'],
  ['ENOSPC: no space left on device', 'write'],
  ['error: Failed to download', 'tcp connect error: Connection refused (os error 111)'],
])('an install that failed for %s is tried again at once', async (...words) => {
  const { store } = aStore()
  await store.keepFailure(shelf, { kind: 'install', reason: words.join(': ') })
  expect((await store.recall(shelf))?.failure ?? null).toBeNull()
})
