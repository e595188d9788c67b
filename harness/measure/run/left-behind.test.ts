import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { spawnDriver } from '../../edges/driver-process.ts'
import { fakes } from './fake-install.fixture.ts'
import type { ObserveOptions } from './measure.ts'
import { drivers, folder, installedFrom, run } from './measured-fake.fixture.ts'

test('no folder of a driver is left', async () => {
  const homes: string[] = []
  const spawn: ObserveOptions['spawn'] = (commandFor, listeners) =>
    spawnDriver((place) => {
      homes.push(place.home)
      return commandFor(place)
    }, listeners)
  await run('npm', ['exit', 'plain'], { spawn })
  expect(homes).toHaveLength(2)
  expect(homes.filter((home) => existsSync(home))).toEqual([])
})

/** Linux alone says where a process is at work; elsewhere this proves nothing. */
test('bytecode is written into a folder that is met again, and not into one that was just laid down', async () => {
  const dir = join(folder, 'bytecode')
  mkdirSync(dir)
  copyFileSync(join(fakes, 'openai.py'), join(dir, 'openai.py'))
  const cache = join(dir, '__pycache__')
  await run('pypi', ['plain'], { installed: installedFrom('pypi', dir) })
  expect(existsSync(cache)).toBe(false)
  await run('pypi', ['plain'], { installed: { ...installedFrom('pypi', dir), reused: true } })
  expect(readdirSync(cache)).toHaveLength(1)
})

const processesIn = (folder: string): string[] =>
  (existsSync('/proc') ? readdirSync('/proc') : []).filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
    } catch {
      return false
    }
  })

test.each(drivers.slice(0, 2))('when the harness is killed, a driver for $registry caught in a loop ends too', async ({
  registry,
}) => {
  const here = (path: string) => JSON.stringify(join(import.meta.dirname, path))
  const { dir, runtime, reused } = installedFrom(registry)
  const call = { method: 'chat.completions.create', args: [], kwargs: {}, stream: false, times: 1 }
  const named = registry === 'npm' ? { apiKey: 'x', organization: 'spin' } : { api_key: 'x', organization: 'spin' }
  const construct = registry === 'npm' ? { args: [named], kwargs: {} } : { args: [], kwargs: named }
  const keywords = registry === 'npm' ? {} : { model: 'm', messages: [] }
  const words = { module: 'openai', form: 'import', client: 'OpenAI', async: false, statusOf: 'status' }
  const recipe = { ...words, construct, env: {}, calls: [{ ...call, kwargs: keywords }] }
  const code = `
    import { spawnDriver } from ${here('../../edges/driver-process.ts')}
    import { driverCommand } from ${here('driver-command.ts')}
    let home
    const driver = await spawnDriver(
      (place) => { home = place.home; return driverCommand(${JSON.stringify({ dir, runtime, reused })}, place) },
      {
        line: (text) => {
          if (text.includes('ready')) driver.send(${JSON.stringify(`${JSON.stringify({ job: 'secret', recipe })}\n`)})
          if (text.includes('start')) console.log(home)
        },
        output: () => {},
      })
    driver.send(${JSON.stringify(`${JSON.stringify({ dir, package: 'openai', loads: recipe, ports: [], files: { reads: [dir], writes: [] } })}\n`)})`
  const harness = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [home] = await once(harness.stdout.setEncoding('utf8'), 'data')
  const folder = String(home).trim()
  expect(existsSync(folder)).toBe(true)
  if (existsSync('/proc')) expect(processesIn(folder)).toHaveLength(1)
  harness.kill('SIGKILL')
  await expect.poll(() => existsSync(folder), { timeout: 30_000 }).toBe(false)
  await expect.poll(() => processesIn(folder), { timeout: 30_000 }).toEqual([])
})
