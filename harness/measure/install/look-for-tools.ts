import { join } from 'node:path'
import type { Host } from '../../edges/host.ts'
import type { Tool } from '../../model/checkup.ts'
import type { Registry } from '../../model/sdk.ts'
import { downloader } from './download.ts'
import type { InstallerOptions } from './installer-options.ts'
import { messageOf } from './message-of.ts'
import { findPnpm } from './pnpm.ts'
import { findPython, pythonOnPath } from './python.ts'
import { readPythonIndex } from './python-index.ts'
import { findUv } from './uv.ts'

export type FoundTool = { readonly version: string; readonly path: string } | { readonly reason: string }

type LookOptions = Pick<InstallerOptions, 'cacheDir' | 'offline' | 'env' | 'cwd' | 'run'> & { readonly host: Host }

/** The programs of each registry's installs. */
export const TOOLS = { npm: ['pnpm'], pypi: ['python', 'uv'] } as const satisfies Record<Registry, readonly Tool[]>

/**
 * The programs that a run would use, found as it finds them: what it would fetch on first use is fetched now.
 * @param needed for which registries; of the others nothing is fetched
 */
export const lookForTools = async (
  options: LookOptions,
  needed: readonly Registry[],
): Promise<Readonly<Record<Tool, FoundTool>>> => {
  const of = (registry: Registry) => ({ ...options, offline: options.offline || !needed.includes(registry) })
  const [pnpm, python] = await Promise.all([
    findPnpm({ ...of('npm'), tools: toolsIn(options) }),
    pythonTools(of('pypi')),
  ])
  return { pnpm, ...python }
}

const pythonTools = async (options: LookOptions): Promise<{ readonly uv: FoundTool; readonly python: FoundTool }> => {
  const { env, cwd, run, cacheDir } = options
  const uv = readPythonIndex(cwd, env).then(
    ({ url }) => findUv({ ...options, tools: toolsIn(options), download: downloader(env), indexUrl: url }),
    (error: unknown) => ({ reason: `The settings of uv or pip cannot be read: ${messageOf(error)}` }),
  )
  const asking = { env, run, cacheDir: join(cacheDir, 'stores', 'uv') }
  const python = await findPython(pythonOnPath(asking), uv, asking)
  return { uv: await uv, python: 'reason' in python ? python : python.runtime }
}

const toolsIn = ({ cacheDir }: LookOptions): string => join(cacheDir, 'tools')
