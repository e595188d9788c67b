/**
 * What must be known of an exchange beside what is reported, to tell whether another gateway would have said the same. Filled
 * in as the exchange goes on.
 */
export type Turn = {
  /** Who answered: the gateway's own rules, or what stands before them in a scenario: its script, its proxy. */
  readonly by: 'gateway' | 'scenario'
  /** The request's body; null when it did not arrive whole, or the cell has kept as much as it may. */
  bytes: Buffer | null
  /** Tells what the client could read of the answer, see `heard.ts`; null when it was not told the whole. */
  heard: (() => string) | null
}

/** Bytes of the bodies of a cell that are kept until it is done. */
export const MAX_KEPT_BYTES = 4 * 1024 * 1024
