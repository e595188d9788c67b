import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { benches } from './benches.ts'

// Not how long anything takes: that each bench still runs, its peers too. Times are asked for by hand.
test.each(Object.keys(benches))('the bench %s runs', (name) => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const ran = spawnSync(process.execPath, [main, name, '--smoke', '--json'], { encoding: 'utf8', timeout: 540_000 })
  expect(ran.status, ran.stdout + ran.stderr).toBe(0)
  const {
    benches: told,
  }: { readonly benches: readonly { readonly kind: string; readonly figures: readonly object[] }[] } = JSON.parse(
    ran.stdout,
  )
  expect(told.map(({ kind }) => kind)).toEqual(['measured'])
  expect(told.flatMap(({ figures }) => figures).length).toBeGreaterThan(0)
})
