import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { fakeWorld } from '../testing/fake-world.ts'
import type { Sandbox } from '../testing/sandbox.ts'

const { newSandbox } = await fakeWorld()
let sandbox: Sandbox
beforeEach(() => {
  sandbox = newSandbox()
})

const there = (path: string): string => readFileSync(join(sandbox.dir, path), 'utf8')

test('a ready program is copied, and its entry made', async () => {
  const { code, stdout, stderr } = await sandbox.cli(['init', 'npm:stripe'])
  expect(code, stderr).toBe(0)
  expect(stdout).toContain('Next: sdkdrift matrix --sdk stripe-node')
  expect(there('probes/stripe.mjs')).toContain("from 'stripe'")
  expect(JSON.parse(there('matrix.json'))).toMatchObject({
    sdks: [
      {
        id: 'stripe-node',
        package: 'stripe',
        programs: { stripe: { run: 'node probes/stripe.mjs', scenarios: ['charge', 'refund'] } },
      },
    ],
    credentials: { 'stripe-key': 'sk_test_{24}' },
  })
  // What it wrote is a matrix, and it does nothing twice.
  const again = await sandbox.cli(['init', 'npm:stripe', '--dir', 'elsewhere'])
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('has an entry "stripe-node" already')])
})

test('the registry is the project’s; a file that is there stays', async () => {
  sandbox.write('requirements.txt', 'stripe\n')
  sandbox.write('probes/stripe_calls.py', 'mine')
  const refused = await sandbox.cli(['init', 'stripe'])
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringContaining('probes/stripe_calls.py is there already'),
  ])
  expect(there('probes/stripe_calls.py')).toBe('mine')
  const { stdout } = await sandbox.cli(['init', 'stripe', '--force', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({
    registry: 'pypi',
    sdk: 'stripe-python',
    files: ['probes/stripe_calls.py'],
  })
})

test('all are listed; a name that has none says what there is', async () => {
  const { stdout } = await sandbox.cli(['init'])
  expect(stdout).toMatch(/^twilio +Twilio: a text message. \(npm:twilio, pypi:twilio\)$/m)
  const known = await sandbox.cli(['init', 'openai'])
  expect([known.code, known.stderr]).toEqual([2, expect.stringContaining('openai needs no program')])
  const { code, stderr } = await sandbox.cli(['init', 'stripy'])
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/no ready program for "stripy"[\s\S]*Did you mean "stripe"/),
  ])
})
