/** A request's body as it can be sent again. */
export type BodyText = {
  readonly text: string
  /** Byte for byte what was sent, roles aside; JSON is kept as its value alone. */
  readonly exact: boolean
}

/** null: there was none, or nobody kept it (then `unkeptBody` says how long it was). */
export const bodyText = (body: unknown): BodyText | null => {
  if (body === null || body === undefined || unkeptBody(body)) return null
  return typeof body === 'string' ? { text: body, exact: true } : { text: JSON.stringify(body), exact: false }
}

/** A body that was too long or no text: its size in bytes and digest are all that is known. */
export const unkeptBody = (body: unknown): { readonly bytes: number; readonly sha256: string } | null => {
  if (typeof body !== 'object' || body === null || Object.keys(body).length !== 2) return null
  if (!('bytes' in body && 'sha256' in body)) return null
  const { bytes, sha256 } = body
  return typeof bytes === 'number' && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)
    ? { bytes, sha256 }
    : null
}
