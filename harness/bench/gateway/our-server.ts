import { clock } from '../../edges/clock.ts'
import { startCapture } from '../../measure/capture/server.ts'
import { startAuthority } from '../../measure/credentials/authority.ts'
import { mintCredentials } from '../../measure/credentials/mint.ts'
import { gateways } from '../../testing/shipped-gateways.ts'
import { type Asked, type Batch, BODY, fieldsOf, TIMES } from './asked.ts'

// A process of its own: the capture as a run uses it, with one cell after the other. Told `next`, it opens a cell; told
// `done KEY`, it takes that one, and all that was asked there must be in it.

const authority = await startAuthority(undefined, clock.now)
const credentials = await mintCredentials(authority)
const WAYS = [
  { gateway: 'apim-validate-jwt', field: ['Authorization', `Bearer ${credentials.of('entra-token')}`], status: 200 },
  { gateway: 'apim-subscription-key', field: ['api-key', credentials.of('api-key')], status: 200 },
  { gateway: 'azure-openai', field: ['api-key', 'not-the-key'], status: 401 },
] as const

const capture = await startCapture({
  // A version's requests come to some MB, and here are those of a hundred.
  maxOfAll: Number.POSITIVE_INFINITY,
  handlersFor: (gateway) =>
    Object.values(gateways)
      .filter(({ id }) => id === gateway)
      .flatMap(({ handlers }) => handlers({ credentials, authority })),
  ...clock,
})

const open = new Map<string, string>()
let serial = 0

const next = (): Batch => {
  const way = WAYS[serial % WAYS.length] ?? WAYS[0]
  const key = `cell-${serial++}`
  const { url } = capture.open({ key, gateway: way.gateway, at: 'path', first: [] })
  const { port, pathname } = new URL(url)
  const path = `${pathname}/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21`
  const asked: Asked = {
    port: Number(port),
    method: 'POST',
    path,
    fields: fieldsOf(way.field, Number(port)),
    body: BODY,
    status: way.status,
  }
  open.set(path, key)
  return { asked, times: TIMES }
}

/** MiB that are in use when all that is not has been collected. */
const live = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1024 / 1024
}

process.on('message', (message: { readonly next: true } | { readonly done: string } | { readonly live: true }) => {
  if ('next' in message) process.send?.(next())
  else if ('live' in message) process.send?.({ live: live() })
  else {
    const key = open.get(message.done) ?? ''
    const all = capture.take(key)
    open.delete(message.done)
    const whole = all.every(({ body, answered }) => body.text === BODY && answered.status > 0)
    if (all.length === TIMES && whole) return
    console.error(`${key}: ${all.length} of ${TIMES} requests were kept${whole ? '' : ', some of them not whole'}`)
    process.exit(1)
  }
})
process.on('disconnect', () => process.exit(0))
process.send?.({ port: capture.ports[0] })
