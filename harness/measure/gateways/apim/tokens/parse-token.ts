/** A token taken apart, its signature not looked at. */
export type ParsedToken = {
  readonly raw: string
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
  readonly isSigned: boolean
}

/** Null: it is no JWT (RFC 7519) in the compact form of a JWS. */
export const parseToken = (raw: string): ParsedToken | null => {
  const [head, body, signature, ...more] = raw.split('.')
  if (head === undefined || body === undefined || signature === undefined || more.length > 0) return null
  const header = objectIn(head)
  const claims = objectIn(body)
  return header && claims ? { raw, header, claims, isSigned: signature !== '' } : null
}

const objectIn = (part: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return isObject(value) ? value : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
