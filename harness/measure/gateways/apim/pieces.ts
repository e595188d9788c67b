/** How bodies came that came piece by piece. Of the very bytes: whoever puts others in their place has them whole. */
const arrived = new WeakMap<Uint8Array, readonly Uint8Array[]>()

/** A body that comes piece by piece, and goes on so where nothing on its way wants all of it. */
export const inPieces = (pieces: readonly Uint8Array[]): Uint8Array => {
  const body = joined(pieces)
  arrived.set(body, pieces)
  return body
}

/** The pieces in which it is to be sent on; null: it is whole. */
export const piecesOf = (body: Uint8Array): readonly Uint8Array[] | null => arrived.get(body) ?? null

/** Something has read all of it before it goes on: it is sent whole. */
export const readWhole = (body: Uint8Array): void => {
  arrived.delete(body)
}

/** What arrives is held back until there are so many bytes of it, or it ends. */
export const heldBack = (body: Uint8Array, atLeast: number): void => {
  const pieces = arrived.get(body)
  if (!pieces) return
  const bundles: Uint8Array[][] = [[]]
  for (const piece of pieces) {
    const bundle = bundles.at(-1) ?? []
    if (bundle.reduce((sum, { length }) => sum + length, 0) < atLeast) bundle.push(piece)
    else bundles.push([piece])
  }
  arrived.set(body, bundles.map(joined))
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(pieces))
