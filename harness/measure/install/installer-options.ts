import type { Clock } from '../../edges/clock.ts'
import type { Host } from '../../edges/host.ts'
import type { Run } from '../../edges/process.ts'
import type { Runtime } from '../../model/runtime.ts'
import type { Download } from './download.ts'
import type { Env } from './environment.ts'

export type InstallerOptions = {
  /** `installs/`, `stores/` and `tools/` live below it; one file system, for the hard links. */
  readonly cacheDir: string
  /** Nothing is asked of the network. */
  readonly offline: boolean
  /** The caller's environment: PATH, proxies, certificates, registry settings. Never handed to an SDK's code. */
  readonly env: Env
  /** The project folder whose .npmrc and uv.toml apply. */
  readonly cwd: string
  readonly run: Run
  readonly clock?: Clock
  /** The Node that npm SDKs are for. Default: the one that runs us. */
  readonly node?: Runtime
  readonly host?: Host
  readonly download?: Download
}
