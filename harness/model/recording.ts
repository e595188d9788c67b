import type { Exchange } from './capture.ts'

/** The gateway that a recorded request was answered by: whichever stood there. */
export const RECORDED = 'recorded'

/** Requests that somebody recorded (browser, proxy), as a file has them, credentials and all. Never printed as it is. */
export type Recording = {
  /** Its path as it was given: what reports call this side. */
  readonly file: string
  /** What recorded it, by its own word: `Firefox 128.0`; null: it does not say. */
  readonly recordedBy: string | null
  /** In the order of the file. A status of 0: no answer was recorded. */
  readonly exchanges: readonly Exchange[]
  /** Entries that are no requests over HTTP (`data:`, `blob:`), which are left out. */
  readonly leftOut: number
}
