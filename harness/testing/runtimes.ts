import { execFileSync } from 'node:child_process'
import type { Runtime } from '../model/runtime.ts'
import type { Registry } from '../model/sdk.ts'

const python = (): Runtime => {
  const code = 'import sys; print(sys.executable); print(".".join(map(str, sys.version_info[:3])))'
  const [path = '', version = ''] = execFileSync('python3', ['-c', code], { encoding: 'utf8' }).trim().split('\n')
  return { name: 'python', version, path }
}

/** This process's Node and the machine's `python3`, for what a test runs without installing it. */
export const runtimes: Readonly<Record<Registry, Runtime>> = {
  npm: { name: 'node', version: process.versions.node, path: process.execPath },
  pypi: python(),
}
