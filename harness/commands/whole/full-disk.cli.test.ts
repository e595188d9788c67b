import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeWorld } from '../../testing/fake-world.ts'
import { reportOf } from '../../testing/report-of.ts'
import type { Sandbox } from '../../testing/sandbox.ts'
import { canMount, withMounts } from '../../testing/with-mounts.ts'

const { newSandbox } = await fakeWorld()

const aSandbox = (): Sandbox => {
  const sandbox = newSandbox()
  sandbox.writeAll({
    'matrix.json': {
      sdks: [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.0.0', '1.3.0'] }],
      scenarios: ['azure-api-key', 'azure-entra-token-as-api-key'],
      failOn: 'never',
    },
  })
  return sandbox
}

test.each(['/proc/x', '/dev/null/x', '/proc'])('--out %s is refused before anything is measured', async (out) => {
  const { code, stdout, stderr } = await aSandbox().cli(['matrix', '--out', out], { timeoutMs: 20_000 })
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr.split('\n')[0]).toMatch(new RegExp(`^${out}/report.json: It cannot be written: .+ \\(E[A-Z]+\\)`))
  expect(stderr).not.toContain('measured')
  expect(stderr).not.toContain('  at ')
})

test('a try of --out leaves nothing where nothing was', async () => {
  const sandbox = aSandbox()
  expect((await sandbox.cli(['matrix', '--scenario', 'no-such', '--out', 'a/b'])).code).toBe(2)
  expect(readdirSync(sandbox.dir)).toEqual(['matrix.json'])
})

test('where nothing is kept and nothing can be, one line says so', async () => {
  const { code, stdout, stderr } = await aSandbox().cli(['matrix'], { env: { SDKDRIFT_CACHE: '/proc/cache' } })
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(
    /^\/proc\/cache: SDKs are installed here, and it cannot be written: .+\(ENOENT\)\.\n {2}Name a folder/,
  )
})

test.skipIf(!canMount())('what cannot be kept is told once, and the run goes on', async () => {
  const undisturbed = aSandbox()
  expect((await undisturbed.cli(['matrix'])).code).toBe(0)
  const sandbox = aSandbox()
  await sandbox.cli(['matrix'])
  // Installs are there, results are not: they are measured again, and cannot be kept.
  rmSync(join(sandbox.cacheDir, 'captures'), { recursive: true })
  const under = withMounts({ kind: 'read-only', folder: sandbox.cacheDir })
  const { code, stderr } = await sandbox.cli(['matrix'], { under })
  expect(code, stderr).toBe(0)
  expect(stderr.match(/Nothing more can be kept in .+: the file system is read-only \(EROFS\)/g)).toHaveLength(1)
  expect(reportOf(sandbox)).toEqual(reportOf(undisturbed))
})

test.skipIf(!canMount())('a report that cannot be put into its place at the end is printed', async () => {
  const sandbox = aSandbox()
  mkdirSync(join(sandbox.dir, 'small'))
  const under = withMounts({ kind: 'small', folder: join(sandbox.dir, 'small'), kB: 8 })
  const { code, stdout, stderr } = await sandbox.cli(['matrix', '--out', 'small', '--reporter', 'html'], { under })
  expect(code).toBe(2)
  expect(stdout).toContain('fake-node 1.0.0 → 1.3.0')
  expect(stderr).toMatch(/small\/report\.(?:html|json): It cannot be written: no space is left \(ENOSPC\)/)
})

test.skipIf(!canMount())(
  'a disk that is full in the middle costs what it costs, and nothing of the next run',
  async () => {
    const undisturbed = aSandbox()
    await undisturbed.cli(['matrix'])
    const sandbox = aSandbox()
    for (const kB of [4, 150, 300]) {
      const under = withMounts({ kind: 'small', folder: sandbox.cacheDir, kB })
      const { code, stdout, stderr } = await sandbox.cli(['matrix'], { under })
      expect([0, 3], stderr).toContain(code)
      expect(stdout + stderr).not.toMatch(/please report|\n {4}at /)
    }
    expect((await sandbox.cli(['matrix'])).code).toBe(0)
    expect(reportOf(sandbox)).toEqual(reportOf(undisturbed))
  },
)

test('where no temporary folder can be made, one line says so', async () => {
  const { code, stderr } = await aSandbox().cli(['matrix'], { env: { TMPDIR: '/proc' } })
  expect(code).toBe(2)
  expect(stderr).toMatch(
    /^\/proc: Each program that is measured runs in a folder made here, and none can be: .+\(ENOENT\)\.$/m,
  )
  expect(stderr).not.toContain('please report')
})

test.skipIf(!canMount()).each([
  ['init', ['init']],
  ['merge', ['merge', 'parts']],
  ['bisect', ['bisect', 'fake-node', '--scenario', 'azure-api-key', '--good', '1.0.0', '--bad', '1.3.0']],
  ['gate', ['gate', 'fake-node', '--to', '1.3.0', '--reporter', 'markdown=gate.md']],
])('%s in a project that is read-only says which file cannot be written, before any work', async (name, args) => {
  const sandbox = aSandbox()
  sandbox.writeAll({ 'package.json': { dependencies: { openai: '1.0.0' } }, 'parts/empty': '' })
  if (name === 'init') rmSync(join(sandbox.dir, 'matrix.json'))
  const under = withMounts({ kind: 'read-only', folder: sandbox.dir })
  const { code, stdout, stderr } = await sandbox.cli(args, { under })
  expect([code, stdout], stderr).toEqual([2, ''])
  expect(stderr).toMatch(/: It cannot be written: the file system is read-only \(EROFS\)\./)
  expect(stderr).not.toMatch(/please report|measured/)
})
