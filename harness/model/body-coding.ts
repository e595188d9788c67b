/**
 * What became of a body that was sent in content codings (RFC 9110, section 8.4.1), by their names in the order in which they
 * were put over it: `gzip`, `gzip, br`.
 */
export type BodyCoding =
  /** It stands as it was before. `bytes`: so many it comes to, where those on the wire are others. */
  | { readonly undone: string; readonly bytes: number }
  /** It stands as it was sent. */
  | { readonly left: string; readonly why: LeftCoded }

/**
 * `damaged`: it is nothing of that coding, ends too early, or goes on behind its end. `too-long`: it comes to more than is
 * looked at. `too-many`: they lie one over the other more often than anybody needs.
 */
export const LEFT_CODED = ['damaged', 'too-long', 'too-many'] as const
export type LeftCoded = (typeof LEFT_CODED)[number]

/** Bytes that a coded body may come to; of a longer one only the bytes on the wire are compared. */
export const MAX_DECODED_BYTES = 1024 * 1024
