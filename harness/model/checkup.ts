import type { Registry } from './sdk.ts'
import type { Walls } from './walls.ts'

/** A program that installs or runs packages. */
export type Tool = 'python' | 'uv' | 'pnpm'

/** One thing that a run needs, as it was found on this machine. */
export type Check =
  | { readonly of: 'node'; readonly state: 'ready'; readonly version: string; readonly path: string }
  | ({
      readonly of: Tool
      /** Does the matrix ask for packages of its registry? */
      readonly needed: boolean
    } & (
      | { readonly state: 'ready'; readonly version: string; readonly path: string }
      | { readonly state: 'missing'; readonly reason: string }
    ))
  | ({
      readonly of: 'registry'
      readonly registry: Registry
      readonly needed: boolean
      /** Without user, password and query. */
      readonly address: string
      /** What it was asked about. */
      readonly package: string
      /** What names the address: a file or a variable. */
      readonly configuredBy: string
    } & (
      | { readonly state: 'ready' }
      | { readonly state: 'refused'; readonly reason: string }
      | { readonly state: 'not-tried' }
    ))
  | {
      readonly of: 'proxy'
      /** `no-address`: one of them is none, and nothing goes through it. */
      readonly state: 'ready' | 'no-address'
      /** Addresses without credentials, by the setting that names them. */
      readonly proxies: Readonly<Record<string, string>>
    }
  | ({ readonly of: 'cache'; readonly path: string } & (
      | { readonly state: 'ready' | 'low' | 'full'; readonly freeBytes: number }
      | { readonly state: 'unwritable'; readonly reason: string }
    ))
  | (Walls & { readonly of: 'walls'; readonly state: 'ready' | 'open' })
  | ({ readonly of: 'clock' } & (
      | { readonly state: 'ready' | 'off'; readonly offsetMs: number; readonly against: string }
      | { readonly state: 'not-tried' }
    ))

/** Would the main job (`sdkdrift matrix` in this folder) fail for it? */
export const stopsRun = (check: Check): boolean => {
  switch (check.of) {
    case 'node':
    case 'proxy':
    case 'walls':
    case 'clock':
      return false
    case 'python':
    case 'uv':
    case 'pnpm':
      return check.needed && check.state === 'missing'
    case 'registry':
      return check.needed && check.state === 'refused'
    case 'cache':
      return check.state === 'unwritable' || check.state === 'full'
  }
}
