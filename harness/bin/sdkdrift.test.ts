import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const here = dirname(fileURLToPath(import.meta.url))
let home: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sdkdrift-bin-'))
  cpSync(here, join(home, 'harness', 'bin'), { recursive: true })
  cpSync(join(here, '..', '..', 'package.json'), join(home, 'package.json'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

/** A start in which Node says it is `version`; what is said to the program stands in `home`. */
const started = (version: string | null, args: readonly string[] = []) => {
  const disguise = join(home, 'disguise.cjs')
  writeFileSync(disguise, `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`)
  return [...(version ? ['--require', disguise] : []), join(home, 'harness', 'bin', 'sdkdrift.cjs'), ...args]
}
const start = (version: string | null, args: readonly string[] = [], cwd = home) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, started(version, args), { encoding: 'utf8', cwd })
  return { status, stdout, stderr }
}
const mainIs = (code: string, path = 'harness/main.ts') => {
  mkdirSync(dirname(join(home, path)), { recursive: true })
  writeFileSync(join(home, path), code)
}
const nodePackageIs = (version: string, script: string, name = 'node') => {
  const dir = join(home, 'node_modules', name)
  mkdirSync(join(dir, 'bin'), { recursive: true })
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name, version, bin: { node: 'bin/node' } }))
  writeFileSync(join(dir, 'bin', 'node'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(dir, 'bin', 'node'), 0o755)
}

test.each([
  '0.12.18',
  '20.20.2',
  '22.22.1',
  '23.11.0',
  '24.14.9',
  '25.9.0',
])('Node %s is told in one line which one is needed', (version) => {
  const { status, stdout, stderr } = start(version)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/^sdkdrift needs Node .*>=26\.0\.0, and this is Node .*\n$/)
  expect(stderr).toContain(`this is Node ${version} `)
})

test.each(['22.22.2', '22.23.0', '24.15.0', '26.0.0', '27.1.0'])('Node %s is new enough', (version) => {
  mainIs('console.log("ran")')
  expect(start(version)).toEqual({ status: 0, stdout: 'ran\n', stderr: '' })
})

test('a checkout runs its sources, a package what was built from them', () => {
  mainIs('console.log("built")', 'dist/harness/joined/main.js')
  writeFileSync(join(home, 'dist', 'package.json'), '{"type":"module"}')
  expect(start(null).stdout).toBe('built\n')
  mainIs('const words: string = "source"; console.log(words)')
  expect(start(null).stdout).toBe('source\n')
})

test('a checkout runs what was built of these very sources, and no build that was made before an edit', () => {
  mainIs('console.log("source")')
  mainIs('console.log("built")', 'dist/harness/joined/main.js')
  writeFileSync(join(home, 'dist', 'package.json'), '{"type":"module"}')
  const listed = () =>
    execFileSync(
      process.execPath,
      ['-p', `require(${JSON.stringify(join(home, 'harness/bin/built-of.cjs'))}).sourcesOf('.')`],
      {
        encoding: 'utf8',
        cwd: home,
      },
    ).slice(0, -1)
  writeFileSync(join(home, 'dist', 'built-of.txt'), listed())
  expect(start(null).stdout).toBe('built\n')
  mainIs('{}', 'harness/commands/new.ts')
  expect(start(null).stdout, 'a new file').toBe('source\n')
  writeFileSync(join(home, 'dist', 'built-of.txt'), listed())
  expect(start(null).stdout).toBe('built\n')
  mainIs('console.log("edited")')
  expect(start(null).stdout, 'another content').toBe('edited\n')
  writeFileSync(join(home, 'dist', 'built-of.txt'), listed())
  utimesSync(join(home, 'harness', 'main.ts'), 1_000_000_000, 1_000_000_000)
  expect(start(null).stdout, 'another time').toBe('edited\n')
})

test('arguments and the exit code pass through a link, from any folder', () => {
  mainIs('console.log(process.argv.slice(2).join("|")); process.exitCode = 3')
  const link = join(home, 'link')
  symlinkSync(join(home, 'harness', 'bin', 'sdkdrift.cjs'), link)
  const { status, stdout } = spawnSync(process.execPath, [link, 'matrix', '--sdk', 'a b'], {
    encoding: 'utf8',
    cwd: '/',
  })
  expect({ status, stdout }).toEqual({ status: 3, stdout: 'matrix|--sdk|a b\n' })
})

test('a program that cannot even be loaded does not end as "drift found"', () => {
  mainIs('import "./absent.ts"')
  const { status, stderr } = start(null)
  expect(status).toBe(4)
  expect(stderr).toContain('absent.ts')
})

test('an old Node hands over to a newer one installed beside us, and takes its exit code', () => {
  nodePackageIs('24.15.0', 'shift; echo "handed: $@"; exit 7')
  expect(start('20.20.2', ['show', 'x y'])).toEqual({ status: 7, stdout: 'handed: show x y\n', stderr: '' })
})

const ownNode = `node-${process.platform}-${process.arch}`

test.skipIf(process.platform !== 'linux')(
  'the Node of this system alone is one, where no script of a package runs',
  () => {
    nodePackageIs('24.15.0', 'exit 7', ownNode)
    // What a package manager leaves that ran no script: no program.
    nodePackageIs('24.21.0', 'exit 8')
    rmSync(join(home, 'node_modules', 'node', 'bin', 'node'))
    expect(start('20.20.2')).toEqual({ status: 7, stdout: '', stderr: '' })
  },
)

test.skipIf(process.platform !== 'linux').each([
  ['of npm', 'node_modules', 'npm install -D --prefix'],
  ['of pnpm', 'node_modules/.pnpm/sdkdrift@0.1.0/node_modules', 'pnpm add -D --dir'],
])(
  'the way to a newer one leads into the folder in which we are installed, %s, wherever we are called',
  (_by, below, brings) => {
    const project = join(home, "it's there")
    const installed = join(project, below, 'sdkdrift')
    cpSync(join(home, 'harness'), join(installed, 'harness'), { recursive: true })
    cpSync(join(home, 'package.json'), join(installed, 'package.json'))
    const [require = '', disguise = ''] = started('20.20.2')
    const { stderr } = spawnSync(process.execPath, [require, disguise, join(installed, 'harness/bin/sdkdrift.cjs')], {
      encoding: 'utf8',
      cwd: '/',
    })
    expect(stderr).toMatch(/^sdkdrift needs Node .*\n$/)
    const [, command = ''] = /which it finds: (.*)\n$/.exec(stderr) ?? []
    // As a shell takes it apart.
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' })
    expect(words.trimEnd().split('\n')).toEqual([...brings.split(' '), project, `${ownNode}@24`])
  },
)

test('a Node beside us that is too old itself is left alone', () => {
  nodePackageIs('20.0.0', 'echo used')
  expect(start('18.0.0').stderr).toContain('this is Node 18.0.0')
})

test('a signal sent to the old Node reaches the newer one, and its end is ours', async () => {
  nodePackageIs('24.15.0', 'echo waiting; for i in 1 2 3 4 5 6 7 8 9; do sleep 0.1; done; exit 5')
  const child = spawn(process.execPath, started('20.20.2'), { stdio: ['ignore', 'pipe', 'inherit'] })
  const [words] = await once(child.stdout, 'data')
  expect(String(words)).toBe('waiting\n')
  child.kill('SIGTERM')
  const [code, signal] = await once(child, 'exit')
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGTERM' })
})
