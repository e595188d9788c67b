import { Agent, get } from 'node:http'
import { text } from 'node:stream/consumers'
import { HttpResponse, http } from 'msw'
import { afterAll, expect, test } from 'vitest'
import { clock } from '../../edges/clock.ts'
import { startCapture } from './server.ts'
import { makeTrust } from './trust.ts'

const trust = await makeTrust(new Date())
const answer = () => {
  const pieces = new ReadableStream({
    start(controller) {
      for (const piece of ['data: one\n\n', 'data: two\n\n']) controller.enqueue(new TextEncoder().encode(piece))
      controller.close()
    },
  })
  return new HttpResponse(pieces, { headers: { 'content-type': 'text/event-stream' } })
}
const started = [
  await startCapture({ ...clock, handlersFor: () => [http.all('*', answer)] }),
  await startCapture({ ...clock, handlersFor: () => [http.all('*', answer)], tls: trust }),
]
afterAll(() => Promise.all(started.map((capture) => capture.close())))

const TIMES = 50

/** Milliseconds that an answer in pieces takes, of many one after the other over one connection: the quickest, whatever else the machine does. */
const taken = async (capture: (typeof started)[number]): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { url } = capture.open({ key: 'all', at: 'path', gateway: 'g', first: [] })
  const took: number[] = []
  for (let time = 0; time < TIMES; time += 1) {
    const begun = performance.now()
    const body = await new Promise<string>((resolve, reject) =>
      get(url, { agent }, (response) => text(response).then(resolve, reject)).on('error', reject),
    )
    expect(body).toBe('data: one\n\ndata: two\n\n')
    took.push(performance.now() - begun)
  }
  agent.destroy()
  capture.take('all')
  return Math.min(...took)
}

// What is kept back is lost to a client whose time is skipped: the gateway has said all of it, and nothing more can come.
test('the end of an answer is not kept back until the client has acknowledged the beginning of it', async () => {
  const [plain = 0, both = 0] = [await taken(started[0]!), await taken(started[1]!)]
  // A client acknowledges by itself after 40 ms.
  expect(both - plain).toBeLessThan(20)
})
