import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const checkout = dirname(import.meta.dirname)
const home = mkdtempSync(join(tmpdir(), 'sdkdrift-pack-'))
/** What a shell has, not what `npm test` adds; the Node that runs this test comes first. */
const env = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_(lifecycle|package|config_local)|INIT_CWD|NODE_ENV|VITEST)/i.test(name),
    ),
  ),
  // Nothing from earlier runs: what the package installs, it installs here.
  SDKDRIFT_CACHE: join(home, 'cache'),
  PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
}
const inHome = (file: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(file, args, { cwd: home, env, encoding: 'utf8', timeout: 480_000 })
  return { status, stdout, stderr }
}
const write = (name: string, content: string) => writeFileSync(join(home, name), content)

beforeAll(() => {
  execFileSync('npm', ['pack', '--pack-destination', home], { cwd: checkout, env, stdio: 'pipe', timeout: 480_000 })
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz'))
  write('package.json', '{ "private": true, "type": "module" }')
  // Without install scripts: newer npms run none unless asked.
  execFileSync('npm', ['install', `./${tarball}`, '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: home,
    env,
    stdio: 'pipe',
    timeout: 240_000,
  })
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('the installed program says its version and its commands', () => {
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'))
  expect(inHome('npx', 'sdkdrift', '--version')).toMatchObject({ status: 0, stdout: `${version}\n` })
  const { status, stdout } = inHome('npx', 'sdkdrift', '--help')
  expect(status).toBe(0)
  for (const command of ['matrix', 'show', 'diff']) expect(stdout).toContain(command)
})

test('nothing that is there for the development alone is installed', () => {
  const installed = join(home, 'node_modules', 'sdkdrift')
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
  expect(files.filter((name) => /[.](test|fixture)[.]|[/](bench|testing)$|^(reports|[.].*)$/.test(name))).toEqual([])
  expect(files).toEqual(
    expect.arrayContaining(['LICENSE', 'CHANGELOG.md', 'dist/matrix.json', 'dist/harness/measure/run/driver.py']),
  )
  // pnpm is fetched when an npm package is measured first.
  for (const name of ['vitest', 'typescript', 'node', 'pnpm'])
    expect(existsSync(join(home, 'node_modules', name))).toBe(false)
})

test.each([
  ['openai-node', '5.17.0', '5.18.0'],
  ['openai-python', '2.33.0', '2.34.0'],
])('in an empty folder the built-in list is measured: %s %s and %s', (sdk, ...versions) => {
  const { status, stdout, stderr } = inHome(
    'npx',
    'sdkdrift',
    'matrix',
    '--sdk',
    sdk,
    '--scenario',
    'azure-entra-token-as-api-key*',
    '--json',
  )
  expect(status, stderr).toBeLessThan(2)
  const report = JSON.parse(stdout)
  for (const version of versions)
    expect(report.runs).toContainEqual(expect.objectContaining({ sdk, version, status: 'measured' }))
})

test('its own matrix.json is read, and a mistake in it is named', () => {
  write(
    'matrix.json',
    '{\n  "sdks": [{ "id": "openai-node", "registry": "nmp", "package": "openai", "versions": ["5.17.0"] }]\n}\n',
  )
  const { status, stderr } = inHome('npx', 'sdkdrift', 'matrix')
  rmSync(join(home, 'matrix.json'))
  expect(status).toBe(2)
  expect(stderr).toMatch(/matrix\.json:2:.*nmp/s)
})

/** The line by which a template installs the tool. */
const install =
  /- name: Install\n +run: >-\n((?: {10}.*\n)+)/u
    .exec(readFileSync(join(checkout, 'deploy', 'github-gate.yml'), 'utf8'))?.[1]
    ?.replaceAll(/\s+/gu, ' ') ?? ''

test.each(['tarball', 'git address'])('before it is published the templates install it by a %s', (kind) => {
  const temp = mkdtempSync(join(home, 'runner-'))
  const app = join(temp, 'app')
  mkdirSync(app)
  // A repository in which npm itself refuses to install.
  writeFileSync(
    join(app, 'package.json'),
    '{ "devEngines": { "packageManager": { "name": "pnpm", "onFail": "error" } } }',
  )
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz'))
  const SDKDRIFT = kind === 'tarball' ? join(home, tarball ?? '') : `git+${pathToFileURL(checkout)}`
  const { status, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', install], {
    cwd: app,
    env: { ...env, RUNNER_TEMP: temp, SDKDRIFT },
    encoding: 'utf8',
    timeout: 400_000,
  })
  expect(status, stderr).toBe(0)
  const program = join(temp, 'sdkdrift', 'node_modules', '.bin', 'sdkdrift')
  expect(inHome(program, 'list', 'gateways')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('azure-openai'),
  })
  expect(readdirSync(app)).toEqual(['package.json'])
})

test('it stays small: half of the 137 MB that it was', () => {
  const { stdout } = inHome('du', '-sk', join(home, 'node_modules'))
  expect(Number(stdout.split('\t', 1)[0])).toBeLessThan(68 * 1024)
})

test('the library is typed, and runs', () => {
  write(
    'use.ts',
    "import { runMatrix } from 'sdkdrift'\nconst run: (...args: never[]) => Promise<unknown> = runMatrix\nconsole.log(typeof run)\n",
  )
  write(
    'tsconfig.json',
    '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2024", "noEmit": true, "types": ["node"] }, "files": ["use.ts"] }',
  )
  const types = join(checkout, 'node_modules', '@types')
  const tsc = join(checkout, 'node_modules', 'typescript', 'bin', 'tsc')
  expect(inHome(process.execPath, tsc, '-p', '.', '--typeRoots', types)).toEqual({ status: 0, stdout: '', stderr: '' })
  expect(inHome(process.execPath, 'use.ts')).toMatchObject({ status: 0, stdout: 'function\n' })
})

test.each(['4', '5'])('the matchers and the suite are typed and run in a project with Vitest %s', (version) => {
  const project = mkdtempSync(join(home, 'vitest-'))
  const inProject = (file: string, ...args: readonly string[]) =>
    spawnSync(file, args, { cwd: project, env: { ...env, NO_COLOR: '1' }, encoding: 'utf8', timeout: 480_000 })
  for (const [name, text] of Object.entries({
    'package.json': '{ "private": true, "type": "module" }',
    // The types of packages are checked too: that is what `tsc` does unless told otherwise.
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2024", "noEmit": true }, "files": ["drift.test.ts"] }',
    'matrix.json':
      '{ "sdks": [{ "id": "openai-node", "registry": "npm", "package": "openai", "versions": ["5.17.0", "5.18.0"] }], "scenarios": ["azure-api-key"], "gateways": ["azure-openai"] }',
    'chat.mjs':
      "import { AzureOpenAI } from 'openai'\nawait new AzureOpenAI({ apiVersion: '1', apiKey: process.env.SDKDRIFT_API_KEY, maxRetries: 0 }).models.list()\n",
    'drift.test.ts': `import { driftSuite, sdkdriftMatchers, sentBy } from 'sdkdrift/vitest'
import { expect, test } from 'vitest'

expect.extend(sdkdriftMatchers)
const chat = { run: ['node', 'chat.mjs'], gateways: ['azure-openai'] }

test('differs', { timeout: 100_000 }, async () => {
  await expect(chat).not.toSendTheSameAt('openai', '5.17.0', '5.18.0')
  const sent = await sentBy(chat, 'openai', '5.18.0')
  expect(sent).toHaveSent('authorization', 'api-key')
  // @ts-expect-error: a role has to be named
  expect(() => expect(sent).toHaveSent('authorization')).toThrow()
})

await driftSuite({ config: 'matrix.json' })
`,
  }))
    writeFileSync(join(project, name), text)
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz'))
  const installed = inProject(
    'npm',
    ...['install', `../${tarball}`, `vitest@${version}`, '--ignore-scripts', '--no-audit', '--no-fund'],
  )
  expect(installed.status, installed.stderr).toBe(0)
  const types = inProject(process.execPath, join(checkout, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.')
  expect([types.status, types.stdout]).toEqual([0, ''])
  const { status, stdout } = inProject('npx', 'vitest', 'run', '--reporter=verbose')
  expect(status, stdout).toBe(1)
  expect(stdout).toContain('✓ drift.test.ts > differs')
  expect(stdout).toContain('✓ drift.test.ts > openai-node > 5.17.0 > azure-api-key')
  expect(stdout).toContain('× drift.test.ts > openai-node > 5.18.0 > azure-api-key')
})
