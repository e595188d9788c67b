import { delimiter, dirname } from 'node:path'
import type { GateAnswer } from '../model/gate.ts'
import type { FakeRegistryOptions } from './fake-registry.ts'
import { fakeWorld } from './fake-world.ts'

/** Projects that use the fake SDK, for the tests of `gate` in a file. */
export const gateProjects = async (options: FakeRegistryOptions = {}) => {
  const { registry, newSandbox } = await fakeWorld(options)
  // One cache for all: what is installed once need not be installed again.
  const SDKDRIFT_CACHE = newSandbox().cacheDir
  /** A project of its own, with these files. */
  const project = (files: Readonly<Record<string, unknown>>) => {
    const sandbox = newSandbox()
    sandbox.writeAll(files)
    const PATH = `${dirname(process.execPath)}${delimiter}${sandbox.env['PATH']}`
    const gate = async (...args: readonly string[]) => {
      const ran = await sandbox.cli(['gate', ...args], { env: { PATH, SDKDRIFT_CACHE } })
      return { ...ran, answer: (): GateAnswer => JSON.parse(ran.stdout) }
    }
    return { ...sandbox, gate, json: (...args: readonly string[]) => gate('--json', ...args) }
  }
  return { registry, project }
}

/** A manifest of a project of modules that asks for the fake SDK. */
export const packageJson = (range: string) => ({ name: 'ours', type: 'module', dependencies: { openai: range } })
/** What npm locked for it. */
export const packageLock = (version: string) => ({
  name: 'ours',
  lockfileVersion: 3,
  packages: { '': { dependencies: { openai: '*' } }, 'node_modules/openai': { version } },
})
/** A project of npm, by path. */
export const npm = (range: string, version: string) => ({
  'package.json': packageJson(range),
  'package-lock.json': packageLock(version),
})
const uvLock = (version: string) =>
  `version = 1\nrequires-python = ">=3.9"\n\n[[package]]\nname = "openai"\nversion = "${version}"\n`
/** A project of uv, by path. */
export const uv = (range: string, version: string) => ({
  'pyproject.toml': `[project]\nname = "ours"\nversion = "0"\ndependencies = ["openai${range}"]\n`,
  'uv.lock': uvLock(version),
})
