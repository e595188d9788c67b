import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { run } from './process.ts'

const MIB = 1024 ** 2
const write = (mib: number): string =>
  `for (let at = 0; at < ${mib}; at++) require('fs').appendFileSync('written', Buffer.alloc(${MIB}))
   setTimeout(() => {}, 1000)`

test.runIf(process.platform === 'linux')(
  'a step that writes more than it may is ended, and what it did is the failure',
  async () => {
    const cwd = temporaryFolder('room')
    const step = (mib: number) =>
      run({ file: process.execPath, args: ['-e', write(mib)], cwd, env: {}, mostBytes: 8 * MIB })
    expect((await step(4)).failure).toBeNull()
    expect((await step(16)).failure).toBe('wrote more than 8 MiB to files')
  },
)
