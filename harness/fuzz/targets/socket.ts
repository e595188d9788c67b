import { connect } from 'node:net'
import { HttpResponse, http } from 'msw'
import { clock } from '../../edges/clock.ts'
import { maskCapture } from '../../judge/mask/mask-capture.ts'
import { redactor } from '../../judge/mask/redact.ts'
import { normaliseCapture } from '../../judge/normalise/normalise-capture.ts'
import { startCapture } from '../../measure/capture/server.ts'
import { damagedText } from '../damaged.ts'
import { must } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

/** Milliseconds that a connection is left open for an answer; a request that is cut has none. */
const PATIENCE_MS = 40

const facts = { redact: redactor([]), version: '1.0.0', dir: '/sdk', today: null }

export const socket: FuzzTarget = {
  title: 'bytes on the socket',
  open: async () => {
    const capture = await startCapture({ ...clock, handlersFor: () => [http.all('*', () => HttpResponse.json({}))] })
    const port = capture.ports[0] ?? 0
    let n = 0
    return {
      inputs: damagedText(REQUESTS).map((text) => [text]),
      check: async ([text = '']) => {
        n += 1
        const key = `f${n}`
        const { url } = await capture.open({ key, gateway: 'any', at: 'path', first: [] })
        const { pathname } = new URL(url)
        await sent(port, text.replaceAll('/c/KEY', pathname.replace(/\/$/, '')))
        const status = (await fetch(`${url.replace(/\/$/, '')}/alive`, { method: 'POST', body: 'x' })).status
        must(status === 200, `the gateway answers ${status} after it`)
        const exchanges = capture.take(key)
        must(
          exchanges.some(({ target }) => target === '/alive'),
          'what came after it was not seen',
        )
        const outcome = { kind: 'response', status: 200 } as const
        const observed = { scenario: 's', gateway: 'g', status: 'measured', outcome, exchanges } as const
        const result = normaliseCapture(maskCapture(observed, facts), facts)
        must(
          result.status === 'measured' && result.exchanges.every(({ request }) => URL.canParse(request.url)),
          'an address that is none',
        )
      },
      close: () => capture.close(),
    }
  },
}

const sent = (port: number, text: string): Promise<void> =>
  new Promise((resolve) => {
    const open = connect(port, '127.0.0.1', () => open.end(Buffer.from(text, 'utf8')))
    const timer = setTimeout(() => open.destroy(), PATIENCE_MS)
    open.on('error', () => {})
    open.resume()
    open.on('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })

const REQUESTS = [
  'POST /c/KEY/v1/chat?a=b HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}',
  'GET /c/KEY/x HTTP/1.0\r\nConnection: close\r\n\r\n',
  'POST /c/KEY/y HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n',
  'CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n',
  'GET http://a.test/c/KEY/z HTTP/1.1\r\nHost: a.test\r\n\r\n',
  'GET /c/KEY/w HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  'POST /c/KEY/e HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0',
]
