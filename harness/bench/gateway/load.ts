import { connect, type Socket } from 'node:net'
import type { Asked, Batch } from './asked.ts'

// A process of its own: connections that make one request after the other, by hand, so that whoever answers has most of the
// machine. Told how many requests it may make in all, it asks for one batch after the other and says how long all took.

const CONNECTIONS = 32

type Told = { readonly go: number; readonly beside: number; readonly port: number } | { readonly batch: Batch }

const waiting: ((batch: Batch) => void)[] = []
const nextBatch = (): Promise<Batch> =>
  new Promise((resolve) => {
    waiting.push(resolve)
    process.send?.({ next: true })
  })

const HEAD_END = Buffer.from('\r\n\r\n')

const bytesOf = ({ method, path, fields, body }: Asked): Buffer =>
  Buffer.from(
    `${method} ${path} HTTP/1.1\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  )

/** Makes a batch's request over one connection, as often as it says, each when the one before was answered. */
const makeBatch = (socket: Socket, { asked, times }: Batch): Promise<void> =>
  new Promise((resolve, reject) => {
    const bytes = bytesOf(asked)
    let rest: Buffer = Buffer.alloc(0)
    let left = times
    const onData = (chunk: Buffer): void => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      const end = rest.indexOf(HEAD_END)
      if (end < 0) return
      const head = rest.toString('latin1', 0, end)
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
      if (rest.length < end + HEAD_END.length + length) return
      const status = Number(head.slice(9, 12))
      rest = Buffer.alloc(0)
      left -= 1
      if (status !== asked.status) stop(new Error(`${asked.path} was answered ${head}`))
      else if (left === 0) stop(null)
      else socket.write(bytes)
    }
    const onClose = (): void => stop(new Error(`${asked.path}: the connection was closed`))
    const stop = (fault: Error | null): void => {
      socket.off('data', onData).off('close', onClose)
      if (fault) reject(fault)
      else resolve()
    }
    socket.on('data', onData).on('close', onClose)
    socket.write(bytes)
  })

/** Clients that are slow or broken until told to stop: a third writes a byte at a time, one breaks off, one speaks no HTTP. */
const besides = (count: number, port: number): (() => void) => {
  const sockets = new Set<Socket>()
  const timers = new Set<NodeJS.Timeout>()
  let stopped = false
  const begin = (kind: number): void => {
    if (stopped) return
    const socket = connect(port, '127.0.0.1')
    sockets.add(socket)
    socket
      .on('error', () => {})
      .on('close', () => {
        sockets.delete(socket)
        const timer = setTimeout(() => {
          timers.delete(timer)
          begin(kind)
        }, 500)
        timers.add(timer)
      })
    socket.resume()
    if (kind === 0) {
      const text = `POST /slow HTTP/1.1\r\nhost: x\r\nx-slow: ${'y'.repeat(200)}\r\n\r\n`
      let at = 0
      const timer = setInterval(() => {
        if (at < text.length) socket.write(text[at++] ?? '')
      }, 100)
      timers.add(timer)
      socket.on('close', () => clearInterval(timer))
    } else if (kind === 1) {
      socket.write('POST /broken HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nhalf')
      const timer = setTimeout(() => socket.resetAndDestroy(), 300)
      timers.add(timer)
    } else socket.write('no http at all\r\n\r\n')
  }
  for (let at = 0; at < count; at++) begin(at % 3)
  return () => {
    stopped = true
    for (const timer of timers) clearTimeout(timer)
    for (const socket of sockets) socket.destroy()
  }
}

const go = async (requests: number, beside: number, port: number): Promise<void> => {
  const stop = besides(beside, port)
  let left = requests
  const started = performance.now()
  const client = async (): Promise<void> => {
    let socket: Socket | undefined
    while (left > 0) {
      const batch = await nextBatch()
      left -= batch.times
      socket ??= connect({ port: batch.asked.port, host: '127.0.0.1', noDelay: true })
      await makeBatch(socket, batch)
      process.send?.({ done: batch.asked.path, times: batch.times })
    }
    socket?.destroy()
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, client))
  const wallMs = performance.now() - started
  stop()
  process.send?.({ wallMs, requests: requests - left })
}

process.on('message', (message: Told) => {
  if ('batch' in message) waiting.shift()?.(message.batch)
  else
    go(message.go, message.beside, message.port).catch((error: unknown) => {
      process.send?.({ fault: String(error) })
    })
})
process.on('disconnect', () => process.exit(0))
process.send?.({ port: 0 })
