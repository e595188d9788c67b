import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseReport } from '../tell/reporters/report/parse-report.ts'
import { type FakeRegistry, startFakeRegistry } from '../testing/fake-registry.ts'
import { makeSandbox, type Sandbox } from '../testing/sandbox.ts'

let registry: FakeRegistry
let sandbox: Sandbox

const SECRET = 'h4rdly-a-secret-0123456789'
const entry = (headers: Readonly<Record<string, string>>, status = 200) => ({
  startedDateTime: '2026-01-31T12:00:00.000Z',
  time: 3,
  request: {
    method: 'POST',
    url: 'https://api.acme.test/v1/chat?key=',
    httpVersion: 'h2',
    headers: [{ name: ':method', value: 'POST' }, ...Object.entries(headers).map(([name, value]) => ({ name, value }))],
    queryString: [],
    cookies: [],
    headersSize: -1,
    bodySize: 2,
    postData: { mimeType: 'application/json', text: '{}' },
  },
  response: { status, content: { text: SECRET } },
})
const har = (...entries: readonly object[]) => ({
  log: { version: '1.2', browser: { name: 'Firefox', version: '128' }, entries },
})
const twice = { authorization: `Bearer ${SECRET}`, 'api-key': SECRET, 'user-agent': 'x' }
const once = { 'api-key': SECRET, 'user-agent': 'x' }

beforeAll(async () => {
  registry = await startFakeRegistry()
  sandbox = makeSandbox(registry)
  const sdks = [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.2.0'] }]
  sandbox.writeAll({
    'a.har': har(entry(twice)),
    'b.har': har(entry(once, 401)),
    'same.har': har(entry(twice)),
    'bare.har': har(entry({})),
    'broken.har': `{"log": {"entries": [\n  {"request": {"method": "GET", "url": ${SECRET}}]}}`,
    'less.har': har({
      request: { method: 'GET', url: 'https://a.test', headers: `Bearer ${SECRET}` },
      response: { status: 200 },
    }),
    'matrix.json': { sdks },
  })
})
afterAll(async () => {
  sandbox.close()
  await registry.close()
})

const diff = (...args: readonly string[]) => sandbox.cli(['diff', ...args])

test('a token that was sent twice and is sent once is told as that, with the recorded answers, and is never printed', async () => {
  const { code, stdout, stderr } = await diff('a.har', 'b.har')
  expect(code).toBe(1)
  const text = stdout.replaceAll(/\s+/g, ' ')
  expect(text).toContain('b.har no longer sends `authorization: Bearer ‹credential-1›` beside `api-key`')
  expect(text).toMatch(/POST \/v1\/chat recorded 200 → 401/)
  expect(stdout + stderr).not.toContain(SECRET)
})

test('--json is a report like any other', async () => {
  const { code, stdout } = await diff('a.har', 'b.har', '--json', '--fail-on', 'never')
  const { runs, findings } = parseReport(stdout, 'stdout')
  expect(code).toBe(0)
  expect(runs.map(({ version, runtime }) => [version, runtime])).toEqual([
    ['a.har', 'Firefox 128'],
    ['b.har', 'Firefox 128'],
  ])
  expect(findings).toMatchObject([{ severity: 'breaking', cause: 'header-removed authorization', from: 'a.har' }])
  for (const form of [SECRET, Buffer.from(SECRET).toString('base64'), encodeURIComponent(SECRET)])
    expect(stdout).not.toContain(form)
})

test('two that are alike are no drift', async () => {
  expect(await diff('a.har', 'same.har')).toMatchObject({ code: 0, stdout: expect.stringContaining('no drift') })
})

test('one without any credential is named: browsers leave them out', async () => {
  expect((await diff('a.har', 'bare.har')).stdout.replaceAll(/\s+/g, ' ')).toContain('bare.har holds no credential.')
})

test.each<[string, readonly string[], RegExp]>([
  ['a broken file', ['a.har', 'broken.har'], /^broken\.har:2:\d+: Not valid JSON/],
  [
    'a file that is none',
    ['a.har', 'less.har'],
    /^less\.har:\d+:\d+: log\.entries\[0\]\.request\.headers does not fit\.\n {2}Expected array\./,
  ],
  ['no file', ['a.har', 'c.har'], /There is no file .*c\.har/],
  ['a version', ['a.har', 'fake-node@1.2.0'], /"fake-node@1\.2\.0" is no recording.*\n.*show SDK@VERSION/],
  ['itself', ['a.har', './a.har'], /differs from itself/],
  ['a scenario', ['a.har', 'b.har', '--scenario', 'x'], /--scenario: Recordings are compared as they are/],
  ['a runtime', ['a.har', 'b.har', '--runtime', 'node 22'], /--runtime: Recordings are compared as they are/],
  ['a command', ['a.har', 'b.har', '--', 'node', 'x.mjs'], /-- node x\.mjs: A command is run for no recording/],
])('%s is refused', async (_, args, said) => {
  const { code, stdout, stderr } = await diff(...args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(said)
  expect(stderr).not.toContain(SECRET)
})

test('what a matrix that is named says of changes holds for recordings too', async () => {
  const sdks = [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.2.0'] }]
  const said = (more: object) => sandbox.write('said.json', JSON.stringify({ sdks, ...more }))
  said({ accepted: [{ cause: 'header-removed authorization', reason: 'looked into', owner: 'us' }] })
  const accepted = await diff('a.har', 'b.har', '--config', 'said.json')
  expect([accepted.code, accepted.stdout]).toEqual([0, expect.stringContaining('looked into (owner: us)')])
  const match = { sdk: 'recording', scenario: 'POST *' }
  said({ severities: [{ match, severity: 'telemetry', reason: 'a test host' }] })
  const lowered = await diff('a.har', 'b.har', '--config', 'said.json')
  expect([lowered.code, lowered.stdout]).toEqual([0, expect.stringContaining('from breaking to telemetry')])
})

test('what show --har wrote of two versions differs as the versions do', async () => {
  const only = ['--scenario', 'azure-entra-token-as-api-key', '--gateway', 'azure-openai']
  const [from, to] = ['1.2.0', '1.3.0']
  for (const version of [from, to]) {
    const { stdout } = await sandbox.cli(['show', `fake-node@${version}`, ...only, '--har'])
    sandbox.write(`v${version}.har`, stdout)
  }
  const versions = parseReport((await diff(`fake-node@${from}`, `fake-node@${to}`, ...only, '--json')).stdout, 'stdout')
  const recorded = parseReport((await diff(`v${from}.har`, `v${to}.har`, '--json')).stdout, 'stdout')
  const wire = (report: typeof versions) =>
    report.findings.map(({ cause, severity }) => `${severity} ${cause}`).toSorted()
  expect(versions.findings.length).toBeGreaterThan(0)
  expect(wire(recorded)).toEqual(wire(versions))
})
