import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder, anInstaller, aTarget, ended, fakeTools, layings, putNpm } from './install.fixture.ts'
import { readManifest } from './manifest.ts'

const RELEASE_DAY = { resolve: 'release-day' } as const

test('a version lies in a folder of its own, and the next run takes it from there without starting a tool', async () => {
  const { run } = fakeTools()
  const first = await anInstaller({ run })
  expect(await first.install(aTarget(), RELEASE_DAY)).toMatchObject({
    state: 'ready',
    reused: false,
    dir: join(first.cacheDir, 'installs/npm/openai/5.17.0/node-24~before~20260428T140440Z'),
    dependencies: { openai: '5.17.0' },
    runtime: { name: 'node', version: '24.21.0' },
  })

  const later = fakeTools()
  const second = await anInstaller({ run: later.run, cacheDir: first.cacheDir })
  expect(await second.install(aTarget(), RELEASE_DAY)).toMatchObject({
    state: 'ready',
    reused: true,
    dependencies: { openai: '5.17.0' },
  })
  expect(later.calls).toEqual([])
})

test('a scoped package lies below its scope', async () => {
  const { run } = fakeTools()
  const installer = await anInstaller({ run })
  const scoped = await installer.install(aTarget({ package: '@anthropic-ai/sdk', version: '0.70.0' }), RELEASE_DAY)
  expect(scoped).toMatchObject({
    dir: join(installer.cacheDir, 'installs/npm/@anthropic-ai/sdk/0.70.0/node-24~before~20260428T140440Z'),
  })
})

test('a failed install is told in the words of the tool, leaves nothing behind, and can be tried again', async () => {
  let broken = true
  const { run } = fakeTools({
    npm: async () =>
      broken ? ended(1, 'Progress: resolved 0\n\u001b[31mError: ERR_PNPM_NO_MATCHING_VERSION\u001b[0m') : undefined,
  })
  const installer = await anInstaller({ run })
  expect(await installer.install(aTarget(), RELEASE_DAY)).toMatchObject({
    state: 'failed',
    reason: 'Error: ERR_PNPM_NO_MATCHING_VERSION',
  })
  expect(existsSync(join(installer.cacheDir, 'installs/npm'))).toBe(false)
  expect(await readdir(join(installer.cacheDir, 'installs/.tmp'))).toEqual([])
  broken = false
  expect(await installer.install(aTarget(), RELEASE_DAY)).toMatchObject({ state: 'ready' })
})

test.each([
  ['absent', undefined],
  ['cut off', '{"schema": 1, "pack'],
  ['of another version', '{"schema": 0}'],
])('a folder whose manifest is %s is laid down anew', async (_, manifest) => {
  const { run } = fakeTools()
  const installer = await anInstaller({ run })
  const dir = join(installer.cacheDir, 'installs/npm/openai/5.17.0/node-24~before~20260428T140440Z')
  await mkdir(dir, { recursive: true })
  await writeFile(join(dir, 'leftover'), '')
  if (manifest !== undefined) await writeFile(join(dir, 'sdkdrift.json'), manifest)
  expect(await installer.install(aTarget(), RELEASE_DAY)).toMatchObject({ state: 'ready', dir, reused: false })
  expect(existsSync(join(dir, 'leftover'))).toBe(false)
})

test.each([
  'sdkdrift.json',
  'sdkdrift.files.json',
])('a folder whose %s has another character is laid down anew', async (name) => {
  const { run } = fakeTools()
  const installer = await anInstaller({ run })
  const first = await installer.install(aTarget(), RELEASE_DAY)
  const path = join(first.state === 'ready' ? first.dir : '', name)
  const text = await readFile(path, 'utf8')
  // Another that is as good to whoever reads it: a space more.
  await writeFile(path, text.replace(',"', ', "'))
  const again = await installer.install(aTarget(), RELEASE_DAY)
  expect(again).toMatchObject({ state: 'ready', reused: false })
  expect(await readFile(path, 'utf8')).toBe(text)
})

test('a folder made for another machine is not reused', async () => {
  const { run } = fakeTools()
  const here = await anInstaller({ run })
  await here.install(aTarget(), RELEASE_DAY)
  const there = await anInstaller({
    run,
    cacheDir: here.cacheDir,
    host: { os: 'linux', arch: 'riscv64', libc: 'musl' },
  })
  expect(await there.install(aTarget(), RELEASE_DAY)).not.toMatchObject({ reused: true })
})

test('asked for twice at once, it is laid down once', async () => {
  const { run, calls } = fakeTools()
  const installer = await anInstaller({ run })
  const both = await Promise.all([1, 2].map(() => installer.install(aTarget(), RELEASE_DAY)))
  expect(both.map(({ state }) => state)).toEqual(['ready', 'ready'])
  expect(layings(calls)).toHaveLength(1)
})

test('two processes that install the same version at the same time both get it', async () => {
  const { run, calls } = fakeTools()
  const one = await anInstaller({ run })
  const other = await anInstaller({ run, cacheDir: one.cacheDir })
  const both = await Promise.all([one, other].map((installer) => installer.install(aTarget(), RELEASE_DAY)))
  expect(both.map(({ state }) => state)).toEqual(['ready', 'ready'])
  expect(layings(calls)).toHaveLength(2)
  expect(await readdir(join(one.cacheDir, 'installs/.tmp'))).toEqual([])
})

test('what a dead process left is swept; what a living one works on is not', async () => {
  const { run } = fakeTools()
  const installer = await anInstaller({ run })
  const tmp = join(installer.cacheDir, 'installs/.tmp')
  const living = `${process.pid}~${hostname()}~x`
  const elsewhere = '999999999~another-host~x'
  for (const name of [`999999999~${hostname()}~x`, living, elsewhere])
    await mkdir(join(tmp, name, 'dir'), { recursive: true })
  await installer.install(aTarget(), RELEASE_DAY)
  expect((await readdir(tmp)).sort()).toEqual([elsewhere, living].sort())
})

test('with dependencies of today, tomorrow has a folder of its own; offline takes the newest there is', async () => {
  const { run, calls } = fakeTools()
  const today = await anInstaller({ run })
  const first = await today.install(aTarget(), { resolve: 'today' })
  expect(first).toMatchObject({ dir: expect.stringMatching(/node-24~2026-11-23$/) })
  const clock = { now: () => new Date('2026-11-24T12:00:00Z') }
  const offline = await anInstaller({ run, cacheDir: today.cacheDir, clock, offline: true })
  expect(await offline.install(aTarget(), { resolve: 'today' })).toMatchObject({
    reused: true,
    dir: expect.stringMatching(/11-23$/),
  })
  const tomorrow = await anInstaller({ run, cacheDir: today.cacheDir, clock })
  expect(await tomorrow.install(aTarget(), { resolve: 'today' })).toMatchObject({ reused: false })
  expect(layings(calls)).toHaveLength(2)
})

test('the installer sees registry credentials and none of the other variables of the caller', async () => {
  const { run, calls } = fakeTools({
    npm: async ({ args }) => {
      const file = await readFile(args[args.indexOf('--npmrc-auth-file') + 1] ?? '', 'utf8')
      return ended(1, `pnpm was given:\n${file}`)
    },
  })
  const home = await aFolder()
  await writeFile(join(home, 'package.json'), '{}')
  await writeFile(
    join(home, '.npmrc'),
    `registry=https://npm.corp.example/\n//npm.corp.example/:_authToken=${'$'}{CORP_TOKEN}\nnode-linker=hoisted\n`,
  )
  const env = {
    HOME: home,
    PATH: '/usr/bin',
    CORP_TOKEN: 'tok-1234567',
    OPENAI_API_KEY: 'sk-1',
    HTTPS_PROXY: 'http://p:1',
  }
  const installer = await anInstaller({ run, cwd: home, env })
  const failed = await installer.install(aTarget(), RELEASE_DAY)
  expect(failed).toMatchObject({ reason: expect.stringContaining('//npm.corp.example/:_authToken=***') })
  expect(failed).not.toMatchObject({ reason: expect.stringContaining('hoisted') })
  expect(calls[0]?.env).toMatchObject({ HTTPS_PROXY: 'http://p:1', PNPM_CONFIG_IGNORE_SCRIPTS: 'true' })
  expect(JSON.stringify(calls[0]?.env)).not.toMatch(/sk-1|tok-/)
})

test('credentials do not stay in the finished folder', async () => {
  const { run } = fakeTools()
  const home = await aFolder()
  await writeFile(join(home, 'package.json'), '{}')
  await writeFile(join(home, '.npmrc'), '//registry.npmjs.org/:_authToken=tok-1234567\n')
  const installer = await anInstaller({ run, cwd: home })
  const installed = await installer.install(aTarget(), RELEASE_DAY)
  const names = installed.state === 'ready' ? await readdir(installed.dir) : []
  expect(names.sort()).toEqual(['node_modules', 'package.json', 'sdkdrift.files.json', 'sdkdrift.json'])
})

test.each([
  ['of the release day', {}, { at: 'release-day', before: '2026-04-28T14:04:40.482Z' }],
  [
    'of today, and why',
    { misdated: 'a mirror dates it' },
    { at: 'today', on: '2026-11-23', because: 'a mirror dates it' },
  ],
  ['of today where there is no date', { publishedAt: null }, { at: 'today', because: 'its registry dates nothing' }],
])('the manifest says that npm dependencies are %s', async (_, over, resolved) => {
  const { run } = fakeTools()
  const installer = await anInstaller({ run })
  const installed = await installer.install(aTarget(over), RELEASE_DAY)
  const manifest = await readManifest(installed.state === 'ready' ? installed.dir : '')
  expect(manifest).toMatchObject({ resolved, tools: { pnpm: expect.stringMatching(/^12\./) } })
})

test('a local tarball is known by its content; a local folder is packed anew each time', async () => {
  const { run, calls } = fakeTools({
    npm: async ({ args, cwd }) => {
      if (args[0] === 'pack')
        await writeFile(join(args[args.indexOf('--pack-destination') + 1] ?? '', 'openai-9.9.9.tgz'), '')
      else await putNpm(cwd ?? '', 'openai', '9.9.9')
      return ended()
    },
  })
  const installer = await anInstaller({ run })
  const home = await aFolder()
  const tarball = { kind: 'path', path: join(home, 'openai.tgz') } as const
  await writeFile(tarball.path, 'one')
  const install = (source: typeof tarball) => installer.install(aTarget({ version: '9.9.9', source }), RELEASE_DAY)
  expect(await install(tarball)).toMatchObject({ state: 'ready', reused: false })
  expect(await install(tarball)).toMatchObject({ state: 'ready', reused: true })
  await writeFile(tarball.path, 'two')
  expect(await install(tarball)).toMatchObject({ state: 'ready', reused: false })
  for (const _ of [1, 2])
    expect(await install({ kind: 'path', path: home })).toMatchObject({ state: 'ready', reused: false })
  expect(calls.map(({ args }) => args[0])).toEqual(['install', 'install', 'pack', 'install', 'pack', 'install'])
})

test('what is not there is a reason, not a crash', async () => {
  const { run } = fakeTools({
    npm: async ({ file }) => (file === 'git' ? ended(128, '', 'fatal: no repository') : undefined),
  })
  const installer = await anInstaller({ run })
  const gone = await installer.install(aTarget({ source: { kind: 'path', path: '/nowhere/x.tgz' } }), RELEASE_DAY)
  expect(gone).toMatchObject({ state: 'failed', reason: expect.stringContaining('/nowhere/x.tgz') })
  const git = await installer.install(
    aTarget({ source: { kind: 'git', url: '/nowhere', ref: 'a'.repeat(40) } }),
    RELEASE_DAY,
  )
  expect(git).toMatchObject({ state: 'failed', reason: expect.stringContaining('could not be checked out') })
})

const BESIDE = { ...RELEASE_DAY, with: { '@langchain/openai': '0.6.14' } }

test('a package beside it is in its tree, and both are pinned for all that is there', async () => {
  const { run, calls } = fakeTools()
  const installed = await (await anInstaller({ run })).install(aTarget(), BESIDE)
  expect(installed).toMatchObject({ dependencies: { openai: '5.17.0', '@langchain/openai': '0.6.14' } })
  // What pnpm 12 reads in a package.json of a folder that is no workspace has none of it: seen with `resolutions`.
  const overrides = layings(calls)[0]?.env?.['PNPM_CONFIG_OVERRIDES'] ?? ''
  expect(JSON.parse(overrides)).toEqual({ openai: '5.17.0', '@langchain/openai': '0.6.14' })
  await (await anInstaller({ run })).install(aTarget(), RELEASE_DAY)
  expect(layings(calls)[1]?.env).not.toHaveProperty('PNPM_CONFIG_OVERRIDES')
})

test('a tree in which another version of what is pinned lies too is no answer', async () => {
  const { run } = fakeTools({
    npm: async ({ cwd = '' }) => {
      await putNpm(cwd, '@langchain/openai', '0.6.14')
      await putNpm(cwd, 'openai', '5.12.2')
      await putNpm(cwd, 'openai', '5.17.0')
      return ended()
    },
  })
  const installer = await anInstaller({ run })
  expect(await installer.install(aTarget(), BESIDE)).toMatchObject({
    state: 'failed',
    reason: 'pnpm ended well, but openai lies there as 5.12.2, 5.17.0, and not as 5.17.0 alone.',
  })
  expect(await installer.install(aTarget(), RELEASE_DAY)).toMatchObject({ state: 'ready' })
})
