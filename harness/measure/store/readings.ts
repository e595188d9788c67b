import { createHash } from 'node:crypto'
import { recent, remembered } from '../../model/remembered.ts'
import type { ScenarioResult } from '../../model/report.ts'
import { leaveBeside, leftBeside } from './left-beside.ts'

/** How the name of a file ends that says what was read from the kept file beside it. */
export const READ = '.read.zst'

/**
 * What was read from a kept file, by its keys. Of the results it has the digests alone: whoever knows a result from another
 * version need not read this one's captures, and whoever knows none has to, so that no result comes from anywhere else.
 */
export type Reading<Head> = {
  /** What the kept file says beside its captures. */
  readonly head: Head
  readonly digests: ReadonlyMap<string, string>
}

export type Readings<Head> = {
  /** What was read from these very bytes by this very code; null: nobody did, or it cannot be read. */
  readonly of: (file: string, bytes: Uint8Array) => Reading<Head> | null
  /** Leaves it for the next run, if the disk takes it. */
  readonly leave: (
    file: string,
    bytes: Uint8Array,
    head: Head,
    results: ReadonlyMap<string, ScenarioResult>,
  ) => Promise<void>
  /** A result that was read in this run. */
  readonly known: (digest: string) => ScenarioResult | undefined
  /** Makes one known. @returns its digest */
  readonly learn: (result: ScenarioResult) => string
}

/** Results that are known by their digests: all places of a large matrix, with several ways of an SDK. */
const MOST_KNOWN = 4_000

/**
 * @param code hash of all that decides how captures are read
 */
export const readings = <Head extends object>(code: string): Readings<Head> => {
  const results = recent<string, ScenarioResult>(MOST_KNOWN)
  const known = (digest: string): ScenarioResult | undefined => results.get(digest)
  const learn = (result: ScenarioResult): string => {
    const digest = digestOf(result)
    results.set(digest, result)
    return digest
  }
  return {
    known,
    learn,
    of: (file, bytes) => {
      const text = leftBeside(`${file}${READ}`, nameOf(code, bytes))
      if (text === null) return null
      const [head, ...cells]: [Head, ...string[]] = JSON.parse(text)
      const digests = new Map<string, string>()
      for (let at = 0; at < cells.length; at += 2) digests.set(cells[at] ?? '', cells[at + 1] ?? '')
      return { head, digests }
    },
    leave: (file, bytes, head, all) =>
      leaveBeside(`${file}${READ}`, nameOf(code, bytes), () =>
        JSON.stringify([head, ...[...all].flatMap(([key, result]) => [key, learn(result)])]),
      ),
  }
}

/** By which of these a reading is believed: the form, the code that read, what it read. */
const nameOf = (code: string, bytes: Uint8Array): string => `1 ${code} ${hash(bytes)}`

/** So long that an SDK cannot make two results of one digest. */
const DIGEST_LENGTH = 32
const digestOf = remembered((result: ScenarioResult): string => hash(JSON.stringify(result)).slice(0, DIGEST_LENGTH))

const hash = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('base64url')
