import { afterAll, expect, test } from 'vitest'
import { liveProject } from '../../testing/live-project.ts'

// Upgrades of public packages that broke somebody, as a program of that somebody's own would have met them.

const { write, json: cli, close } = liveProject()
afterAll(close)

write(
  'stripe.mjs',
  `import Stripe from 'stripe'

const { SDKDRIFT_GATEWAY_HOST: host, SDKDRIFT_GATEWAY_PORT: port, SDKDRIFT_API_KEY: key } = process.env
const stripe = new Stripe(key, { host, port, protocol: 'http', maxNetworkRetries: 0 })
await stripe.customers.create({ email: 'a@example.com' })
`,
)
const PINNED = 'header-added stripe-version'

test('npm stripe 12.0.0 pins the version of the API: gate', async () => {
  const ends = ['--from', '11.18.0', '--to', '12.0.0', '--json']
  const { code, answer } = await cli('gate', 'npm:stripe', ...ends, '--', 'node', 'stripe.mjs')
  expect([code, answer.verdict]).toEqual([0, 'safe'])
  const [candidate] = answer.candidates
  expect(candidate.evidence.admittedBoth).toBeGreaterThan(0)
  expect(candidate.findings).toContainEqual(
    expect.objectContaining({
      severity: 'behaviour',
      cause: PINNED,
      changes: expect.arrayContaining([expect.objectContaining({ after: ['2022-11-15'] })]),
    }),
  )
})

test('npm stripe 12.0.0 pins the version of the API: bisect', async () => {
  const ends = ['--good', '11.18.0', '--bad', '12.0.0', '--json']
  const { code, answer } = await cli('bisect', 'npm:stripe', ...ends, '--', 'node', 'stripe.mjs')
  expect(code).toBe(0)
  expect(answer.transitions).toMatchObject([{ to: '12.0.0' }])
})

test('npm openai 5 hands `fetch` its headers as Headers: spreading them loses the key', async () => {
  write(
    'fetch.mjs',
    `import OpenAI from 'openai'

const client = new OpenAI({
  apiKey: process.env.SDKDRIFT_API_KEY,
  baseURL: process.env.SDKDRIFT_GATEWAY_URL + '/v1',
  maxRetries: 0,
  fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, 'x-team': 'billing' } }),
})
await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }] })
`,
  )
  const ends = ['--from', '4.104.0', '--to', '5.20.0', '--scenario', 'your-command', '--json']
  const { code, answer } = await cli('gate', 'npm:openai', ...ends, '--', 'node', 'fetch.mjs')
  expect([code, answer.verdict]).toEqual([1, 'blocked'])
  expect(answer.candidates[0].findings).toMatchObject([
    {
      severity: 'breaking',
      cause: expect.stringContaining('header-removed authorization'),
      scenarios: ['your-command'],
    },
  ])
})

const PROXIED = `import http from 'node:http'
import OpenAI from 'openai'

const proxy = http.createServer((asked, answer) => {
  const on = http.request(asked.url, { method: asked.method, headers: { ...asked.headers, via: '1.1 ours' } }, (said) => {
    answer.writeHead(said.statusCode, said.rawHeaders)
    said.pipe(answer)
  })
  on.on('error', () => answer.writeHead(502).end())
  asked.pipe(on)
})
await new Promise((listening) => proxy.listen(PORT, '127.0.0.1', listening))

class ThroughProxy extends http.Agent {
  addRequest(request, options) {
    request.path = 'http://' + options.host + ':' + options.port + request.path
    return super.addRequest(request, { ...options, host: '127.0.0.1', port: PORT })
  }
}
const client = new OpenAI({
  apiKey: process.env.SDKDRIFT_API_KEY,
  baseURL: process.env.SDKDRIFT_GATEWAY_URL + '/v1',
  httpAgent: new ThroughProxy(),
  maxRetries: 0,
})
try {
  await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }] })
} finally {
  proxy.close()
  proxy.closeAllConnections()
}
`

test('npm openai 4 through a proxy that the program starts: told where it is allowed, refused where not', async () => {
  const port = 42_871
  write('proxy.mjs', PROXIED.replaceAll('PORT', `${port}`))
  const diff = ['diff', 'npm:openai@4.104.0', 'npm:openai@5.20.0', '--gateway', 'openai', '--json']
  const own = ['--', 'node', 'proxy.mjs']
  const allowed = await cli(...diff, '--allow-port', `${port}`, ...own)
  expect(allowed.answer.notes).toContainEqual(expect.stringContaining(`127.0.0.1:${port}`))
  const [old, young] = allowed.answer.runs
  const through = expect.arrayContaining([['via', '1.1 ours']])
  const request = { url: 'http://gateway/v1/chat/completions', headers: through }
  expect(old.scenarios).toMatchObject([{ outcome: { kind: 'response', status: 200 }, exchanges: [{ request }] }])
  expect(young.scenarios[0].exchanges[0].request.headers).not.toEqual(through)

  // One at a time here too: both listen at the same port.
  const refused = await cli(...diff, '--concurrency', '1', ...own)
  // Of ports: what the registry's dates are worth is told of each run.
  expect(refused.answer.notes.filter((note: string) => !note.startsWith('Dates '))).toEqual([])
  expect(refused.answer.runs[0].scenarios).toMatchObject([{ outcome: { kind: 'egress', host: '127.0.0.1', port } }])

  // 5.x knows no `httpAgent`: it goes straight to the gateway.
  const gate = ['gate', 'npm:openai', '--from', '4.104.0', '--to', '5.20.0', '--gateway', 'openai', '--json']
  const { answer } = await cli(...gate, '--scenario', 'your-command', '--allow-port', `${port}`, ...own)
  expect(answer.candidates[0]).toMatchObject({
    evidence: { admittedBoth: 1 },
    notes: expect.arrayContaining([expect.stringContaining(`127.0.0.1:${port}`)]),
  })
  expect(JSON.stringify(answer.candidates[0].drifts)).toContain('"name":"via"')
})
