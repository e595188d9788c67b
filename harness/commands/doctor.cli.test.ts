import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { fakeWorld } from '../testing/fake-world.ts'
import { findUv, NO_UV } from '../testing/find-uv.ts'
import type { Sandbox } from '../testing/sandbox.ts'

const { newSandbox } = await fakeWorld()
let sandbox: Sandbox
beforeEach(() => {
  sandbox = newSandbox()
})

const NOWHERE = 'http://127.0.0.1:9'
const matrixOf = (registry: 'npm' | 'pypi') => ({
  sdks: [{ id: 'one', registry, package: 'openai', versions: ['latest'] }],
})
type Told = { readonly of: string; readonly state: string; readonly stops: boolean; readonly mend: string | null }
const told = async (env: Readonly<Record<string, string>> = {}, ...flags: readonly string[]) => {
  const { code, stdout, stderr } = await sandbox.cli(['doctor', '--json', ...flags], { env, timeoutMs: 60_000 })
  expect(stdout, stderr).not.toBe('')
  const { ready, checks }: { readonly ready: boolean; readonly checks: readonly Told[] } = JSON.parse(stdout)
  expect(code).toBe(ready ? 0 : 1)
  const stopping = checks.filter(({ stops }) => stops)
  for (const { of, mend } of stopping) expect(mend, `${of} has a way out`).not.toBeNull()
  return { checks, stopping: stopping.map(({ of }) => of) }
}

test('a machine that has everything: each is named, exit 0', async ({ skip }) => {
  skip(!findUv(process.env), NO_UV)
  const { code, stdout, stderr } = await sandbox.cli(['doctor'])
  expect(code, stdout + stderr).toBe(0)
  for (const name of ['node', 'python', 'uv', 'pnpm', 'registry (npm)', 'registry (pypi)', 'cache', 'clock'])
    expect(stdout).toMatch(new RegExp(`^✓ ${name.replace(/[()]/g, '\\$&')} +\\S`, 'm'))
  expect(stdout).toContain('none is set')
  expect(stdout).toContain('sdkdrift matrix has what it needs here.')
})

test('a PATH without Python fails a matrix that measures Python, and no other', async () => {
  const bin = join(sandbox.dir, '..', 'bin')
  mkdirSync(bin)
  symlinkSync('/bin/sh', join(bin, 'sh'))
  // What is there and does not run is not Python either.
  writeFileSync(join(bin, 'python3'), '#!/bin/sh\nexit 1\n')
  writeFileSync(join(bin, 'uv'), '#!/bin/sh\nexit 1\n')
  for (const name of ['python3', 'uv']) chmodSync(join(bin, name), 0o755)
  const env = { PATH: bin, UV_PYTHON: '/nowhere/python3' }
  sandbox.writeAll({ 'matrix.json': matrixOf('pypi') })
  expect((await told(env)).stopping).toContain('python')
  sandbox.writeAll({ 'matrix.json': matrixOf('npm') })
  const { stopping, checks } = await told(env)
  expect(stopping).toEqual([])
  expect(checks.find(({ of }) => of === 'python')).toMatchObject({ needed: false, state: 'missing' })
})

test('a registry that cannot be reached fails it, with what named its address and no credential', async () => {
  sandbox.writeAll({ 'matrix.json': matrixOf('npm') })
  writeFileSync(join(sandbox.dir, '.npmrc'), 'registry=http://somebody:hunter2-and-more@127.0.0.1:9/\n')
  const { code, stdout } = await sandbox.cli(['doctor'], { env: { npm_config_registry: '' } })
  expect(code).toBe(1)
  expect(stdout).toMatch(/^✗ registry \(npm\) +http:\/\/127\.0\.0\.1:9\/openai: the connection was refused/m)
  expect(stdout).toMatch(/^ +→ The address comes from \.npmrc/m)
  expect(stdout).toContain('sdkdrift matrix would fail here: registry (npm).')
  expect(stdout).not.toContain('hunter2')
  // Of what nothing in the matrix needs, it is told and not counted.
  const { stopping } = await told({ npm_config_registry: '', UV_DEFAULT_INDEX: `${NOWHERE}/simple` })
  expect(stopping).toEqual(['registry'])
})

test.each([
  ['below a file', 'file/cache'],
  ['where the system takes none', '/proc/sdkdrift-cache'],
  ['where only others write', 'closed/cache'],
])('a cache %s fails it, and ends', async (_, path) => {
  sandbox.write('file', '')
  mkdirSync(join(sandbox.dir, 'closed'), { mode: 0o555 })
  // Nobody is kept out of a folder by its mode who may do everything.
  const open = path.startsWith('closed') && process.getuid?.() === 0
  sandbox.writeAll({ 'matrix.json': matrixOf('npm') })
  const { stopping, checks } = await told({ SDKDRIFT_CACHE: path })
  expect(stopping.includes('cache')).toBe(!open)
  expect(checks.find(({ of }) => of === 'cache')).toMatchObject({ state: open ? 'ready' : 'unwritable' })
  // Nobody asked for --offline.
  expect(JSON.stringify(checks)).not.toContain('Offline')
})

test('offline no registry is asked, and a proxy is told without its credentials', async () => {
  sandbox.writeAll({ 'matrix.json': matrixOf('npm') })
  const env = { HTTPS_PROXY: 'http://me:secret-of-mine@proxy.example:3128', npm_config_registry: NOWHERE }
  const { checks } = await told(env, '--offline')
  expect(checks.find(({ of }) => of === 'registry')).toMatchObject({ state: 'not-tried', stops: false })
  expect(checks.find(({ of }) => of === 'clock')).toMatchObject({ state: 'not-tried' })
  expect(JSON.stringify(checks)).toContain('http://proxy.example:3128/')
  expect(JSON.stringify(checks)).not.toContain('secret-of-mine')
})

test('a proxy that is no address is not told as ready', async () => {
  sandbox.writeAll({ 'matrix.json': matrixOf('npm') })
  const { checks } = await told({ HTTPS_PROXY: 'secret-of-mine' }, '--offline')
  expect(checks.find(({ of }) => of === 'proxy')).toMatchObject({
    state: 'no-address',
    mend: expect.stringContaining('http://host:port'),
  })
  expect(JSON.stringify(checks)).not.toContain('secret-of-mine')
})
