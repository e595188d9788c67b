/**
 * Where results travel through: bytes by name, on a disk or in the network. Each throws a `StoreTrouble` when it cannot be
 * reached, or refuses.
 */
export type Store = {
  /** null: there is none of this name. */
  readonly get: (name: string) => Promise<Uint8Array | null>
  /** Whole or not at all. */
  readonly put: (name: string, bytes: Uint8Array) => Promise<void>
}

/** Why a store did not answer as it should, in words that hold neither credentials nor an address. */
export class StoreTrouble extends Error {
  constructor(why: string) {
    super(why)
    this.name = 'StoreTrouble'
  }
}
