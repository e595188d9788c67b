import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import type { KeptShelf } from '../../model/kept.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { openStore } from './open-store.ts'
import { sharedShelves } from './shared-shelves.ts'
import { newPair, signaturesOf } from './signatures.ts'

const pair = newPair()
const env = { SDKDRIFT_STORE_KEY: pair.key, SDKDRIFT_STORE_TOKEN: 't0ken' }
const tree = { acme: '1.0.0' }
const aShelf = (...keys: readonly string[]): KeptShelf => ({
  dependencies: tree,
  cells: Object.fromEntries(
    keys.map((key) => [
      key,
      {
        at: 1,
        day: '2026-01-01',
        capture: { masked: true, scenario: key, gateway: 'g', status: 'unsupported', reason: 'none' },
      },
    ]),
  ),
})
const name = 'npm/%40acme%2Fsdk/1.0.0/0123'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A store that is a Map behind HTTP. */
const aServer = async () => {
  const files = new Map<string, Buffer>()
  const seen: string[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    seen.push(`${method} ${url} ${headers.authorization ?? ''}`)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const found = files.get(url)
    if (method === 'PUT') files.set(url, Buffer.concat(chunks))
    response.statusCode = method === 'PUT' ? 201 : found ? 200 : 404
    response.end(method === 'GET' ? found : undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/team`, files, seen, server }
}
const shelvesAt = async (address: string, own: Readonly<Record<string, string>> = env) =>
  sharedShelves(address, await openStore(address, own), signaturesOf(own))

const aFolder = () => pathToFileURL(join(temporaryFolder('shared'), 'results')).href

test.each([
  ['a folder', async () => aFolder()],
  ['a server', async () => (await aServer()).address],
])('%s: what one machine adds another finds, and who adds to it takes nothing away', async (_, place) => {
  const address = await place()
  const [one, other, reader] = [await shelvesAt(address), await shelvesAt(address), await shelvesAt(address)]
  expect(await one.find(name)).toBeNull()
  expect(await one.add(name, aShelf('a'))).toBe(true)
  expect(await other.add(name, aShelf('b'))).toBe(true)
  expect(Object.keys((await reader.find(name))?.cells ?? {}).sort()).toEqual(['a', 'b'])
  expect([one, other, reader].flatMap((shelves) => shelves.notes())).toEqual([])
})

test('a server is shown the token, and asked no more than it takes', async () => {
  const { address, seen } = await aServer()
  const shelves = await shelvesAt(address)
  await shelves.add(name, aShelf('a'))
  await shelves.add(name, aShelf('a'))
  await shelves.find(name)
  await shelves.find(name)
  expect(seen.map((line) => line.split(' ')[0])).toEqual(['GET', 'PUT', 'GET', 'GET'])
  expect(seen.every((line) => line.endsWith(' Bearer t0ken'))).toBe(true)
})

test('what bears no trusted signature is none, and is counted', async () => {
  const { address, files } = await aServer()
  await (await shelvesAt(address)).add(name, aShelf('a'))
  const stranger = await shelvesAt(address, { SDKDRIFT_STORE_TRUST: newPair().trust })
  expect([await stranger.find(name), stranger.isWriter]).toEqual([null, false])
  expect(stranger.notes()).toEqual([
    `1 version in the store ${address} bears no signature of a trusted key, and was not believed.`,
  ])
  // What lies under one name is none of another.
  const [[path, bytes] = ['', Buffer.from('')]] = files
  files.set(path.replace('1.0.0', '2.0.0'), bytes)
  const moved = await shelvesAt(address)
  expect(await moved.find(name.replace('1.0.0', '2.0.0'))).toBeNull()
})

test('a store that ends in the middle is a miss, told once with a count, and left alone', async () => {
  const { address, server, seen } = await aServer()
  const shelves = await shelvesAt(address)
  await shelves.add(name, aShelf('a'))
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  for (let n = 0; n < 9; n++) expect(await shelves.find(`${name}-${n}`)).toBeNull()
  expect(await shelves.add(name, aShelf('b'))).toBe(false)
  expect(seen).toHaveLength(2)
  expect(shelves.notes()).toEqual([
    expect.stringMatching(/could not be used 10 times \(it cannot be reached \(\w+\)\)/),
  ])
})

test.each([
  ['results', '"results" is no address'],
  ['ftp://host/x', 'ftp://'],
  ['http://host.test/x', 'http://'],
  ['oci://ghcr.io/Acme/b', '"Acme/b" is no name of a repository'],
  ['oci://ghcr.io/', 'no name of a repository'],
  ['s3://bucket/x', 'AWS_ACCESS_KEY_ID'],
])('%s is refused, and what is expected is said', async (address, text) => {
  await expect(openStore(address, {})).rejects.toThrow(text)
})
