import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { cacheItems } from './cache-items.ts'

test('what a run beside takes away while a cache is counted is not there, and no fault', async () => {
  const cache = temporaryFolder('cache-items')
  for (const name of ['first', 'last']) {
    const dir = join(cache, 'stores', name, 'deep')
    mkdirSync(dir, { recursive: true })
    for (let at = 0; at < 2000; at += 1) writeFileSync(join(dir, `${at}`), 'x')
  }
  const counting = cacheItems(cache)
  await setTimeout(5)
  for (const name of ['first/deep', 'last']) rmSync(join(cache, 'stores', name), { recursive: true })
  expect((await counting).map(({ name }) => name)).toEqual([join('stores', 'first')])
})
