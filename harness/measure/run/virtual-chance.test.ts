import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { pythonsHere } from '../../testing/pythons.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** What is drawn in three turns of the event loop, and the least and the most of what is drawn after the first, while time is virtual and after. */
const IN_NODE = `
const { useVirtualTime, beginVirtualTime, endVirtualTime } = await import(process.argv[1] + 'virtual-time.mjs')
useVirtualTime(async () => true, () => {})
const others = () => Array.from({ length: 500 }, () => Math.random())
const turn = () => new Promise((resolve) => setImmediate(resolve))
beginVirtualTime()
const first = []
const rest = []
for (let n = 0; n < 3; n++) {
  first.push(Math.random())
  rest.push(...others())
  await turn()
}
endVirtualTime()
console.log(...first, Math.min(...rest) >= 0.75, new Set(rest).size > 1000, Math.min(...others()) < 0.5)
process.exit()
`

const IN_PYTHON = `import random, sys, time
sys.path.insert(0, ${JSON.stringify(folder)})
from virtual_time import VirtualTime

virtual = VirtualTime()
virtual.use()
others = lambda: [random.random() for _ in range(250)] + [random.uniform(0, 1) for _ in range(250)]
virtual.begin(lambda ms: True)
first, rest = [], []
for draw in (random.random, lambda: random.uniform(0, 1), random.random):
    first.append(draw())
    rest += others()
    time.sleep(1)
virtual.end()
print(*first, min(rest) >= 0.75, len(set(rest)) > 1000, min(others()) < 0.5)
`

test('Node: a wait that chance draws is as long each time, and what is made of many draws differs', () => {
  const args = ['--input-type=module', '-e', IN_NODE, folder]
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 })
  expect(stdout, stderr).toBe('0.75 0.75 0.75 true true true\n')
})

test.each(pythonsHere())('Python $minor: a wait that chance draws is as long each time, and ids differ', ({ path }) => {
  const { stdout, stderr } = spawnSync(path, ['-c', IN_PYTHON], { encoding: 'utf8', timeout: 30_000 })
  expect(stdout, stderr).toBe('0.75 0.75 0.75 True True True\n')
})
