import type { Exchange } from '../../model/capture.ts'

/** What was captured as a gateway's handlers read it. */
export const toRequest = (
  url: string,
  { method, headers }: Pick<Exchange, 'method' | 'headers'>,
  bytes: Buffer,
): Request =>
  new Request(url, {
    method,
    headers: headersOf(headers),
    ...(bytes.length > 0 && method !== 'GET' && method !== 'HEAD' ? { body: bytes } : {}),
  })

/** What HTTP/2 has in the place of a request line is no field there. */
export const fieldsIn = (headers: Exchange['headers']): Exchange['headers'] =>
  headers.some(([name]) => name.startsWith(':')) ? headers.filter(([name]) => !name.startsWith(':')) : headers

export const headersOf = (headers: Exchange['headers']): Headers =>
  new Headers(fieldsIn(headers).map(([name, value]): [string, string] => [name, value]))
