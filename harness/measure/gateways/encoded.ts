import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { WholeAnswer } from './whole-answer.ts'

type Bytes = Buffer<ArrayBuffer>

/** Content codings that a server may choose, by the name that `Content-Encoding` has for them (RFC 9110, section 8.4.1); the one first that servers choose first. */
const CODINGS: Readonly<Record<string, (bytes: Buffer) => Bytes>> = {
  br: (bytes) => brotliCompressSync(bytes),
  gzip: (bytes) => gzipSync(bytes),
  'x-gzip': (bytes) => gzipSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  zstd: (bytes) => zstdCompressSync(bytes),
}

/**
 * A body as a server sends it that says this coding, or several, one over the other; as it is for a coding that none here
 * knows.
 */
export const encoded = <T extends string | Bytes>(body: T, coding: string | null): T | Bytes =>
  (coding ?? '')
    .split(',')
    .flatMap((name) => CODINGS[name.trim().toLowerCase()] ?? [])
    .reduce<T | Bytes>((so, encode) => encode(Buffer.from(so as string)), body)

/**
 * An answer as what stands in front of most APIs sends it: coded as its client says that it can read, and in chunks. Who says
 * so and cannot is seen nowhere else. As it is for a client that names no coding, without a body, and event by event.
 * @param accepted its client's `Accept-Encoding`
 */
export const asAccepted = async (answer: Response, accepted: string | null): Promise<Response> => {
  const coding = codingFor(accepted)
  const { headers, status } = answer
  const isCoded = headers.has('content-encoding') || headers.get('content-type') === 'text/event-stream'
  if (coding === null || isCoded || answer.body === null) return answer
  const body = encoded(Buffer.from(await answer.arrayBuffer()), coding)
  const fields = [...headers].filter(([name]) => name !== 'content-length')
  return new WholeAnswer(body, {
    status,
    headers: [...fields, ['content-encoding', coding], ['transfer-encoding', 'chunked'], ['vary', 'accept-encoding']],
  })
}

/** The first of ours that is accepted: RFC 9110, section 12.5.3. */
const codingFor = (accepted: string | null): string | null => {
  const names = (accepted ?? '').split(',').flatMap((part) => {
    const [name = '', ...weights] = part.toLowerCase().replaceAll(/\s/g, '').split(';')
    return weights.some((weight) => /^q=0(?:\.0*)?$/.test(weight)) ? [] : [name]
  })
  return Object.keys(CODINGS).find((name) => names.includes(name)) ?? null
}
