import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnDriver } from '../../edges/driver-process.ts'
import { runtimes } from '../../testing/runtimes.ts'
import { type LinuxLauncher, launched } from './launch-plan.ts'

const hostile = join(import.meta.dirname, '../../../fixtures/packages/pypi/hostile')

export type Bare = {
  readonly launcher: LinuxLauncher
  /** Python; beside it lie the modules of the planted SDK. */
  readonly code: string
  /** Where its folder is made. */
  readonly below: string
  /** That it may connect to. Default: none. */
  readonly ports?: readonly number[]
  /** Jobs that were handed out before, and led nowhere. Default: none. */
  readonly jobsBefore?: number
  /** When it prints this another job is said to follow; it goes on a moment later. */
  readonly next?: string
}

/** Runs a program behind the kernel's walls, with no guard in its runtime. In Python: Node would end itself at what is refused. */
export const runBare = async ({ launcher, code, below, ports = [], jobsBefore = 0, next }: Bare) => {
  const dir = mkdtempSync(join(below, 'bare-'))
  cpSync(hostile, dir, { recursive: true })
  const script = join(dir, 'bare.py')
  writeFileSync(script, `import os, sys; sys.path.insert(0, os.path.dirname(__file__))\n${code}`)
  const [file, args] = [runtimes.pypi.path, ['-I', '-S', '-B', script]]
  const lines: string[] = []
  let printed = ''
  const driver = await spawnDriver(
    ({ home }) => ({ ...launched({ file, args, home, reads: [dir], script }, launcher), cwd: home, env: {} }),
    {
      line: (text) => lines.push(text),
      output: (_, text) => {
        printed += text
        if (next !== undefined && text.includes(next)) driver.allow([])
      },
    },
  )
  for (let job = 0; job < jobsBefore; job++) driver.allow([])
  driver.allow(ports)
  const { exit } = await driver.ended
  return { printed, lines, exit }
}
