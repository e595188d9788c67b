import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { keeping } from '../../edges/keeping.ts'
import { normaliseCapture } from '../../judge/normalise/normalise-capture.ts'
import type { MaskedCapture } from '../../model/capture.ts'
import type { Dictionary } from '../../model/dictionary.ts'
import type { Dependencies } from '../../model/installed.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Target } from '../../model/sdk.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { unpack } from './kept-file.ts'
import { createResultStore } from './result-store.ts'
import { cellKey, type Shelf } from './shelf.ts'

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
const cell = { scenario: 'a', gateway: 'openai', masked: true } as const
const crashed: MaskedCapture = { ...cell, status: 'crashed', reason: 'exit 1' }
const aCapture = (): MaskedCapture => ({
  ...cell,
  status: 'measured',
  outcome: { kind: 'response', status: 200 },
  exchanges: [],
})
const found = (captures: Readonly<Record<string, MaskedCapture>>, dependencies: Dependencies = tree) => ({
  dependencies,
  captures: new Map(Object.entries(captures)),
  day: '2026-01-01',
})

const concluding = { concludedBy: () => 'one' }

const aStore = (over: { fingerprint?: string } = {}) => {
  const dir = temporaryFolder('store')
  let hours = 0
  const clock = { now: () => new Date(hours * 3_600_000) }
  const around = { dir, machine: 'linux', clock, keep: keeping(), read: normaliseCapture, readBy: 'one', ...concluding }
  return {
    dir,
    store: createResultStore({ ...around, fingerprint: over.fingerprint ?? 'one' }),
    other: (fingerprint: string) => createResultStore({ ...around, fingerprint }),
    wait: (by: number) => {
      hours += by
    },
  }
}

test('what was measured is remembered, and a later run adds to it', async () => {
  const { store } = aStore()
  await store.keep(shelf, found({ 'cell-1': aCapture() }))
  await store.keep(shelf, found({ 'cell-2': aCapture() }))
  const kept = await store.recall(shelf)
  expect([...(kept?.results.keys() ?? [])]).toEqual(['cell-1', 'cell-2'])
  expect(kept?.dependencies).toEqual(tree)
})

test('another resolved tree is another program: what was kept with the old one is gone', async () => {
  const { store } = aStore()
  await store.keep(shelf, found({ 'cell-1': aCapture() }))
  await store.keep(shelf, found({ 'cell-2': aCapture() }, { ...tree, httpx: '0.29.0' }))
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
  await store.keep(shelf, found({ 'cell-1': aCapture() }))
  expect(await store.recall(other)).toBeNull()
})

test('results of an older driver are not taken for those of this one', async () => {
  const { store, other } = aStore()
  await store.keep(shelf, found({ 'cell-1': aCapture() }))
  expect(await other('two').recall(shelf)).toBeNull()
})

test('a crash or a failed version is believed for less than an hour, a measurement for good', async () => {
  const { store, wait } = aStore()
  await store.keep(shelf, found({ crash: crashed, cell: aCapture() }))
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
  await store.keep(shelf, found({ cell: aCapture() }))
  await store.keepFailure(shelf, { kind: 'install', reason: 'not found' })
  expect(await store.recall(shelf)).toMatchObject({ dependencies: tree, failure: { kind: 'install' } })
})

test('a damaged file counts as none, wherever the damage is: cut off, of a flipped bit, of another form, or another file', async () => {
  const { store, dir } = aStore()
  await store.keep(shelf, found({ cell: aCapture() }))
  const [file] = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const path = file ? join(file.parentPath, file.name) : ''
  const whole = readFileSync(path)
  const afterWriting = async (bytes: string | Buffer) => {
    writeFileSync(path, bytes)
    return store.recall(shelf)
  }
  for (const text of ['', '{"dependencies":', '{"dependencies":{},"cells":{}}'])
    expect(await afterWriting(text)).toBeNull()
  const otherForm = zstdCompressSync(JSON.stringify({ form: 1, kept: unpack(whole) }))
  expect(await afterWriting(otherForm)).toBeNull()
  for (let at = 0; at < whole.length; at++) {
    expect(await afterWriting(whole.subarray(0, at))).toBeNull()
    const flipped = Buffer.from(whole)
    flipped[at] = (whole[at] ?? 0) ^ 0x10
    const kept = await afterWriting(flipped)
    // A bit of the frame's header that says nothing of the content is none.
    if (kept !== null) expect(kept.results.get('cell')).toMatchObject({ id: 'a', status: 'measured' })
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
  await store.keep(shelf, found({ 'cell-1': aCapture() }))
  const npm = { ...shelf.family.dictionaries.npm, copy: 'fork' } as Dictionary
  expect(await store.recall({ ...shelf, family: { ...shelf.family, dictionaries: { npm } } })).toBeNull()
  expect(await store.recall({ ...shelf, family: { ...shelf.family, samples: {} } })).not.toBeNull()
})

test('a clock that was set back makes no failure believed for longer, and costs no measurement', async () => {
  const { store, wait } = aStore()
  wait(24)
  await store.keep(shelf, found({ good: aCapture(), bad: crashed }))
  await store.keepFailure(shelf, { kind: 'control', reason: 'exit 1', dependencies: tree })
  wait(-12)
  const kept = await store.recall(shelf)
  expect([[...(kept?.results.keys() ?? [])], kept?.failure]).toEqual([['good'], null])
})

test.each([
  ['ERR_PNPM_FETCH_500', 'Internal Server Error - 500'],
  ['ENOSPC: no space left on device', 'write'],
  ['error: Failed to download', 'tcp connect error: Connection refused (os error 111)'],
  ['ERR_PNPM_TARBALL_FETCH_TARBALL', 'error sending\n      request for url (http://r.acme.test/x.tgz)'],
])('an install that failed for %s is tried again at once', async (...words) => {
  const { store } = aStore()
  await store.keepFailure(shelf, { kind: 'install', reason: words.join(': ') })
  expect((await store.recall(shelf))?.failure ?? null).toBeNull()
})

test('what is kept is read by the rules of today: a new one costs no measurement', async () => {
  const { dir, store } = aStore()
  await store.keep(shelf, found({ cell: { ...crashed, status: 'unsupported', reason: 'at 2026-01-01T10:00:00Z' } }))
  expect((await store.recall(shelf))?.results.get('cell')).toMatchObject({ reason: 'at ‹time›' })
  const read = () => ({ id: 'a', gateway: 'openai', status: 'unsupported', reason: 'by a new rule' }) as const
  const later = createResultStore({
    ...{
      dir,
      fingerprint: 'one',
      machine: 'linux',
      clock: { now: () => new Date() },
      ...concluding,
      keep: keeping(),
      read,
      readBy: 'two',
    },
  })
  expect((await later.recall(shelf))?.results.get('cell')).toMatchObject({ reason: 'by a new rule' })
})
