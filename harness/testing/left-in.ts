import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { processesOf } from './processes-of.ts'
import type { Sandbox } from './sandbox.ts'

/** What lies where only unfinished work does, and who is still at it. */
export const leftIn = ({ cacheDir, dir, env }: Sandbox): readonly string[] => [
  ...[env['TMPDIR'] ?? '', join(cacheDir, 'installs', '.tmp'), join(cacheDir, 'tools', '.tmp')].flatMap((folder) =>
    namesBelow(folder, false).map((name) => `left behind: ${join(folder, name)}`),
  ),
  ...[join(cacheDir, 'captures'), join(cacheDir, 'registries'), join(dir, 'reports')].flatMap((folder) =>
    namesBelow(folder, true)
      .filter((name) => HALF_WRITTEN.test(name))
      .map((name) => `half written: ${join(folder, name)}`),
  ),
  ...processesOf(join(dir, '..')).map((command) => `still running: ${command}`),
]

/** As `write-file-atomic` calls a file until it is whole. */
const HALF_WRITTEN = /\.(?:json|html|zst)\.\d+$/

const namesBelow = (folder: string, recursive: boolean): readonly string[] => {
  try {
    return readdirSync(folder, { recursive, encoding: 'utf8' })
  } catch {
    return []
  }
}
