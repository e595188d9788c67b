import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { newPair } from '../../measure/store/signatures.ts'
import type { Report } from '../../model/report.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { findUv, NO_UV } from '../../testing/find-uv.ts'
import type { Sandbox } from '../../testing/sandbox.ts'
import { type StoreServer, startRegistry, startS3 } from '../../testing/store-servers.ts'

// Stores of others, as they come: moto's S3 server (PyPI) and the reference OCI registry (Debian's package). The SDKs are fakes.

const { newSandbox } = await fakeWorld()
const MATRIX = {
  sdks: [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['>=1.0.0 <2'] }],
  scenarios: ['azure-api-key'],
  gateways: ['azure-openai'],
}
const pair = newPair()
type Env = Readonly<Record<string, string>>
/** For the servers, which are fetched as this machine fetches: a sandbox has fake registries alone. */
const PUBLIC: Env = Object.fromEntries(Object.entries(process.env).map(([name, value = '']) => [name, value]))

const aMachine = (): Sandbox => {
  const sandbox = newSandbox()
  sandbox.writeAll({ 'matrix.json': MATRIX })
  return sandbox
}
const matrix = (machine: Sandbox, store: string, env: Env) => machine.cli(['matrix', '--store', store], { env })
const reportOf = ({ dir }: Sandbox): Report => JSON.parse(readFileSync(join(dir, 'reports', 'report.json'), 'utf8'))
const told = (machine: Sandbox) => {
  const { runs, findings, notes } = reportOf(machine)
  return { runs, findings, notes: notes.filter((note) => !note.includes(' store ')) }
}
const installs = ({ cacheDir }: Sandbox): number => {
  const dir = join(cacheDir, 'installs')
  const names = existsSync(dir) ? readdirSync(dir, { recursive: true, encoding: 'utf8' }) : []
  return names.filter((name) => name.endsWith('sdkdrift.json')).length
}

/** One machine fills it, another finds all there; then it goes away in the middle of a third one's run. */
const holds = async (server: StoreServer, store: string, env: Env, isFilling: () => Promise<boolean>) => {
  const [first, second, third] = [aMachine(), aMachine(), aMachine()]
  const filled = await matrix(first, store, { ...env, SDKDRIFT_STORE_KEY: pair.key })
  expect([filled.code, reportOf(first).notes.filter((note) => note.includes(' store '))], filled.stderr).toEqual([
    1,
    [],
  ])
  expect((await matrix(second, store, { ...env, SDKDRIFT_STORE_TRUST: pair.trust })).code).toBe(1)
  expect(installs(second)).toBeLessThan(installs(first))
  expect(told(second)).toEqual(told(first))

  // With another key nothing of what is there is believed: it is measured and brought anew.
  const run = third.cli(['matrix', '--concurrency', '1', '--store', `${store}-2`], {
    env: { ...env, SDKDRIFT_STORE_KEY: pair.key },
  })
  while (!(await isFilling())) await wait(50)
  await server.stop()
  const { code, stderr } = await run
  expect([code, told(third)], stderr).toEqual([1, told(first)])
  const trouble = [...stderr.matchAll(/could not be used \d+ times? \(it cannot be reached \(\w+\)\)/gu)]
  expect(trouble, stderr).toHaveLength(1)
  expect(reportOf(third).notes.filter((note) => note.includes(trouble[0]?.[0] ?? '?'))).toHaveLength(1)
}

test('S3', async ({ skip }) => {
  const uv = findUv(process.env)
  if (!uv) return skip(NO_UV)
  const server = await startS3(uv, PUBLIC)
  onTestFinished(server.stop)
  const bucket = `${server.address}/team`
  expect((await fetch(bucket, { method: 'PUT' })).status).toBe(200)
  const env = {
    ...{ AWS_ENDPOINT_URL_S3: server.address, AWS_ACCESS_KEY_ID: 'made-up', AWS_SECRET_ACCESS_KEY: 'made-up' },
    AWS_REGION: 'eu-north-1',
  }
  const listed = async () => (await fetch(`${bucket}?list-type=2&prefix=results-2/`)).text()
  await holds(server, 's3://team/results', env, async () => (await listed()).includes('<Key>'))
})

test('an OCI registry', async () => {
  const server = await startRegistry(PUBLIC)
  if (!server) return expect('no apt-get here').toBeTruthy()
  onTestFinished(server.stop)
  const repositories = async () => (await fetch(`${server.address}/v2/_catalog`)).text()
  const store = `oci://${new URL(server.address).host}/team/results`
  await holds(server, store, {}, async () => (await repositories()).includes('team/results-2'))
})
