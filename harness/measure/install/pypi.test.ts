import { link, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder, anInstaller, aTarget, ended, fakeTools, layings, putPypi } from './install.fixture.ts'
import { readManifest } from './manifest.ts'

const RELEASE_DAY = { resolve: 'release-day' } as const
const python = (version = '2.33.0', publishedAt: string | null = '2026-04-28T14:04:40.482Z') =>
  aTarget({ registry: 'pypi', version, publishedAt })
const after = (args: readonly string[] | undefined, flag: string) =>
  args?.includes(flag) ? args[args.indexOf(flag) + 1] : undefined

test('dependencies are those of the moment at which the first file was uploaded, where the index dates no other', async () => {
  const { run, calls } = fakeTools()
  const installer = await anInstaller({ run })
  const installed = await installer.install(python(), RELEASE_DAY)
  expect(installed).toMatchObject({
    state: 'ready',
    dir: join(installer.cacheDir, 'installs/pypi/openai/2.33.0/python-3.11~before~20260428T140440Z'),
    runtime: { name: 'python', version: '3.11.7', path: '/usr/bin/python3' },
    dependencies: { openai: '2.33.0' },
  })
  const [{ args } = {}] = layings(calls)
  expect(after(args, '--exclude-newer')).toBe('2026-04-28T14:04:41.482Z')
  expect(after(args, '--only-binary')).toBe(':all:')
})

test('what a wheel brings compiled is the install’s own', async () => {
  const { run } = fakeTools({
    pypi: async ({ args }) => {
      const dir = args[args.indexOf('--target') + 1] ?? ''
      await putPypi(dir, 'openai', '2.33.0')
      const unpacked = join(await aFolder(), 'a.pyc')
      await writeFile(unpacked, 'compiled')
      await mkdir(join(dir, 'openai/__pycache__'), { recursive: true })
      await link(unpacked, join(dir, 'openai/__pycache__/a.pyc'))
      return ended()
    },
  })
  const installed = await (await anInstaller({ run })).install(python(), RELEASE_DAY)
  const dir = installed.state === 'ready' ? installed.dir : ''
  expect((await stat(join(dir, 'openai/__pycache__/a.pyc'))).nlink).toBe(1)
})

test('a version is whole with its last file: what came out later that day is no part of it', async () => {
  const { run, calls } = fakeTools()
  const target = { ...python('1.55.2', '2024-11-27T20:10:00Z'), completeAt: '2024-11-27T20:12:30.5Z' }
  await (await anInstaller({ run })).install(target, { resolve: 'release-day' })
  expect(after(layings(calls)[0]?.args, '--exclude-newer')).toBe('2024-11-27T20:12:31.500Z')
})

test('a version released today is not looked for in the future', async () => {
  const { run, calls } = fakeTools()
  await (await anInstaller({ run })).install(python('3.9.0', '2026-11-23T11:00:00Z'), RELEASE_DAY)
  expect(after(layings(calls)[0]?.args, '--exclude-newer')).toBe('2026-11-23T11:00:01.000Z')
})

test.each([
  ['an index that dates nothing', python('1.0.0', null), 'release-day', 'its registry dates nothing'],
  ['"resolve": "today"', python('1.0.0'), 'today', undefined],
] as const)('%s: dependencies of today, and the manifest says so', async (_, target, resolve, because) => {
  const { run, calls } = fakeTools()
  const installed = await (await anInstaller({ run })).install(target, { resolve })
  expect(layings(calls)[0]?.args).not.toContain('--exclude-newer')
  const manifest = await readManifest(installed.state === 'ready' ? installed.dir : '')
  expect(manifest?.resolved).toEqual({ at: 'today', on: '2026-11-23', ...(because ? { because } : {}) })
})

const UNSOLVED = `Using CPython 3.11.2 interpreter at: /usr/bin/python3
error: No solution found
  cause: Because cffi>=1.4.1 has no usable wheels, your requirements are unsatisfiable.
  hint: Wheels are required for \`cffi\` because building from source is disabled for all packages`

test('when nothing fits at the release day, dependencies are those of today, and why is known', async () => {
  const { run } = fakeTools({
    pypi: async ({ args }) => (args.includes('--exclude-newer') ? ended(1, '', UNSOLVED) : undefined),
  })
  const installed = await (await anInstaller({ run })).install(python(), RELEASE_DAY)
  expect(installed).toMatchObject({
    state: 'ready',
    notOfReleaseDay: 'cffi had no wheel for Python 3.11 on 2026-04-28',
  })
})

test('when nothing fits today either it fails and says what would be tried otherwise', async () => {
  const { run } = fakeTools({ pypi: async () => ended(1, '', UNSOLVED) })
  expect(await (await anInstaller({ run })).install(python(), RELEASE_DAY)).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(
      /^error: No solution found[\s\S]*release day neither: cffi had no wheel for Python 3\.11 on 2026-04-28\. --runtime "python VERSION"/,
    ),
  })
})

test.each([
  [
    'another Python than it asks for',
    'Because the current Python version (3.11.7) does not satisfy Python>=3.13,<4 and openai==2.33.0 depends on Python>=3.13,<4',
    /openai 2\.33\.0 wants Python >=3\.13,<4: --runtime "python VERSION" takes another of this machine\.$/,
  ],
  [
    'no wheel of its own',
    'Because openai==2.33.0 has no usable wheels and you require openai==2.33.0',
    /openai 2\.33\.0 has no wheel for Python 3\.11: .*another version of openai/,
  ],
])('a way is named that there is, where it is %s that is missing', async (_, cause, way) => {
  const said = `error: No solution found when resolving dependencies\n  cause: ${cause}`
  const { run } = fakeTools({ pypi: async () => ended(1, '', said) })
  const installed = await (await anInstaller({ run })).install(python('2.33.0'), { resolve: 'today' })
  expect(installed).toMatchObject({ state: 'failed', reason: expect.stringMatching(way) })
  expect(installed).not.toMatchObject({ reason: expect.stringMatching(/python 3\.9|of a dependency/) })
})

test('a package is no dependency of its own, however its name is spelled', async () => {
  const said = 'error: No solution found\n  cause: Because my-openai==2.33.0 has no usable wheels'
  const { run } = fakeTools({ pypi: async () => ended(1, '', said) })
  const target = python('2.33.0')
  const spelled = { ...target, sdk: { ...target.sdk, package: 'My_OpenAI' } }
  expect(await (await anInstaller({ run })).install(spelled, { resolve: 'today' })).toMatchObject({
    reason: expect.stringMatching(/My_OpenAI 2\.33\.0 has no wheel for Python 3\.11/),
  })
})

test('of a way to no solution that is longer than anybody reads, the packages without a wheel are told', async () => {
  const long = UNSOLVED.replace('  cause:', `${'  and because of this\n'.repeat(30)}  cause:`)
  const { run } = fakeTools({ pypi: async () => ended(1, '', long) })
  expect(await (await anInstaller({ run })).install(python(), { resolve: 'today' })).toMatchObject({
    reason: expect.stringMatching(/^error: No solution found: no usable wheels of cffi\n--runtime/),
  })
})

test('an index that cannot be reached is told without its credentials', async () => {
  const { run } = fakeTools({
    pypi: async () => ended(2, '', 'error: Failed to fetch: `https://me:hunter2@pypi.corp.example/simple/openai/`'),
  })
  expect(await (await anInstaller({ run })).install(python(), RELEASE_DAY)).toMatchObject({
    reason: 'error: Failed to fetch: `https://***@pypi.corp.example/simple/openai/`',
  })
})

test('offline takes what lies there, and does not let uv choose among what happens to be cached', async () => {
  const { run, calls } = fakeTools()
  const online = await anInstaller({ run })
  await online.install(python(), RELEASE_DAY)
  const offline = await anInstaller({ run, cacheDir: online.cacheDir, offline: true })
  expect(await offline.install(python(), RELEASE_DAY)).toMatchObject({ state: 'ready', reused: true })
  expect(await offline.install(python('2.34.0'), RELEASE_DAY)).toMatchObject({
    state: 'failed',
    reason: 'Offline, and openai 2.34.0 was not installed by an earlier run.',
  })
  expect(layings(calls)).toHaveLength(1)
})

test("the project's indexes apply, its constraints and overrides do not", async () => {
  const { run, calls } = fakeTools({
    pypi: async ({ args }) => ended(1, await readFile(after(args, '--config-file') ?? '', 'utf8')),
  })
  const home = await aFolder()
  await mkdir(join(home, 'project'))
  await writeFile(
    join(home, 'pyproject.toml'),
    `[tool.uv]
override-dependencies = ["httpx<0.28"]
exclude-newer = "2020-01-01"
index-strategy = "unsafe-best-match"
[[tool.uv.index]]
name = "corp"
url = "https://pypi.corp.example/simple"
[[tool.uv.index]]
url = "https://mirror.example/simple"
default = true
`,
  )
  const env = {
    HOME: home,
    PATH: '/usr/bin',
    UV_INDEX_CORP_PASSWORD: 'secret-1',
    UV_EXCLUDE_NEWER: '2020-01-01',
    OPENAI_API_KEY: 'sk-1',
  }
  const installer = await anInstaller({ run, env, cwd: join(home, 'project') })
  const installed = await installer.install(python(), RELEASE_DAY)
  const toml = installed.state === 'failed' ? installed.reason : ''
  expect(toml).toMatch(/name = "corp"[\s\S]*url = "https:\/\/mirror\.example\/simple"\ndefault = true/)
  expect(toml).toContain('index-strategy = "unsafe-best-match"')
  expect(toml).not.toMatch(/override|exclude-newer/)
  expect(layings(calls)[0]?.env).toMatchObject({ UV_INDEX_CORP_PASSWORD: 'secret-1' })
  expect(JSON.stringify(layings(calls)[0]?.env)).not.toMatch(/2020|sk-1/)
})

test('a folder of the user is built, its dependencies are wheels all the same', async () => {
  const { run, calls } = fakeTools({ pypi: async () => ended(1) })
  const path = await aFolder()
  await (await anInstaller({ run })).install({ ...python(), source: { kind: 'path', path } }, RELEASE_DAY)
  const args = layings(calls)[0]?.args
  expect([after(args, '--only-binary'), after(args, '--no-binary'), args?.at(-1)]).toEqual([':all:', 'openai', path])
})

test('without Python every install fails with the way out, and npm goes on', async () => {
  const tools = fakeTools()
  const installer = await anInstaller({
    run: async (command) =>
      ['python', '-I'].includes(command.args[0] ?? '')
        ? ended(2, '', 'error: No interpreter found for Python >=3.9')
        : await tools.run(command),
  })
  const reason = expect.stringMatching(/^No Python found; install Python 3\.9 or newer/)
  expect(await installer.runtime('pypi')).toEqual({ reason })
  expect(await installer.install(python(), RELEASE_DAY)).toMatchObject({ state: 'failed', runtime: null, reason })
  expect(await installer.install(aTarget(), RELEASE_DAY)).toMatchObject({ state: 'ready' })
})

test('looked for ahead, python3 is asked once, and uv is not asked before it is needed', async () => {
  const { run, calls } = fakeTools()
  const installer = await anInstaller({ run })
  installer.lookAhead('npm')
  installer.lookAhead('pypi')
  installer.lookAhead('pypi')
  await new Promise((resolve) => setImmediate(resolve))
  expect(calls.map(({ file }) => file)).toEqual(['python3'])
  expect(await installer.runtime('pypi')).toMatchObject({ name: 'python' })
  expect(calls.filter(({ file }) => file === 'python3')).toHaveLength(1)
})

test.each([
  ['3.9.2', {}, '/usr/bin/python3'],
  ['3.8.19', {}, '/opt/found-by-uv'],
  ['3.13.1', { UV_PYTHON: '3.12' }, '/opt/found-by-uv'],
])('python3 on PATH is %s, with %o: %s is taken', async (version, env, path) => {
  const tools = fakeTools()
  const { runtime } = await anInstaller({
    env: { PATH: '/usr/bin', ...env },
    run: async (command) => {
      if (command.args[0] === 'python') return ended(0, '/opt/found-by-uv')
      if (command.args[0] !== '-I') return await tools.run(command)
      const own = command.file === 'python3'
      return ended(
        0,
        JSON.stringify(['CPython', own ? version : '3.12.0', '', own ? '/usr/bin/python3' : command.file]),
      )
    },
  })
  expect(await runtime('pypi')).toMatchObject({ name: 'python', path })
})

test('a package beside it is asked for with it, and both win over what others ask for', async () => {
  let overrides = ''
  const { run, calls } = fakeTools({
    pypi: async ({ args }) => {
      overrides = await readFile(after(args, '--overrides') ?? '', 'utf8')
      return undefined
    },
  })
  const installed = await (await anInstaller({ run })).install(python(), {
    ...RELEASE_DAY,
    with: { 'langchain-openai': '1.2.1' },
  })
  expect(installed).toMatchObject({ dependencies: { openai: '2.33.0', 'langchain-openai': '1.2.1' } })
  expect(layings(calls)[0]?.args).toEqual(expect.arrayContaining(['openai==2.33.0', 'langchain-openai==1.2.1']))
  expect(overrides).toBe('openai==2.33.0\nlangchain-openai==1.2.1\n')
})
