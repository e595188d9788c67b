import { cpSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SpawnDriver } from '../../edges/driver-process.ts'
import type { DriverEnd } from '../../model/driver.ts'
import type { Reach } from '../../model/reach.ts'
import type { Arg } from '../../model/recipe.ts'
import type { Registry } from '../../model/sdk.ts'
import { runtimes } from '../../testing/runtimes.ts'
import { type DriveEnd, driveJobs } from '../run/drive-jobs.ts'

const packages = join(import.meta.dirname, '../../../fixtures/packages')

export type Planted = {
  readonly registry: Registry
  /** The folder in `fixtures/packages/<registry>/`. */
  readonly name: string
  /** Where its copy is laid. */
  readonly below: string
  readonly method: string
  readonly arg: Arg
  readonly spawn: SpawnDriver
  readonly timeoutMs?: number
  /** What it prints when it has done all: a connection that was refused ends its job before. Default: nothing. */
  readonly last?: string
  /** That it may connect to. Default: none. */
  readonly ports?: readonly number[]
}

/** Has a planted SDK do one thing in a driver, and tells all that is seen of it. */
export const drivePlanted = async ({
  registry,
  name,
  below,
  method,
  arg,
  spawn,
  timeoutMs = 30_000,
  ports = [],
  last = '',
}: Planted) => {
  const dir = mkdtempSync(join(below, `${registry}-`))
  const home = registry === 'npm' ? join(dir, 'node_modules', name) : dir
  cpSync(join(packages, registry, name), home, { recursive: true })
  const target = {
    sdk: { id: name, registry, package: name, family: 'none' },
    version: '1.0.0',
    publishedAt: null,
    source: { kind: 'registry' },
  } as const
  const recipe = {
    module: name,
    form: 'import',
    client: 'Client',
    async: false,
    env: {},
    statusOf: 'status',
    construct: { args: [], kwargs: {} },
    calls: [{ method, args: [arg], kwargs: {}, times: 1, stream: false }],
  } as const
  const jobs = [{ job: 'planted', recipe }]
  let printed = ''
  let ended: DriverEnd | null = null
  const reaches: Reach[] = []
  const drive: DriveEnd = await driveJobs({
    installed: { target, dir, runtime: runtimes[registry], reused: false },
    ports,
    loads: recipe,
    next: async () => {
      const job = jobs.shift()
      for (let waited = 0; !job && !printed.includes(last) && waited < timeoutMs; waited += 50) await sleep(50)
      return job ?? null
    },
    timeoutMs,
    onCalled: () => {},
    onReach: (reach) => reaches.push(reach),
    onWait: async () => false,
    onEnd: (_, end) => {
      ended = end
      return 'go on'
    },
    spawn: (commandFor, { line, output }) =>
      spawn(commandFor, {
        line,
        output: (stream, text) => {
          if (printed.length < 1024 * 1024) printed += text
          output(stream, text)
        },
      }),
  })
  return { dir, drive, ended: ended as DriverEnd | null, printed, reaches }
}
