import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '../edges/paths.ts'
import { run } from '../edges/process.ts'
import type { Explanation } from '../model/explanation.ts'

// Two errors that thousands met: a dependency took an argument away, and a major version an API.

const project = mkdtempSync(join(tmpdir(), 'sdkdrift-live-'))
afterAll(() => rmSync(project, { recursive: true, force: true }))

const explain = async (...args: readonly string[]): Promise<Explanation> => {
  const { exitCode, stdout, stderr } = await run({
    file: process.execPath,
    args: [join(root(), 'harness', 'bin', 'sdkdrift.cjs'), 'explain', '--json', '--sdk', 'openai-python', ...args],
    cwd: project,
    env: {
      ...Object.fromEntries(
        Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
    },
    timeoutMs: 300_000,
  })
  expect(exitCode, stderr).toBe(0)
  return JSON.parse(stdout)
}

test('httpx 0.28 took `proxies` away, and PyPI openai before 1.55.3 cannot be used with it', async () => {
  const text = "TypeError: Client.__init__() got an unexpected keyword argument 'proxies'"
  const { refused } = await explain(text, '--from', '1.55.0', '--to', '1.55.3', '--scenario', 'openai-api-key')
  const today = refused.find(({ resolve }) => resolve === 'today')
  expect(today).toMatchObject({ versions: ['1.55.0', '1.55.1', '1.55.2'], comparedWith: '1.55.0', goneAt: '1.55.3' })
  expect(today?.dependencyChanges).toContainEqual(
    expect.objectContaining({ name: 'httpx', before: expect.stringMatching(/^0\.27\./) }),
  )
})

test('PyPI openai 1.0.0 has no `openai.error`, and 0.28.1 has it', async () => {
  const text = "AttributeError: module 'openai' has no attribute 'error'"
  const { names } = await explain(text, '--from', '0.28.1', '--to', '1.0.1', '--scenario', 'openai-api-key')
  expect(names).toMatchObject([
    {
      name: 'error',
      versions: expect.arrayContaining([
        { version: '0.28.1', state: 'there' },
        { version: '1.0.0', state: 'missing' },
      ]),
    },
  ])
})
