import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPair } from '../measure/store/signatures.ts'
import type { Report } from '../model/report.ts'
import { fakeWorld } from '../testing/fake-world.ts'
import type { Sandbox } from '../testing/sandbox.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const { newSandbox } = await fakeWorld()
const MATRIX = {
  sdks: [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['>=1.0.0 <2'] }],
  scenarios: ['azure-api-key'],
  gateways: ['azure-openai'],
}
const [ours, theirs] = [newPair(), newPair()]
const writer = { SDKDRIFT_STORE_KEY: ours.key }
const reader = { SDKDRIFT_STORE_TRUST: ours.trust }
const folder = pathToFileURL(temporaryFolder('store')).href

const aMachine = (): Sandbox => {
  const sandbox = newSandbox()
  sandbox.writeAll({ 'matrix.json': MATRIX })
  return sandbox
}
const matrix = (machine: Sandbox, env: Readonly<Record<string, string>>, store = folder) =>
  machine.cli(['matrix', '--store', store], { env: { ...machine.env, ...env } })
const reportOf = (machine: Sandbox): Report =>
  JSON.parse(readFileSync(join(machine.dir, 'reports', 'report.json'), 'utf8'))
/** All but when it was, and what was told of the store. */
const lasting = ({ startedAt: _, finishedAt: __, run: ___, walls: ____, notes, ...rest }: Report) => ({
  ...rest,
  notes: notes.filter((note) => !note.includes(' store ')),
})
const installs = ({ cacheDir }: Sandbox): readonly string[] => {
  const dir = join(cacheDir, 'installs')
  return existsSync(dir)
    ? readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('sdkdrift.json'))
    : []
}

const first = aMachine()
beforeAll(async () => {
  const { code, stderr } = await matrix(first, writer)
  expect([code, installs(first).length > 0], stderr).toEqual([1, true])
})

test('a machine that finds all results of a version does not install it, and writes the same report', async () => {
  const second = aMachine()
  expect((await matrix(second, reader)).code).toBe(1)
  // What could not be measured may have been bad luck: that is nobody's else.
  const unsettled = reportOf(first)
    .runs.filter(({ status, scenarios }) => status !== 'measured' || scenarios.some((one) => one.status === 'crashed'))
    .map(({ version }) => version)
  const again = installs(first).filter((name) => unsettled.some((version) => name.includes(`/${version}/`)))
  expect(installs(first).length).toBeGreaterThan(again.length)
  expect(installs(second)).toEqual(again)
  expect(lasting(reportOf(second))).toEqual(lasting(reportOf(first)))
})

test('what somebody else signed is measured here, and counted in the report and at the terminal', async () => {
  const third = aMachine()
  const { code, stderr } = await matrix(third, { SDKDRIFT_STORE_TRUST: theirs.trust })
  expect([code, installs(third).length]).toEqual([1, installs(first).length])
  const told = expect.stringMatching(/^\d+ versions in the store file:.* bear no signature of a trusted key/)
  expect(reportOf(third).notes).toEqual(expect.arrayContaining([told]))
  expect(stderr).toContain('bear no signature of a trusted key')
  expect(lasting(reportOf(third))).toEqual(lasting(reportOf(first)))
})

let answers = 3
const files = new Map<string, Buffer>()
const server = createServer(async (request, response) => {
  if (answers-- <= 0) {
    request.destroy()
    return
  }
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const url = request.url ?? ''
  if (request.method === 'PUT') files.set(url, Buffer.concat(chunks))
  response.statusCode = request.method === 'PUT' || files.has(url) ? 200 : 404
  response.end(request.method === 'GET' ? files.get(url) : undefined)
})
afterAll(() => {
  server.close()
})

test('a store that stops in the middle costs nothing but time: the same report, and the trouble told', async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/results`
  const fourth = aMachine()
  const { code, stderr } = await matrix(fourth, writer, address)
  expect(code).toBe(1)
  expect(stderr).toMatch(/The store http:\S+ could not be used \d+ times? \(it cannot be reached/)
  expect(lasting(reportOf(fourth))).toEqual(lasting(reportOf(first)))
})

test('a store that matrix.json names: who may adds to it, who trusts it reads, and who can do neither says so and goes on', async () => {
  const [sdk] = MATRIX.sdks
  const small = { ...MATRIX, sdks: [{ ...sdk, versions: ['1.0.0'] }] }
  const shared = newSandbox()
  const address = pathToFileURL(join(shared.dir, 'results')).href
  const run = async (machine: Sandbox, store: object, env: Readonly<Record<string, string>> = {}) => {
    machine.writeAll({ 'matrix.json': { ...small, store } })
    const { code, stderr } = await machine.cli(['matrix'], { env })
    return { code, stderr, installs: installs(machine).length }
  }
  expect(await run(shared, { address: './results' }, writer)).toMatchObject({ code: 0, installs: 1 })
  expect(existsSync(join(shared.dir, 'results', 'npm'))).toBe(true)
  expect(await run(newSandbox(), { address, trust: [ours.trust] })).toMatchObject({ code: 0, installs: 0 })
  const stranger = await run(newSandbox(), { address })
  expect(stranger).toMatchObject({ code: 0, installs: 1 })
  expect(stranger.stderr.replaceAll(/\s+/gu, ' ')).toContain('The store of matrix.json is not used: ')
  const without = await run(newSandbox(), { address, trust: [ours.trust] }, { SDKDRIFT_STORE: 'none' })
  expect(without).toMatchObject({ code: 0, installs: 1 })
  const wrong = await run(newSandbox(), { address: 'ftp://host/x' }, writer)
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('matrix.json: store.address')])
})

test('keygen prints a pair that works, and an address without keys is refused', async () => {
  const { stdout } = await first.cli(['store', 'keygen'])
  expect(stdout).toMatch(/^SDKDRIFT_STORE_KEY=[\w-]{43}\nSDKDRIFT_STORE_TRUST=[\w-]{43}$/)
  const { code, stderr } = await matrix(first, {})
  expect([code, stderr]).toEqual([2, expect.stringContaining('sdkdrift store keygen')])
})
