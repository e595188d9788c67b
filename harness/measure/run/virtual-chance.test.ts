import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { pythonsHere } from '../../testing/pythons.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** The least that was drawn, while time is virtual and after: a client's jitter is its distance from the middle. */
const IN_NODE = `
const { useVirtualTime, beginVirtualTime, endVirtualTime } = await import(process.argv[1] + 'virtual-time.mjs')
useVirtualTime(async () => true, () => {})
const least = () => Math.min(...Array.from({ length: 500 }, () => Math.random()))
beginVirtualTime()
const virtual = least()
endVirtualTime()
console.log(virtual >= 0.75, least() < 0.5)
process.exit()
`

const IN_PYTHON = `import random, sys
sys.path.insert(0, ${JSON.stringify(folder)})
from virtual_time import VirtualTime

virtual = VirtualTime()
virtual.use()
least = lambda: min(min(random.random(), random.uniform(0, 1)) for _ in range(500))
virtual.begin(lambda ms: True)
first = least()
virtual.end()
print(first >= 0.75, least() < 0.5)
`

test('Node: chance gives no client a wait in one run and none in the next', () => {
  const args = ['--input-type=module', '-e', IN_NODE, folder]
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 })
  expect(stdout, stderr).toBe('true true\n')
})

test.each(pythonsHere())('Python $minor: chance gives no client a wait in one run and none in the next', ({ path }) => {
  const { stdout, stderr } = spawnSync(path, ['-c', IN_PYTHON], { encoding: 'utf8', timeout: 30_000 })
  expect(stdout, stderr).toBe('True True\n')
})
