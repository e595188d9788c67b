import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Bisection } from '../model/bisection.ts'
import { fakeWorld } from '../testing/fake-world.ts'

const { newSandbox } = await fakeWorld()
const sandbox = newSandbox()

beforeAll(() => {
  sandbox.write(
    'matrix.json',
    JSON.stringify({
      sdks: [{ id: 'fake', registry: 'npm', package: 'openai', versions: ['1.2.0', '1.3.0'] }],
      timeoutMs: 2000,
      failOn: 'never',
    }),
  )
})

const bisect = async (...args: readonly string[]) => {
  const ran = await sandbox.cli(['bisect', ...args, '--json'])
  return { ...ran, answer: (): Bisection => JSON.parse(ran.stdout) }
}
const fake = (scenario: string, good: string, bad: string, ...more: readonly string[]) =>
  bisect('fake', '--scenario', scenario, '--good', good, '--bad', bad, ...more)
const edges = ({ transitions }: Bisection) => transitions.map(({ from, to }) => [from, to])

test('each version that changed it is named, with the change and what the search cost', async () => {
  const { code, answer } = await fake('azure-api-key', '1.0.0', '1.4.1', '--gateway', 'apim-subscription-key')
  expect(code).toBe(0)
  expect(answer()).toMatchObject({
    sdk: 'fake',
    scenario: 'azure-api-key',
    gateway: 'apim-subscription-key',
    good: '1.0.0',
    bad: '1.4.1',
    transitions: [
      { from: '1.2.1', to: '1.3.0', suspects: [] },
      { from: '1.3.0', to: '1.4.0', suspects: [] },
    ],
    skipped: [],
    complete: false,
  })
  expect(answer().transitions[1]?.changes.map(({ kind }) => kind)).toContain('credential-moved')
  expect(answer().installs).toBeGreaterThan(0)
})

test('the same question again makes no install and no probe, and the answer is written beside the reports', async () => {
  const args = ['azure-api-key', '1.0.0', '1.3.0', '--gateway', 'azure-openai'] as const
  const first = await fake(...args)
  const again = await fake(...args)
  expect(again.answer()).toMatchObject({ installs: 0, probes: 0, transitions: first.answer().transitions })
  const file = join(sandbox.dir, 'reports', 'bisect-fake-azure-api-key.json')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(again.answer())
})

test('--all finds a change that comes and goes between equal ends; without it the ends do not differ: exit 1', async () => {
  const one = await fake('azure-api-key', '1.3.0', '1.4.2')
  expect([one.code, edges(one.answer())]).toEqual([1, []])
  const all = await fake('azure-api-key', '1.3.0', '1.4.2', '--exhaustive')
  expect([all.code, edges(all.answer())]).toEqual([
    0,
    [
      ['1.3.0', '1.4.0'],
      ['1.4.1', '1.4.2'],
    ],
  ])
  expect(all.answer().complete).toBe(true)
})

test('one at a time is one at a time, the ends too', async () => {
  const { code, stderr } = await fake('openai-api-key', '1.0.0', '1.4.2', '--concurrency', '1')
  expect(code).toBe(0)
  expect(stderr).toMatch(/Round 1: .* measuring 1\.0\.0\n.*Round 2: .* measuring 1\.4\.2\n/s)
})

test('a grid says what it did not look at', async () => {
  const { answer } = await fake('azure-api-key', '1.0.0', '1.4.2', '--all')
  expect(answer().notes.join()).toMatch(/between two equal grid points was not looked at/)
})

test('when only versions that cannot be measured lie between, each of them is a suspect', async () => {
  const { answer } = await fake('openai-retry-after-429', '1.4.2', '1.6.1')
  expect(answer().transitions).toMatchObject([{ from: '1.4.2', to: '1.6.1', suspects: ['1.5.0', '1.6.0'] }])
  expect(answer().skipped.map(({ version }) => version)).toEqual(['1.5.0', '1.6.0'])
})

test.each<[string, readonly string[], readonly string[]]>([
  ['a header that is absent', ['--header', 'authorization=absent'], ['1.2.1', '1.3.0']],
  ['an outcome', ['--outcome', '401', '--gateway', 'apim-validate-jwt'], ['1.2.1', '1.3.0']],
])('what counts as bad can be said: %s', async (_, flags, edge) => {
  const { answer } = await fake('azure-entra-token-as-api-key', '1.0.0', '1.3.0', ...flags)
  expect(edges(answer())).toEqual([edge])
})

test('a header by the shape of its value', async () => {
  const { answer } = await fake('azure-api-key', '1.3.0', '1.4.1', '--header', 'authorization=Bearer *')
  expect(edges(answer())).toEqual([['1.3.0', '1.4.0']])
})

test('a finding of the last report is followed to the version that brought it', async () => {
  await sandbox.cli(['diff', 'fake@1.0.0', 'fake@1.3.0', '--json', '--scenario', 'azure-api-key'])
  await sandbox.cli(['matrix', '--scenario', 'azure-api-key'])
  const report = JSON.parse(readFileSync(join(sandbox.dir, 'reports', 'report.json'), 'utf8'))
  const { code, answer } = await bisect('--finding', report.findings[0].id, '--good', '1.0.0')
  expect([code, edges(answer())]).toEqual([0, [['1.2.1', '1.3.0']]])
})

test('a gateway of the user’s own is a place to look behind, and what it refuses counts', async () => {
  sandbox.write(
    'our-gateway.ts',
    `import { http, HttpResponse } from 'msw'
    export default [
      http.all('*', ({ request }) =>
        request.headers.has('api-key')
          ? HttpResponse.json({ choices: [] })
          : HttpResponse.json({ message: 'Ours says no.' }, { status: 403 })),
    ]`,
  )
  const ends = ['azure-api-key', '1.0.0', '1.4.1'] as const
  const { code, answer, stderr } = await fake(...ends, '--gateway', './our-gateway.ts', '--outcome', '403')
  expect(code, stderr).toBe(0)
  expect([answer().gateway, edges(answer())]).toEqual(['our-gateway', [['1.3.0', '1.4.0']]])
})

test('an end that cannot be measured: exit 3, with the reason', async () => {
  const { code, answer } = await fake('azure-api-key', '1.4.2', '1.7.0')
  expect(code).toBe(3)
  expect(answer().skipped).toMatchObject([{ version: '1.7.0' }])
})

test('without ends: from the oldest to the newest', async () => {
  const { answer } = await bisect('fake', '--scenario', 'azure-api-key-and-entra-token-provider')
  expect(answer()).toMatchObject({ good: '1.0.0', bad: '2.0.0' })
})

test.each<[string, readonly string[], RegExp]>([
  ['an unknown version', ['fake', '--scenario', 'azure-api-key', '--good', '1.2.9'], /no version 1\.2\.9.*\n.*1\.2\.1/],
  ['an unknown SDK', ['fakke', '--scenario', 'azure-api-key'], /fake/],
  ['no scenario', ['fake'], /scenario/],
  ['several scenarios', ['fake', '--scenario', 'azure-*'], /one scenario/],
  [
    'ends in the wrong order',
    ['fake', '--scenario', 'azure-api-key', '--good', '1.3.0', '--bad', '1.2.0'],
    /not older/,
  ],
  ['a header without a value', ['fake', '--scenario', 'azure-api-key', '--header', 'authorization'], /absent/],
  ['a finding that is none', ['--finding', 'x', '--out', 'nowhere'], /no report/],
])('%s: exit 2', async (_, args, words) => {
  const { code, stderr } = await bisect(...args)
  expect([code, stderr]).toEqual([2, expect.stringMatching(words)])
})
