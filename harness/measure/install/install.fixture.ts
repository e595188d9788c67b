import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command, Ran, Run } from '../../edges/process.ts'
import type { Target } from '../../model/sdk.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { createInstaller, type Installer } from './install.ts'
import type { InstallerOptions } from './installer-options.ts'

export const aFolder = async (): Promise<string> => temporaryFolder('install')

export const aTarget = (over: Partial<Target> & { registry?: 'npm' | 'pypi'; package?: string } = {}): Target => ({
  sdk: { id: 'sdk', registry: over.registry ?? 'npm', package: over.package ?? 'openai', family: 'openai' },
  version: over.version ?? '5.17.0',
  publishedAt: over.publishedAt === undefined ? '2026-04-28T14:04:40.482Z' : over.publishedAt,
  ...(over.completeAt ? { completeAt: over.completeAt } : {}),
  ...(over.misdated ? { misdated: over.misdated } : {}),
  source: over.source ?? { kind: 'registry' },
})

export const ended = (exitCode = 0, stdout = '', stderr = ''): Ran => ({ exitCode, stdout, stderr, failure: null })

/** pnpm and uv that lay down what they are asked for, without a network; `calls` tells what they were asked. */
export const fakeTools = (
  answer: {
    npm?: (command: Command) => Promise<Ran | undefined>
    pypi?: (command: Command) => Promise<Ran | undefined>
  } = {},
): { readonly run: Run; readonly calls: Command[] } => {
  const calls: Command[] = []
  const run: Run = async (command) => {
    calls.push(command)
    const { args } = command
    if (args[0] === '--version') return ended(0, 'uv 0.13.9')
    if (args[0] === 'python') return ended(0, '/usr/bin/python3')
    if (args[0] === '-I') return ended(0, '["CPython", "3.11.7", "", "/usr/bin/python3"]')
    const own = await (args[0] === 'pip' ? answer.pypi : answer.npm)?.(command)
    if (own) return own
    await (args[0] === 'pip' ? layPypi(args) : layNpm(command.cwd ?? ''))
    return ended()
  }
  return { run, calls }
}

/** Only the calls that lay something down. */
export const layings = (calls: readonly Command[]): readonly Command[] =>
  calls.filter(({ args }) => args[0] === 'install' || args[0] === 'pip')

const layNpm = async (dir: string): Promise<void> => {
  const { default: wanted } = await import(join(dir, 'package.json'), { with: { type: 'json' } })
  for (const [name, version] of Object.entries<string>(wanted.dependencies)) await putNpm(dir, name, version)
}

/** One package as pnpm puts it. */
export const putNpm = async (dir: string, name: string, version: string, suffix = ''): Promise<void> => {
  const slot = `${name.replace('/', '+')}@${version}${suffix}`
  const at = join(dir, 'node_modules', '.pnpm', slot, 'node_modules', name)
  await mkdir(at, { recursive: true })
  await writeFile(join(at, 'package.json'), JSON.stringify({ name, version }))
}

const layPypi = async (args: readonly string[]): Promise<void> => {
  for (const wanted of args.filter((arg) => /^[\w.-]+==/.test(arg))) {
    const [name = '', version = ''] = wanted.split('==')
    await putPypi(args[args.indexOf('--target') + 1] ?? '', name, version)
  }
}

/** One distribution as uv puts it. */
export const putPypi = async (dir: string, name: string, version: string): Promise<void> => {
  const at = join(dir, `${name}-${version}.dist-info`)
  await mkdir(at, { recursive: true })
  await writeFile(
    join(at, 'METADATA'),
    `Metadata-Version: 2.4\nName: ${name}\nVersion: ${version}\n\nVersion: of the text below`,
  )
}

/** Nothing of the machine's own settings reaches a test. */
export const anInstaller = async (
  over: Partial<InstallerOptions> & { run: Run },
): Promise<Installer & { cacheDir: string }> => {
  const home = await aFolder()
  const options: InstallerOptions = {
    cacheDir: join(home, 'cache'),
    offline: false,
    env: { HOME: home, PATH: '/usr/bin:/bin' },
    cwd: home,
    node: { name: 'node', version: '24.21.0', path: '/usr/bin/node' },
    host: { os: process.platform, arch: process.arch, libc: process.platform === 'linux' ? 'gnu' : null },
    clock: { now: () => new Date('2026-11-23T12:00:00Z') },
    ...over,
  }
  return { ...createInstaller(options), cacheDir: options.cacheDir }
}
