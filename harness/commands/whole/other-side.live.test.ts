import { afterAll, expect, test } from 'vitest'
import { liveProject } from '../../testing/live-project.ts'

// What the other side does, met by real clients: waits that are skipped, TLS, a proxy, a token endpoint.

const { write, json: cli, close } = liveProject()
afterAll(close)

const scenario = (id: string, over: object) =>
  write(`${id}.json`, {
    id,
    title: `${id}.`,
    client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: 'api-key' } },
    calls: [{ api: 'chat' }],
    behind: ['vendor'],
    ...over,
  })

const measured = async (sdk: object, scenarios: readonly string[]) => {
  write('matrix.json', { sdks: [sdk], scenarios, gateways: ['*'], failOn: 'never' })
  const { answer } = await cli('matrix', '--fresh', '--json')
  return answer
}

scenario('busy', { time: 'virtual', first: [{ status: 429, headers: { 'retry-after': '600' } }] })
scenario('silent', { time: 'virtual', first: [{ hang: true }] })
scenario('secure', { scheme: 'https' })
scenario('proxied', { scheme: 'https', environment: { variables: { HTTPS_PROXY: { proxy: true } } } })

test('npm openai 7 waits the ten minutes that 6 would not, and fetch gives up after five', async () => {
  const sdk = { id: 'node', registry: 'npm', package: 'openai', versions: ['6.0.0', '7.0.0'] }
  const { findings, runs } = await measured(sdk, ['./busy.json', './silent.json', './secure.json'])
  expect(findings.flatMap(({ changes }: { changes: object[] }) => changes)).toContainEqual(
    expect.objectContaining({
      kind: 'wait',
      severity: 'behaviour',
      before: '0.34 to 0.69 s, of its own accord',
      after: '600 s as asked',
    }),
  )
  for (const { scenarios } of runs) {
    expect(scenarios).toContainEqual(
      expect.objectContaining({
        id: 'silent',
        exchanges: [expect.objectContaining({ gaveUpAfter: '300 s' }), expect.anything()],
      }),
    )
    expect(scenarios).toContainEqual(
      expect.objectContaining({ id: 'secure', outcome: { kind: 'response', status: 200 } }),
    )
  }
})

test('PyPI openai gives up after its own ten minutes, in both of its clients, and takes the proxy of its environment', async () => {
  const sdk = { id: 'python', registry: 'pypi', package: 'openai', versions: ['2.33.0'] }
  const { runs } = await measured(sdk, ['./silent.json', './proxied.json'])
  for (const id of ['silent', 'silent.async'])
    expect(runs[0].scenarios).toContainEqual(
      expect.objectContaining({
        id,
        exchanges: [expect.objectContaining({ gaveUpAfter: '600 s' }), expect.anything()],
      }),
    )
  for (const id of ['proxied', 'proxied.async'])
    expect(runs[0].scenarios).toContainEqual(
      expect.objectContaining({
        id,
        exchanges: ['CONNECT', 'POST'].map((method) =>
          expect.objectContaining({ request: expect.objectContaining({ method, via: 'proxy' }) }),
        ),
      }),
    )
})

test('an identity of Azure’s own library finds the token endpoint, and its token is let in', async () => {
  const sdk = {
    id: 'node',
    registry: 'npm',
    package: 'openai',
    versions: ['7.0.0'],
    with: { '@azure/identity': '4.13.0' },
  }
  const { runs } = await measured(sdk, ['azure-identity-client-secret'])
  for (const one of runs[0].scenarios)
    expect(one).toMatchObject({
      outcome: { kind: 'response', status: 200 },
      exchanges: expect.arrayContaining([expect.objectContaining({ response: { status: 200, by: 'token endpoint' } })]),
    })
  expect(runs[0].scenarios.length).toBeGreaterThan(0)
})
