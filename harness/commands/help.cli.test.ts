import { afterAll, expect, test } from 'vitest'
import { makeSandbox } from '../testing/sandbox.ts'
import { commands } from './index.ts'

/** Nobody is asked. */
const sandbox = makeSandbox({ npmUrl: 'http://127.0.0.1:9/', pypiUrl: 'http://127.0.0.1:9/' })
afterAll(() => sandbox.close())

test.each([
  [],
  ...Object.keys(commands).map((name) => [name]),
])('%s --help is 80 columns wide where nobody says how wide it may be, but for commands to be copied', async (...words) => {
  const { code, stdout } = await sandbox.cli([...words, '--help'])
  expect(code, stdout).toBe(0)
  const wide = stdout.split('\n').filter((line) => line.length > 80)
  expect(wide.filter((line) => !/^ {2}(?:git|curl|sdkdrift) /.test(line))).toEqual([])
})
