import {
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { CacheListing, CachePruning, CacheVerification } from '../model/cache.ts'
import { fakeWorld } from '../testing/fake-world.ts'
import { findUv, NO_UV } from '../testing/find-uv.ts'
import { oneARegistry } from '../testing/one-a-registry.ts'
import { reportOf } from '../testing/report-of.ts'
import type { Sandbox } from '../testing/sandbox.ts'

const { newSandbox } = await fakeWorld()
let sandbox: Sandbox
let undisturbed: unknown
let files: readonly string[]

const uv = findUv(process.env)
beforeEach(({ skip }) => skip(!uv, NO_UV))

beforeAll(async () => {
  if (!uv) return
  sandbox = newSandbox()
  sandbox.writeAll({ 'matrix.json': oneARegistry() })
  expect((await sandbox.cli(['matrix'])).code).toBe(0)
  undisturbed = reportOf(sandbox)
  files = ['npm/openai/1.3.0/node-24/node_modules/.pnpm/openai@1.3.0/node_modules/openai/index.js', PYTHON].map(
    (path) => join(sandbox.cacheDir, 'installs', path.replace('PYTHON', pythonTag())),
  )
})

const PYTHON = 'pypi/openai/1.3.0/PYTHON/openai/__init__.py'
const pythonTag = (): string => readdirSync(join(sandbox.cacheDir, 'installs', 'pypi', 'openai', '1.3.0'))[0] ?? ''

const answer = async <T>(...args: readonly string[]): Promise<{ readonly code: number | null; readonly said: T }> => {
  const { code, stdout } = await sandbox.cli(['cache', ...args, '--json'])
  return { code, said: JSON.parse(stdout) }
}

/** Of the same length and time, as a disk does that loses bits. */
const spoil = (file: string): void => {
  const { atime, mtime } = statSync(file)
  writeFileSync(file, readFileSync(file).fill('?'))
  utimesSync(file, atime, mtime)
}

test.each([
  ['cut off', (file: string) => truncateSync(file, 20)],
  ['of other bytes', spoil],
  ['gone', (file: string) => rmSync(file)],
])('an install with a file that is %s is told, and the next run that needs it makes it anew', async (_, damage) => {
  expect(await answer('verify')).toMatchObject({ code: 0 })
  files.forEach(damage)
  const { code, said } = await answer<CacheVerification>('verify')
  expect(code).toBe(1)
  // A file that other versions have too is one file: theirs is as bad.
  const damaged = said.installs.filter(({ state }) => state === 'damaged').map(({ name }) => name)
  expect(damaged.filter((name) => name.includes('1.3.0')).map((name) => name.split('/')[1])).toEqual(['npm', 'pypi'])
  rmSync(join(sandbox.cacheDir, 'captures'), { recursive: true })
  const { stderr } = await sandbox.cli(['matrix'])
  expect(reportOf(sandbox), stderr).toEqual(undisturbed)
  expect(await answer('verify')).toMatchObject({ code: 0 })
})

test('a cache behind a link is the same cache, and measures', async () => {
  const link = join(sandbox.dir, '..', 'link')
  symlinkSync(sandbox.cacheDir, link)
  rmSync(join(sandbox.cacheDir, 'captures'), { recursive: true, force: true })
  const { code, stderr } = await sandbox.cli(['matrix'], { env: { SDKDRIFT_CACHE: link } })
  expect([code, reportOf(sandbox)], stderr).toEqual([0, undisturbed])
})

test('list says what there is, and prune takes what was not used for long, or what is too much', async () => {
  const { said: listing } = await answer<CacheListing>('list')
  expect(new Set(listing.items.map(({ kind }) => kind))).toEqual(new Set(['install', 'results', 'lists', 'store']))
  expect(listing.bytes).toBe(listing.items.reduce((sum, { bytes }) => sum + bytes, 0))
  expect((await answer<CachePruning>('prune')).said.removed).toEqual([])
  const long = new Date(Date.now() - 40 * 86_400_000)
  const old = 'installs/npm/openai/1.0.0/node-24'
  utimesSync(join(sandbox.cacheDir, old, 'sdkdrift.json'), long, long)
  const dry = await answer<CachePruning>('prune', '--dry-run')
  expect(dry.said.removed).toMatchObject([{ name: old, why: 'unused' }])
  expect((await answer<CacheListing>('list')).said).toEqual(listingWith(listing, old, long))
  expect((await answer<CachePruning>('prune')).said).toEqual({ ...dry.said, dryRun: false })
  const { said: all } = await answer<CachePruning>('prune', '--max-size', '0')
  expect([all.keptBytes, all.removed[0]?.kind]).toEqual([0, 'store'])
  expect((await answer<CacheListing>('list')).said.items).toEqual([])
  expect((await sandbox.cli(['matrix'])).code).toBe(0)
  expect(reportOf(sandbox)).toEqual(undisturbed)
})

const listingWith = (listing: CacheListing, name: string, usedAt: Date): CacheListing => ({
  ...listing,
  items: listing.items.map((item) => (item.name === name ? { ...item, usedAt: usedAt.toISOString() } : item)),
})
