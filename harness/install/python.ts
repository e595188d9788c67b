import { z } from 'zod'
import type { Run } from '../edges/process.ts'
import type { Runtime } from '../model/installed.ts'
import { type Env, toolEnvironment } from './environment.ts'
import { reasonOf } from './reason.ts'
import type { Uv } from './uv.ts'

/** @property tag what binary packages are made for: `python-3.11`, `python-3.14t`, `pypy-3.10` */
export type Python = { readonly runtime: Runtime; readonly tag: string }

/** Older ones have not been cared for since October 2025: https://devguide.python.org/versions/ */
const WANTED = '>=3.9'

const QUESTION = `import json, platform, sys
print(json.dumps([platform.python_implementation(), platform.python_version(), getattr(sys, 'abiflags', ''), sys.executable]))`
const answerSchema = z.tuple([z.string(), z.string(), z.string(), z.string()])

/** The system's Python (`UV_PYTHON` chooses another), never one that is downloaded or a project's environment. */
export const findPython = async (
  uv: Uv,
  { env, run, cacheDir }: { readonly env: Env; readonly run: Run; readonly cacheDir: string },
): Promise<Python | { readonly reason: string }> => {
  const chosen = env['UV_PYTHON'] || WANTED
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
      reason: `No Python found${asked}; install Python 3.9 or newer and have it on PATH. ${reasonOf(found, [])}`,
    }
  }
  const asked = await run({
    file: path,
    args: ['-I', '-S', '-c', QUESTION],
    env: toolEnvironment(env),
    timeoutMs: 60_000,
  })
  if (asked.exitCode !== 0) return { reason: `${path} does not run: ${reasonOf(asked, [])}` }
  const [implementation, version, flags] = answerSchema.parse(JSON.parse(asked.stdout))
  const name = implementation === 'CPython' ? 'python' : implementation.toLowerCase()
  const tag = `${name}-${version.split('.').slice(0, 2).join('.')}${flags}`
  return { runtime: { name: 'python', version, path }, tag }
}
