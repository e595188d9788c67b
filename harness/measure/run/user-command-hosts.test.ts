import { expect, test } from 'vitest'
import { commandProject } from './command-project.fixture.ts'
import type { CommandResult } from './user-command.ts'

// Names that lead to the gateway.

const { script } = commandProject()

/** Filled in when the sockets are there. */
const hosts = { patterns: ['api.acme.test', '*.blob.acme.test'], certificate: '' }
const hostsOf = ({ capture }: CommandResult) =>
  capture.status === 'measured' ? capture.exchanges.map(({ host, target }) => `${host}${target}`) : capture

test('a host that is named arrives at the gateway, however a Node program asks for it', async () => {
  const text = `import 'openai'
    import https from 'node:https'
    import http from 'node:http'
    import dns from 'node:dns/promises'
    import tls from 'node:tls'
    const got = (client, url) => new Promise((resolve, reject) =>
      client.get(url, { agent: new client.Agent({ keepAlive: false }) }, (answer) => answer.resume().on('end', resolve)).on('error', reject))
    await fetch('https://api.acme.test/fetch')
    await got(https, 'https://a.blob.acme.test:8443/https')
    await got(http, 'http://api.acme.test/http')
    const { address } = await dns.lookup('API.acme.test')
    const socket = tls.connect({ host: address, port: 443, servername: 'api.acme.test' })
    await new Promise((resolve, reject) => socket.on('secureConnect', resolve).on('error', reject))
    socket.end('GET /resolved HTTP/1.1\\r\\nHost: api.acme.test\\r\\nConnection: close\\r\\n\\r\\n')
    await new Promise((resolve) => socket.resume().on('close', resolve))
    await fetch('https://acme.test/').catch(() => {})`
  const found = await script('hosts.mjs', text, { hosts })
  expect(found.reached).toEqual([{ kind: 'connect', what: 'acme.test:443' }])
  expect(hostsOf(found)).toEqual([
    'https://api.acme.test/fetch',
    'https://a.blob.acme.test:8443/https',
    'http://api.acme.test/http',
    'https://api.acme.test/resolved',
  ])
})

test('and a Python program, also where it looks the address up by itself', async () => {
  const text = `import asyncio, openai, socket, ssl, urllib.request
urllib.request.urlopen("https://api.acme.test/urllib").read()
urllib.request.urlopen("http://a.blob.acme.test/plain").read()
async def main():
    reader, writer = await asyncio.open_connection("api.acme.test", 8443, ssl=True)
    writer.write(b"GET /asyncio HTTP/1.1\\r\\nHost: api.acme.test:8443\\r\\nConnection: close\\r\\n\\r\\n")
    await reader.read()
    writer.close()
asyncio.run(main())
address = socket.gethostbyname("api.acme.test")
plain = socket.create_connection((address, 443))
secure = ssl.create_default_context().wrap_socket(plain, server_hostname="api.acme.test")
secure.sendall(b"GET /resolved HTTP/1.1\\r\\nHost: api.acme.test\\r\\nConnection: close\\r\\n\\r\\n")
secure.recv(1)
urllib.request.urlopen("https://acme.test/")`
  const found = await script('hosts.py', text, { hosts })
  expect(found.capture).toMatchObject({ outcome: { kind: 'egress', host: 'acme.test', port: 443 } })
  expect(hostsOf(found)).toEqual([
    'https://api.acme.test/urllib',
    'http://a.blob.acme.test/plain',
    'https://api.acme.test:8443/asyncio',
    'https://api.acme.test/resolved',
  ])
})

test('a program that speaks HTTP/2 alone is heard too', async () => {
  const text = `import 'openai'
    import { connect } from 'node:http2'
    const session = connect('https://api.acme.test')
    const call = session.request({ ':method': 'POST', ':path': '/second', 'X-Key': 'k' })
    call.on('response', (fields) => { if (fields[':status'] !== 200) process.exitCode = 1 })
    call.on('close', () => session.close()).resume().end('{}')`
  const found = await script('second.mjs', text, { hosts })
  expect(found.capture).toMatchObject({ outcome: { kind: 'response', status: 200 } })
  expect(hostsOf(found)).toEqual(['https://api.acme.test/second'])
  // Over plain HTTP, by prior knowledge.
  expect(hostsOf(await script('plain.mjs', text.replace('https:', 'http:'), { hosts }))).toEqual([
    'http://api.acme.test/second',
  ])
})

test('the gateway is a proxy to the program, and where else it asks it to lead is told', async () => {
  const text = `import openai, os, urllib.request, urllib.error
os.environ["http_proxy"] = os.environ["https_proxy"] = os.environ["SDKDRIFT_GATEWAY_URL"]
urllib.request.urlopen("http://api.else.test/plain").read()
try:
    urllib.request.urlopen("https://telemetry.else.test/")
except urllib.error.URLError:
    pass
urllib.request.urlopen("https://api.acme.test/tunnelled").read()`
  const found = await script('proxied.py', text, { hosts })
  expect(found.capture).toMatchObject({ outcome: { kind: 'response', status: 200 } })
  expect(hostsOf(found)).toEqual([
    'http://api.else.test/plain',
    'https://api.acme.test/',
    'https://api.acme.test/tunnelled',
  ])
  expect(found.reached).toEqual([{ kind: 'connect', what: 'telemetry.else.test:443' }])
})
