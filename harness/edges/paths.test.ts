import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cacheDir, knownPlaces } from './paths.ts'

const aFolder = (): string => {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'sdkdrift-paths-')))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

test('a cache behind a link is told as it is, also where it is not there yet', () => {
  const dir = aFolder()
  mkdirSync(join(dir, 'disk'))
  symlinkSync(join(dir, 'disk'), join(dir, 'link'))
  expect(cacheDir({ SDKDRIFT_CACHE: join(dir, 'link') })).toBe(join(dir, 'disk'))
  expect(cacheDir({ SDKDRIFT_CACHE: join(dir, 'link', 'not', 'yet') })).toBe(join(dir, 'disk', 'not', 'yet'))
  expect(cacheDir({ XDG_CACHE_HOME: join(dir, 'link') })).toBe(join(dir, 'disk', 'sdkdrift'))
})

test('a path of the cache is known by either of its names', () => {
  const dir = aFolder()
  mkdirSync(join(dir, 'disk'))
  symlinkSync(join(dir, 'disk'), join(dir, 'link'))
  const own = knownPlaces({ SDKDRIFT_CACHE: join(dir, 'link') }).filter(({ name }) => name === '‹cache›')
  expect(own.map(({ path }) => path)).toEqual([join(dir, 'link'), join(dir, 'disk')])
})
