import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { fakeWorld } from '../testing/fake-world.ts'
import { serveCli } from '../testing/serve-cli.ts'

const { newSandbox } = await fakeWorld()

test('a gateway is served for whoever asks, tells each request with its credentials by role, and ends by Ctrl-C', async () => {
  const cli = serveCli(newSandbox(), ['apim-subscription-key'])
  const { url, credentials } = (await cli.next()) as { url: string; credentials: Record<string, string> }
  const ask = (headers: Record<string, string>, query = ''): Promise<Response> =>
    fetch(`${url}/openai/v1/responses${query}`, { method: 'POST', headers, body: '{"model":"m"}' })
  const key = credentials['subscription-key'] ?? ''

  expect((await ask({ 'api-key': key })).status).toBe(200)
  expect(await cli.next()).toMatchObject({
    kind: 'request',
    method: 'POST',
    target: '/openai/v1/responses',
    credentials: [{ at: 'header api-key', role: 'subscription-key' }],
    status: 200,
    by: 'backend',
  })
  expect((await ask({}, `?subscription-key=${key}x`)).status).toBe(401)
  expect(await cli.next()).toMatchObject({
    target: '/openai/v1/responses?subscription-key={subscription-key}x',
    status: 401,
    by: 'apim-subscription-key.settings.json:2 subscription-key: the key is of no active subscription',
  })
  const basic = Buffer.from(`me:${credentials['api-key']}`).toString('base64')
  await ask({ authorization: `Basic ${basic}` })
  expect(await cli.next()).toMatchObject({ credentials: [{ at: 'header authorization', role: 'api-key' }] })

  const end = cli.interrupt()
  expect(await cli.next()).toEqual({ kind: 'ended', requests: 3 })
  expect(await end).toEqual({ code: 0, signal: null })
})

test.each(['SIGTERM', 'SIGHUP'] as const)('%s ends it as Ctrl-C does', async (signal) => {
  const cli = serveCli(newSandbox(), ['apim-subscription-key'])
  await cli.next()
  const end = cli.interrupt(signal)
  expect(await cli.next()).toEqual({ kind: 'ended', requests: 0 })
  expect(await end).toEqual({ code: 0, signal: null })
})

test('a file of the user’s is served too', async () => {
  const sandbox = newSandbox()
  sandbox.write('ours.json', '{ "wants": { "header": "x-key" } }')
  const cli = serveCli(sandbox, ['./ours.json'])
  const { url, gateway } = (await cli.next()) as { url: string; gateway: string }
  expect(gateway).toBe('ours')
  expect((await fetch(url)).status).toBe(401)
  await cli.interrupt()
})

test('a port that is taken is told, and nothing is served: exit 2', async () => {
  const server = createServer()
  onTestFinished(() => void server.close())
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    }),
  )
  const { code, stdout, stderr } = await newSandbox().cli(['gateway', 'openai', '--port', String(port)])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(`Port ${port} of 127.0.0.1 is taken by another program.`)
})

test('a name that nobody knows is told with the nearest', async () => {
  const { code, stderr } = await newSandbox().cli(['gateway', 'opnai'])
  expect(code).toBe(2)
  expect(stderr).toContain('Did you mean "openai"?')
})
