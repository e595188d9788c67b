import type { Minted } from './capture.ts'
import type { Bar } from './severity.ts'

/** What every measuring command takes; the library takes the same. */
export type MeasureOptions = {
  /** Path of a matrix file; default `matrix.json` in `cwd`, else the built-in list. */
  readonly config?: string
  /** Only these SDKs, by id. */
  readonly sdk?: readonly string[]
  /** Families of the user's own beside those of the matrix: files, or packages. */
  readonly family?: readonly string[]
  /** Only these scenarios: ids, globs, or paths of scenario files. */
  readonly scenario?: readonly string[]
  /** Only these gateways: ids, globs, or paths of files that export msw handlers. */
  readonly gateway?: readonly string[]
  /** Packages beside every SDK, `NAME@VERSION`. */
  readonly with?: readonly string[]
  /** Hosts whose connections arrive at the gateway, for every SDK. */
  readonly host?: readonly string[]
  /** Ports of loopback that a program may connect to besides the gateway. */
  readonly allowPort?: readonly number[]
  /** Runtimes, `node 22`, `python 3.11`: every version on each of its language, whatever the matrix says. */
  readonly runtime?: readonly string[]
  readonly failOn?: Bar
  /** false: count accepted findings too. Default true. */
  readonly accepted?: boolean
  /** Drivers at once. Default: one for each core. */
  readonly concurrency?: number
  readonly offline?: boolean
  /** Measure everything anew, whatever earlier runs kept. Default false. */
  readonly fresh?: boolean
  /** Run every scenario behind every gateway, also where another's answers tell what comes of it. Default false. */
  readonly observeAll?: boolean
  /** Not to run what the kernel cannot keep from files, network and other processes. Default false. */
  readonly requireWalls?: boolean
  readonly noiseCheck?: boolean
  /** Where results of other machines are found, and put: `file:///…`, `s3://bucket/prefix`, `oci://host/repository`, `https://…`. Default: `SDKDRIFT_STORE`. */
  readonly store?: string
  /** A command of the user's own and its arguments, measured as a scenario is: alone, or beside those of `scenario`. */
  readonly command?: readonly string[]
}

/** Where a command stands: made once, at the edge. */
export type Place = {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** What of the caller's own no output may hold. Default: nothing is known of any. */
  readonly secrets?: readonly Minted[]
}
