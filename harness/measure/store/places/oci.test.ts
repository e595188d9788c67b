import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openStore } from '../open-store.ts'

// What a real registry makes of it, stores.live.test.ts tries. Here: what registries may ask for, and get wrong.

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})
type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void
const listening = async (answer: Answer): Promise<string> => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    answer(request, response, Buffer.concat(chunks))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The part of a registry that is spoken with here. */
const registry: () => Answer = () => {
  const kept = new Map<string, Buffer>()
  return ({ method, url = '' }, response, body) => {
    const { pathname, searchParams } = new URL(url, 'http://registry.test')
    if (method === 'POST') return void response.writeHead(202, { location: `${pathname}1?state=x` }).end()
    if (method === 'PUT') {
      const digest = searchParams.get('digest')
      kept.set(digest ? `/v2/team/results/blobs/${digest}` : pathname, body)
      return void response.writeHead(201).end()
    }
    const found = kept.get(pathname)
    response.writeHead(found ? 200 : 404).end(method === 'GET' ? found : undefined)
  }
}
/** The same behind a door. */
const behind =
  (challenge: string, good: string, inner: Answer, shown: string[]): Answer =>
  (request, response, body) => {
    const { authorization = '' } = request.headers
    shown.push(authorization)
    if (authorization === good) return inner(request, response, body)
    response.writeHead(401, { 'www-authenticate': challenge }).end('{"errors":[{"code":"UNAUTHORIZED"}]}')
  }
const env = { SDKDRIFT_STORE_USER: 'robot', SDKDRIFT_STORE_TOKEN: 'pass' }
const BASIC = `Basic ${Buffer.from('robot:pass').toString('base64')}`
const bytes = Buffer.from('what was observed')

test('what was put is got by its name, and by no other', async () => {
  const store = await openStore(`oci://${await listening(registry())}/team/results`, {})
  expect(await store.get('npm/%40acme%2Fsdk/1.0.0/01.json.zst')).toBeNull()
  await store.put('npm/%40acme%2Fsdk/1.0.0/01.json.zst', bytes)
  expect(Buffer.from((await store.get('npm/%40acme%2Fsdk/1.0.0/01.json.zst')) ?? [])).toEqual(bytes)
  expect(await store.get('npm/%40acme%2Fsdk/1.0.1/01.json.zst')).toBeNull()
})

test('a registry that wants name and password gets them once it asks', async () => {
  const shown: string[] = []
  const host = await listening(behind('Basic realm="here"', BASIC, registry(), shown))
  const store = await openStore(`oci://${host}/team/results`, env)
  await store.put('a', bytes)
  expect(Buffer.from((await store.get('a')) ?? [])).toEqual(bytes)
  expect([shown[0], new Set(shown.slice(1))]).toEqual(['', new Set([BASIC])])
})

test('a registry that sends for a token is shown the one that its service gives for the login', async () => {
  const asked: string[] = []
  const tokens = await listening(({ url = '', headers }, response) => {
    asked.push(`${url} ${headers.authorization}`)
    response.end('{"token":"t0ken"}')
  })
  const challenge = `Bearer realm="http://${tokens}/token",service="registry",scope="repository:team/results:pull,push"`
  const host = await listening(behind(challenge, 'Bearer t0ken', registry(), []))
  const store = await openStore(`oci://${host}/team/results`, env)
  await store.put('a', bytes)
  expect(Buffer.from((await store.get('a')) ?? [])).toEqual(bytes)
  expect(asked).toEqual([`/token?service=registry&scope=repository%3Ateam%2Fresults%3Apull%2Cpush ${BASIC}`])
})

test('the login goes nowhere in clear', async () => {
  const challenge = 'Bearer realm="http://tokens.test/token",service="registry"'
  const host = await listening(behind(challenge, 'none', registry(), []))
  await expect((await openStore(`oci://${host}/team/results`, env)).get('a')).rejects.toThrow('over plain http')
})

test.each([
  ['nobody is let in', behind('Basic realm="here"', 'none', registry(), []), 'it answers 401'],
  ['it answers with a page', ((_, response) => response.end('<html>')) as Answer, 'no manifest'],
  ['it is broken', ((_, response) => response.writeHead(500).end()) as Answer, 'it answers 500'],
])('%s: that is the trouble', async (_, answer, why) => {
  const store = await openStore(`oci://${await listening(answer)}/team/results`, env)
  await expect(store.get('a')).rejects.toThrow(why)
})
