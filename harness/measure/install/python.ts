import { join } from 'node:path'
import { compare, valid } from '@renovatebot/pep440'
import { z } from 'zod'
import { namesIn } from '../../edges/files.ts'
import type { Ran, Run } from '../../edges/process.ts'
import type { Runtime } from '../../model/runtime.ts'
import { isWished, type RuntimeWish, wishText } from '../../model/runtime-wish.ts'
import { type Env, toolEnvironment } from './environment.ts'
import { reasonOf } from './reason.ts'
import type { Uv } from './uv.ts'

/** @property tag what binary packages are made for: `python-3.11`, `python-3.14t`, `pypy-3.10` */
export type Python = { readonly runtime: Runtime; readonly tag: string }

/** Older ones have not been cared for since October 2025: https://devguide.python.org/versions/ */
const OLDEST = '3.9'

/** Of a virtual environment the Python that it was made from: what lies in a project's own must not decide a result. */
const QUESTION = `import json, platform, sys
print(json.dumps([platform.python_implementation(), platform.python_version(), getattr(sys, 'abiflags', ''), getattr(sys, '_base_executable', '') or sys.executable]))`
const answerSchema = z.tuple([z.string(), z.string(), z.string(), z.string()])

export type PythonOptions = { readonly env: Env; readonly run: Run; readonly cacheDir: string }

/** `python3` on PATH, asked itself; null when there is none, it is too old, or `UV_PYTHON` chooses another. */
export const pythonOnPath = async (options: Omit<PythonOptions, 'cacheDir'>): Promise<Python | null> => {
  if (options.env['UV_PYTHON']) return null
  const python = pythonIn(await ask('python3', options))
  return python && compare(python.runtime.version, OLDEST) >= 0 ? python : null
}

/**
 * The system's Python, never one that is downloaded or a project's environment: the one that `UV_PYTHON` chooses, else
 * `python3` on PATH, else what uv finds.
 * @param onPath what `pythonOnPath` gives
 * @param uv may still be on its way: most often it is not needed
 */
export const findPython = async (
  onPath: Promise<Python | null>,
  uv: Promise<Uv | { readonly reason: string }>,
  options: PythonOptions,
): Promise<Python | { readonly reason: string }> => {
  const python = await onPath
  if (python) return python
  const found = await uv
  return 'reason' in found ? found : await findByUv(found, options)
}

/**
 * The Python that a user asks for: `python3` on PATH where it is that one, `python3.11` there, one that pyenv has, else what uv
 * finds. None is downloaded: uv's own come from GitHub, which many machines that test do not reach.
 */
export const findWishedPython = async (
  wish: RuntimeWish,
  onPath: Promise<Python | null>,
  uv: Promise<Uv | { readonly reason: string }>,
  options: PythonOptions,
): Promise<Python | { readonly reason: string }> => {
  if (compare(`${wish.version}.99`, OLDEST) < 0)
    return { reason: `${wishText(wish)} is too old to be measured on: Python ${OLDEST} is the oldest.` }
  const isIt = (python: Python | null): python is Python => python !== null && isWished(python.runtime.version, wish)
  const first = await onPath
  if (isIt(first)) return first
  const minor = wish.version.split('.').slice(0, 2).join('.')
  for (const file of [`python${minor}`, ...(await pyenvPythons(wish, options.env))]) {
    const python = pythonIn(await ask(file, options))
    if (isIt(python)) return python
  }
  const found = await uv
  const byUv = 'reason' in found ? found : await findByUv(found, options, wish.version)
  if (!('reason' in byUv) && isIt(byUv)) return byUv
  return {
    reason: `There is no Python ${wish.version} on this machine: not on PATH as python${minor}, not in pyenv, and uv finds none. Install it (\`uv python install ${wish.version}\` fetches it from GitHub; \`pyenv install ${wish.version}\`; your system's packages), or take "${wishText(wish)}" out of the runtimes.`,
  }
}

/** pyenv's shims stand for one version at a time; the others lie beside each other. https://github.com/pyenv/pyenv#locating-pyenv-provided-python-installations */
const pyenvPythons = async (wish: RuntimeWish, env: Env): Promise<readonly string[]> => {
  const versions = join(env['PYENV_ROOT'] || join(env['HOME'] ?? '/', '.pyenv'), 'versions')
  const names = (await namesIn(versions)).filter((name) => valid(name) !== null && isWished(name, wish))
  return names.toSorted((a, b) => compare(b, a)).map((name) => join(versions, name, 'bin', 'python3'))
}

const findByUv = async (
  uv: Uv,
  options: PythonOptions,
  wanted?: string,
): Promise<Python | { readonly reason: string }> => {
  const { env, run, cacheDir } = options
  const chosen = wanted ?? (env['UV_PYTHON'] || `>=${OLDEST}`)
  const args = ['python', 'find', chosen, '--system', '--no-project', '--no-config', '--cache-dir', cacheDir]
  const found = await run({
    file: uv.path,
    args,
    env: { ...toolEnvironment(env), UV_PYTHON_DOWNLOADS: 'never' },
    timeoutMs: 60_000,
  })
  const path = found.stdout.trim()
  if (found.exitCode !== 0 || !path) {
    const asked = env['UV_PYTHON'] ? ` (UV_PYTHON=${env['UV_PYTHON']})` : ''
    return {
      reason: `No Python found${asked}; install Python ${OLDEST} or newer and have it on PATH. ${reasonOf(found, [])}`,
    }
  }
  const asked = await ask(path, options)
  return pythonIn(asked) ?? { reason: `${path} does not run: ${reasonOf(asked, [])}` }
}

const ask = (file: string, { env, run }: Omit<PythonOptions, 'cacheDir'>): Promise<Ran> =>
  run({ file, args: ['-I', '-S', '-c', QUESTION], env: toolEnvironment(env), timeoutMs: 60_000 })

const pythonIn = ({ exitCode, stdout }: Ran): Python | null => {
  const answer = exitCode === 0 ? answerSchema.safeParse(jsonIn(stdout)).data : undefined
  if (!answer) return null
  const [implementation, version, flags, path] = answer
  const name = implementation === 'CPython' ? 'python' : implementation.toLowerCase()
  const tag = `${name}-${version.split('.').slice(0, 2).join('.')}${flags}`
  return { runtime: { name: 'python', version, path }, tag }
}

/** A wrapper on PATH may print what it likes. */
const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
