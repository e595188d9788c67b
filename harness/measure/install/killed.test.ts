import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { aFolder, anInstaller, aTarget, fakeTools } from './install.fixture.ts'

test('killed in the middle of an install and started again: complete, and nothing of the first attempt remains', async () => {
  const home = await aFolder()
  const cacheDir = join(home, 'cache')
  const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./killed.fixture.ts')), cacheDir, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await readdir(join(cacheDir, 'installs/.tmp'))).toHaveLength(1)
  expect(existsSync(join(cacheDir, 'installs/npm'))).toBe(false)

  const { run } = fakeTools()
  const again = await anInstaller({ run, cacheDir })
  const installed = await again.install(aTarget(), { resolve: 'release-day' })
  expect(installed).toMatchObject({ state: 'ready', reused: false, dependencies: { openai: '5.17.0' } })
  expect(await readdir(join(cacheDir, 'installs/.tmp'))).toEqual([])
  expect(existsSync(join(cacheDir, 'installs/npm/openai/5.17.0/node-24~before~20260428T140440Z/half'))).toBe(false)
})
