/** A body that was too long or no text: its size in bytes and digest are all that is known. */
export const unkeptBody = (body: unknown): { readonly bytes: number; readonly sha256: string } | null => {
  if (typeof body !== 'object' || body === null || Object.keys(body).length !== 2) return null
  if (!('bytes' in body && 'sha256' in body)) return null
  const { bytes, sha256 } = body
  return typeof bytes === 'number' && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256)
    ? { bytes, sha256 }
    : null
}
