import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startCommand } from './command-process.ts'
import { spawnDriver } from './driver-process.ts'

// One stays in the group of whoever began it, the other leaves it; both hold its output.
const script = `sleep 60 & one=$!; setsid sleep 61 & two=$!
for each in $one $two; do until [ "$(cat /proc/$each/comm)" = sleep ]; do sleep 0.05; done; done`
const command = { file: '/bin/sh', args: ['-c', script], cwd: '/', env: { PATH: '/usr/bin:/bin' } }

const isThere = (home: string): boolean => {
  for (let pid = process.pid; pid < process.pid + 5000; pid++)
    try {
      if (readFileSync(`/proc/${pid}/environ`, 'utf8').includes(home)) return true
    } catch {
      // No such process.
    }
  return false
}

test.runIf(process.platform === 'linux')('what a driver leaves running is ended, and named', async () => {
  let home = ''
  const driver = await spawnDriver(
    (place) => {
      home = place.home
      return command
    },
    { line: () => {}, output: () => {} },
  )
  expect(await driver.ended).toEqual({ exit: 'exited with code 0', strays: ['sleep', 'sleep'] })
  expect(isThere(home)).toBe(false)
})

test.runIf(process.platform === 'linux')(
  'what a command leaves running is ended and named, also out of its group',
  async () => {
    let log = ''
    const started = await startCommand(
      (place) => {
        log = place.log
        return { ...command, files: {} }
      },
      () => {},
    )
    expect(await started.ended).toMatchObject({ exitCode: 0, strays: ['sleep', 'sleep'] })
    expect(isThere(log.replace(/log$/, 'home'))).toBe(false)
  },
)
