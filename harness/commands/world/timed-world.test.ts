import { expect, test } from 'vitest'
import type { DriverListeners, DriverProcess } from '../../edges/driver-process.ts'
import type { ProgressEvent } from '../../model/progress.ts'
import { timedDriver } from './timed-world.ts'

/** A driver that says these lines, each at its own time, and then ends. */
const timesOf = async (said: readonly (readonly [atMs: number, line: string])[], endsAtMs: number) => {
  let now = 0
  const events: ProgressEvent[] = []
  const heard: string[] = []
  const end = Promise.withResolvers<Awaited<DriverProcess['ended']>>()
  let told: DriverListeners['line'] = () => {}
  const spawn = timedDriver({
    spawnDriver: async (_, { line }) => {
      told = line
      return { send: () => {}, allow: () => {}, kill: () => {}, ended: end.promise }
    },
    stopwatch: () => now,
    tell: (event) => events.push(event),
  })
  const driver = await spawn(() => ({ file: '', args: [], cwd: '', env: {} }), {
    line: (text) => heard.push(text),
    output: () => {},
  })
  for (const [at, line] of said) {
    now = at
    told(line)
  }
  now = endsAtMs
  end.resolve({ exit: 'exited with code 0', strays: [] })
  await driver.ended
  expect(heard).toEqual(said.map(([, line]) => line))
  return events.map((event) => (event.kind === 'spent' ? [event.stage, event.fromMs, event.toMs] : event))
}

test('a driver says when it begins to import, and when it is ready; what follows are requests', async () => {
  const said = [
    [100, '{"event":"loading"}'],
    [400, '{"event":"ready","runtime":"node 24.0.0"}'],
    [410, '{"event":"start","job":0}'],
  ] as const
  expect(await timesOf(said, 900)).toEqual([
    ['start', 0, 100],
    ['import', 100, 400],
    ['requests', 400, 900],
  ])
})

test('a driver that ends before it is ready has spent its time on what it was at', async () => {
  expect(await timesOf([[100, '{"event":"loading"}']], 250)).toEqual([
    ['start', 0, 100],
    ['import', 100, 250],
  ])
})

test('what an SDK writes in the midst of it, and a word that is said twice, change nothing', async () => {
  const said = [
    [50, 'no event'],
    [100, '{"event":"loading"}'],
    [150, '{"event":"loading"}'],
    [400, '{"event":"ready","runtime":"node 24.0.0"}'],
  ] as const
  expect(await timesOf(said, 500)).toEqual([
    ['start', 0, 100],
    ['import', 100, 400],
    ['requests', 400, 500],
  ])
})
