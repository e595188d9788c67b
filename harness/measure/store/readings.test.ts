import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keeping } from '../../edges/keeping.ts'
import { normaliseCapture } from '../../judge/normalise/normalise-capture.ts'
import type { MaskedCapture } from '../../model/capture.ts'
import type { Target } from '../../model/sdk.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { READ } from './readings.ts'
import { createResultStore, type Kept } from './result-store.ts'
import type { Shelf } from './shelf.ts'

const shelfOf = (version: string): Shelf => {
  const sdk = { id: 'openai-node', registry: 'npm', package: 'openai', family: 'openai' } as const
  const target: Target = { sdk, version, publishedAt: null, source: { kind: 'registry' } }
  const runtime = { name: 'node', version: '24.0.0', path: '/usr/bin/node' } as const
  return { ...{ target, resolve: 'today', beside: {}, hosts: [] }, family: shippedFamily('openai'), runtime }
}

/** @param date of the answer, which is chance: no two captures are the same text */
const capture = (date: string, agent = 'acme'): MaskedCapture => ({
  ...{ scenario: 'a', gateway: 'openai', masked: true, status: 'measured' },
  outcome: { kind: 'response', status: 200 },
  exchanges: [
    {
      ...{ method: 'GET', origin: 'gateway', target: '/', body: { bytes: 0, text: '' } },
      headers: [
        ['Date', date],
        ['User-Agent', agent],
      ],
      answered: { status: 200, by: 'backend' },
    },
  ],
})

const clock = { now: () => new Date('2026-01-01T12:00:00Z') }

/** A store of its own for each run, all in one folder. */
const aFolder = () => {
  const dir = temporaryFolder('store')
  const nextRun = (readBy = 'one') => {
    let reads = 0
    const read: typeof normaliseCapture = (one, facts) => {
      reads += 1
      return normaliseCapture(one, facts)
    }
    const store = createResultStore({
      ...{ dir, fingerprint: 'one', machine: 'linux', clock, keep: keeping(), read, readBy, concludedBy: () => readBy },
    })
    return { store, reads: () => reads }
  }
  const files = (): readonly string[] =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(READ))
      .map((name) => join(dir, name))
      .sort()
  return { nextRun, files }
}

const dates = ['2026-01-01T10:00:00Z', '2026-01-01T10:00:07Z', '2026-01-01T11:30:00Z']
const versions = ['1.0.0', '1.1.0', '1.2.0']

/** Three versions that send the same but for chance, read once. */
const readOnce = async () => {
  const folder = aFolder()
  const { store } = folder.nextRun()
  for (const [at, version] of versions.entries())
    await store.keep(shelfOf(version), {
      ...{ dependencies: { openai: version }, day: '2026-01-01' },
      captures: new Map([
        ['one', capture(dates[at] ?? '')],
        ['two', capture(dates[at] ?? '', `acme/${at}`)],
      ]),
    })
  const first: (Kept | null)[] = []
  for (const version of versions) first.push(await store.recall(shelfOf(version)))
  return { ...folder, first }
}

const recallAll = async ({ store }: Pick<ReturnType<ReturnType<typeof aFolder>['nextRun']>, 'store'>) =>
  Promise.all(versions.map((version) => store.recall(shelfOf(version))))

test('a later run reads of what is alike one, and has the same as who reads all', async () => {
  const { nextRun, first } = await readOnce()
  const later = nextRun()
  const all: (Kept | null)[] = []
  for (const version of versions) all.push(await later.store.recall(shelfOf(version)))
  expect(all).toEqual(first)
  // Each way to send once: the three that are alike, and the three that are not.
  expect(later.reads()).toBe(4)
})

test.each<readonly [string, (file: string) => void]>([
  ['is gone', (file) => rmSync(file)],
  ['is damaged', (file) => writeFileSync(file, 'damaged')],
])('where what was read %s, it is read anew', async (_, damage) => {
  const { nextRun, files, first } = await readOnce()
  expect(files()).toHaveLength(3)
  files().forEach(damage)
  expect(await recallAll(nextRun())).toEqual(first)
})

test('what was read of one version is not believed of another', async () => {
  const { nextRun, files, first } = await readOnce()
  const [one = '', other = ''] = files()
  writeFileSync(other, readFileSync(one))
  expect(await recallAll(nextRun())).toEqual(first)
})

test('what is measured beside it is not overlooked', async () => {
  const { nextRun } = await readOnce()
  const { store } = nextRun()
  await store.keep(shelfOf('1.1.0'), {
    ...{ dependencies: { openai: '1.1.0' }, day: '2026-01-01' },
    captures: new Map([['three', capture('2026-01-01T12:00:00Z')]]),
  })
  expect([...((await nextRun().store.recall(shelfOf('1.1.0')))?.results.keys() ?? [])]).toEqual(['one', 'two', 'three'])
})

test('another code reads all anew', async () => {
  const { nextRun } = await readOnce()
  const run = nextRun('two')
  await recallAll(run)
  expect(run.reads()).toBe(6)
})

test('a crash, which is believed for a while, has its time asked for each time', async () => {
  const { nextRun, files } = aFolder()
  const { store } = nextRun()
  const crash = { scenario: 'a', gateway: 'openai', masked: true, status: 'crashed', reason: 'exit 1' } as const
  await store.keep(shelfOf('1.0.0'), {
    ...{ dependencies: {}, day: '2026-01-01' },
    captures: new Map<string, MaskedCapture>([['crash', crash]]),
  })
  expect((await store.recall(shelfOf('1.0.0')))?.results.size).toBe(1)
  expect(files()).toEqual([])
})
