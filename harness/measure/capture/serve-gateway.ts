import type { RequestHandler } from 'msw'
import type { RawHeader } from '../../model/capture.ts'
import { loadMsw } from '../gateways/msw.ts'
import { askHandlers } from './ask-handlers.ts'
import { receive } from './body.ts'
import { listen } from './listener.ts'
import { answeredBy, reply } from './reply.ts'
import { pairs } from './wire-order.ts'

/** One request that a served gateway was asked, and what it said. */
export type Served = {
  readonly method: string
  /** Path and query, as they stood on the socket. */
  readonly target: string
  readonly headers: readonly RawHeader[]
  readonly body: Buffer
  readonly status: number
  /** The rule that answered. */
  readonly by: string
}

export type ServedGateway = { readonly url: string; readonly close: () => Promise<void> }

/**
 * One gateway on 127.0.0.1, for whoever asks: no cell, no script, no client of ours.
 * @param handlersFor asked once, when msw is there
 * @param port 0: a free one
 * @param onServed before the answer's first byte leaves
 */
export const serveGateway = async (
  handlersFor: () => RequestHandler[],
  port: number,
  onServed: (served: Served) => void,
): Promise<ServedGateway> => {
  const { getResponse } = await loadMsw()
  const handlers = handlersFor()
  const listener = await listen(
    (incoming, outgoing) => {
      const serve = async (): Promise<void> => {
        const [method, target, headers] = [incoming.method ?? '', incoming.url ?? '/', pairs(incoming.rawHeaders)]
        const { state, bytes } = await receive(incoming)
        if (state !== 'whole') {
          onServed({ method, target, headers, body: bytes, status: 0, by: `capture: ${state}` })
          incoming.socket.destroy()
          return
        }
        const said = await askHandlers(getResponse, handlers, url + target, { method, headers }, bytes)
        onServed({ method, target, headers, body: bytes, status: said.status, by: answeredBy(said) })
        await reply(said, outgoing, () => {})
      }
      serve().catch(() => incoming.socket.destroy())
    },
    () => {},
    { port },
  )
  const url = `http://127.0.0.1:${listener.port}`
  return { url, close: listener.close }
}
