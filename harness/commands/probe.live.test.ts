import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../edges/paths.ts'
import { run } from '../edges/process.ts'
import type { Probe } from '../model/probe.ts'

// Builds of the real package in which one file of two that ought to do the same was changed.

const folder = mkdtempSync(join(tmpdir(), 'sdkdrift-live-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeAll(() => {
  execFileSync('npm', ['pack', 'openai@5.17.0', '--silent'], { cwd: folder })
  execFileSync('tar', ['xzf', 'openai-5.17.0.tgz'], { cwd: folder })
})

/** A copy of openai 5.17.0 in which this file puts an Azure key into another field. */
const changedIn = (file: string): string => {
  const copy = join(folder, file)
  cpSync(join(folder, 'package'), copy, { recursive: true })
  const text = readFileSync(join(copy, file), 'utf8')
  const changed = text.replace("values.set('api-key'", "values.set('x-api-key'")
  expect(changed).not.toBe(text)
  writeFileSync(join(copy, file), changed)
  return copy
}

test.each([
  ['azure.mjs', ['azure-api-key', 'azure-env-api-key']],
  ['azure.js', ['azure-api-key.require']],
])('openai 5.17.0 with a change in %s alone does not do what 5.17.0 does', async (file, expected) => {
  const scenarios = ['--scenario', 'azure-api-key', '--scenario', 'azure-env-api-key', '--scenario', 'openai-api-key']
  const args = ['probe', '--path', changedIn(file), '--against', '5.17.0', '--json', ...scenarios]
  const { exitCode, stdout, stderr } = await run({
    file: process.execPath,
    args: [join(root(), 'harness', 'bin', 'sdkdrift.cjs'), ...args],
    cwd: folder,
    env: Object.fromEntries(
      Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    timeoutMs: 300_000,
  })
  expect([exitCode, stderr]).toEqual([1, expect.any(String)])
  const { drifts }: Probe = JSON.parse(stdout)
  expect([...new Set(drifts.map(({ scenario }) => scenario))].sort()).toEqual(expected)
})
