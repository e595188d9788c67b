import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { processorTimeOf } from './processor-time.ts'

test.skipIf(process.platform !== 'linux')(
  'what a group of processes had of the processor, children included',
  async () => {
    const busy = 'const end = process.cpuUsage().user + 300_000; while (process.cpuUsage().user < end);'
    const text = `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(busy)}])
    console.log('done'); setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['-e', text], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    const { pid = 0 } = child
    expect(await processorTimeOf(pid)).toBeGreaterThanOrEqual(300)
    process.kill(-pid, 'SIGKILL')
    await once(child, 'close')
    expect(await processorTimeOf(pid)).toBeNull()
  },
)
