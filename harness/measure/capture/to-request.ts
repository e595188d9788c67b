import type { Exchange } from '../../model/capture.ts'

/** What was captured as a gateway's handlers read it. What HTTP/2 has in the place of a request line is no field there. */
export const toRequest = (
  url: string,
  { method, headers }: Pick<Exchange, 'method' | 'headers'>,
  bytes: Buffer,
): Request =>
  new Request(url, {
    method,
    headers: headers.flatMap(([name, value]): [string, string][] => (name.startsWith(':') ? [] : [[name, value]])),
    ...(bytes.length > 0 && method !== 'GET' && method !== 'HEAD' ? { body: bytes } : {}),
  })
