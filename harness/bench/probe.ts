import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Makes one request with the `openai` that lies beside it; `BASE_URL` says where to. */
export const NODE_PROBE = `const { OpenAI } = require('openai')
const client = new OpenAI({ apiKey: 'key', baseURL: process.env.BASE_URL })
client.chat.completions
  .create({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'hello' }] })
  .catch((error) => {
    console.error(error)
    process.exit(1)
  })
`

/** The same with so many clients, one after the other. */
export const NODE_SWEEP = (clients: number): string => `const { OpenAI } = require('openai')
const sweep = async () => {
  for (let made = 0; made < ${clients}; made += 1)
    await new OpenAI({ apiKey: 'key', baseURL: process.env.BASE_URL }).chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'hello' }],
    })
}
sweep().catch((error) => {
  console.error(error)
  process.exit(1)
})
`

/** The same in Python. */
export const PYTHON_PROBE = `import os
from openai import OpenAI

client = OpenAI(api_key="key", base_url=os.environ["BASE_URL"])
client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": "hello"}])
`

const COMPLETION = JSON.stringify({
  id: 'chatcmpl-bench',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'gpt-4o-mini',
  choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
})

/** The least server that a probe can talk to, on loopback for as long as `work` goes on. */
export const withProbeServer = async <T>(
  work: (server: {
    readonly url: string /** Since the last time it was asked. */
    readonly requests: () => number
  }) => Promise<T>,
): Promise<T> => {
  let requests = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      requests += 1
      response.writeHead(200, { 'content-type': 'application/json' }).end(COMPLETION)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await work({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
      requests: () => {
        const since = requests
        requests = 0
        return since
      },
    })
  } finally {
    server.close()
    server.closeAllConnections()
  }
}
