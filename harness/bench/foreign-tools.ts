import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { removeTree } from '../edges/files.ts'
import { ownHost } from '../edges/host.ts'
import { run } from '../edges/process.ts'
import { downloader } from '../measure/install/download.ts'
import { findPython, pythonOnPath } from '../measure/install/python.ts'
import { readPythonIndex } from '../measure/install/python-index.ts'
import { findUv } from '../measure/install/uv.ts'
import type { Context } from './bench.ts'
import { timeCommand } from './time-command.ts'

type Env = Readonly<Record<string, string | undefined>>

/** One environment for all that is not ours: the user's own settings, the Node that runs us, caches that stay warm. */
export const foreignEnv = ({ env, cacheDir }: Context, path: readonly string[] = []): Env => ({
  ...env,
  PATH: [...path, dirname(process.execPath), env['PATH']].filter(Boolean).join(':'),
  CI: '1',
  NO_COLOR: '1',
  npm_config_cache: join(cacheDir, 'bench', 'npm-cache'),
  PIP_CACHE_DIR: join(cacheDir, 'bench', 'pip-cache'),
  UV_CACHE_DIR: join(cacheDir, 'bench', 'uv-cache'),
})

const TAV = '6.2.0'
const NOX = '2026.8.17'

/** The program `tav` of test-all-versions, installed by npm when it is not there yet. */
export const testAllVersions = async (context: Context): Promise<string> => {
  const dir = await provided(context, `test-all-versions-${TAV}`, async (folder) => {
    await writeFile(join(folder, 'package.json'), '{"private":true}')
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', `test-all-versions@${TAV}`]
    await timeCommand({ file: 'npm', args, cwd: folder, env: foreignEnv(context) })
  })
  return join(dir, 'node_modules', '.bin', 'tav')
}

/** nox, and the uv that its uv backend calls; installed by uv when it is not there yet. */
export const nox = async (context: Context): Promise<{ readonly nox: string; readonly uv: string }> => {
  const { uv, python } = await uvAndPython(context)
  const dir = await provided(context, `nox-${NOX}`, async (folder) => {
    const env = foreignEnv(context)
    const venv = join(folder, 'venv')
    await timeCommand({ file: uv, args: ['venv', '--python', python, venv], cwd: folder, env })
    const args = ['pip', 'install', '--python', join(venv, 'bin', 'python'), `nox==${NOX}`]
    await timeCommand({ file: uv, args, cwd: folder, env })
  })
  return { nox: join(dir, 'venv', 'bin', 'nox'), uv }
}

const uvAndPython = async ({ env, cacheDir }: Context) => {
  const { url } = await readPythonIndex(cacheDir, env)
  const tools = join(cacheDir, 'tools')
  const found = { tools, offline: false, env, host: ownHost(), run, download: downloader(env), indexUrl: url }
  const uv = await findUv(found)
  if ('reason' in uv) throw new Error(uv.reason)
  const python = await findPython(pythonOnPath({ env, run }), Promise.resolve(uv), {
    env,
    run,
    cacheDir: join(cacheDir, 'stores', 'uv'),
  })
  if ('reason' in python) throw new Error(python.reason)
  return { uv: uv.path, python: python.runtime.path }
}

/** A tool's own folder below the cache, made once; one that was not finished is made anew. */
const provided = async ({ cacheDir, say }: Context, name: string, make: (folder: string) => Promise<void>) => {
  const folder = join(cacheDir, 'bench', 'tools', name)
  const done = join(folder, 'complete')
  if (await isThere(done)) return folder
  say(`installing ${name}`)
  await removeTree(folder)
  await mkdir(folder, { recursive: true })
  await make(folder)
  await writeFile(done, '')
  return folder
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
