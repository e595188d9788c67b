import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** While the harness is asked whether four seconds may pass, a timer of half a second is set. */
const LATE = `
const { useVirtualTime, beginVirtualTime } = await import(process.argv[1] + 'virtual-time.mjs')
const asked = []
const fired = []
const fire = (name) => {
  fired.push(name)
  if (fired.length < 2) return
  console.log(JSON.stringify({ fired, least: Math.min(...asked) }))
  process.exit()
}
let isSet = false
useVirtualTime(
  async (ms) => {
    asked.push(ms)
    if (ms > 0 && !isSet) setTimeout(() => fire('short'), 500)
    if (ms > 0) isSet = true
    return true
  },
  () => {},
)
beginVirtualTime()
setTimeout(() => fire('long'), 4000)
`

test('a timer that is set while the harness is asked runs in its turn, and no time goes back', () => {
  const args = ['--input-type=module', '-e', LATE, folder]
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 })
  expect(JSON.parse(stdout), stderr).toEqual({ fired: ['short', 'long'], least: 0 })
})
