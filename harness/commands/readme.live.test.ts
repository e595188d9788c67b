import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '../edges/paths.ts'
import { run } from '../edges/process.ts'

// What the README says of an SDK of one's own, as it stands there, in an empty folder.

const folder = mkdtempSync(join(tmpdir(), 'sdkdrift-readme-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const [, section = ''] = /^## Your own SDK\n([\s\S]*?)^## /m.exec(readFileSync(join(root(), 'README.md'), 'utf8')) ?? []
const block = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(section)?.[1] ?? ''

const sdkdrift = (line: string) => {
  const args = line.split(' ').slice(1)
  const file = join(root(), 'harness', 'bin', 'sdkdrift.cjs')
  const env = Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`
  return run({ file: process.execPath, args: [file, ...args], cwd: folder, env: { ...env, PATH: path } })
}

test('the first example works as it stands', async () => {
  const script = block('js')
  const name = /^\/\/ (\S+)/.exec(script)?.[1] ?? ''
  writeFileSync(join(folder, name), script)
  const [gate = '', bisect = ''] = block('bash').trim().split('\n')
  const answer = await sdkdrift(gate)
  expect(answer.exitCode, answer.stderr).toBe(0)
  expect(answer.stdout).toMatch(/^safe/)
  expect(answer.stdout).toContain('stripe-version: 2022-11-15')
  const found = await sdkdrift(bisect)
  expect(found.stdout, found.stderr).toMatch(/12\.0\.0 changed it first/)
}, 120_000)

test('init and a night of it', async () => {
  const made = await sdkdrift('sdkdrift init npm:stripe')
  expect(made.exitCode, made.stderr).toBe(0)
  const path = join(folder, 'matrix.json')
  const matrix = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...matrix, sdks: [{ ...matrix.sdks[0], versions: ['11.18.0', '12.0.0'] }] }))
  const night = await sdkdrift('sdkdrift matrix --sdk stripe-node --json')
  expect(night.exitCode, night.stderr).toBe(0)
  expect(JSON.parse(night.stdout).findings).toMatchObject([
    { severity: 'behaviour', scenarios: ['stripe.charge', 'stripe.refund'] },
  ])
}, 120_000)
