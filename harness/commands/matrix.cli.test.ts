import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../model/report.ts'
import { parseReport } from '../tell/reporters/report/parse-report.ts'
import { fakeWorld } from '../testing/fake-world.ts'

const { newSandbox } = await fakeWorld()
const sandbox = newSandbox()

const node = (...versions: readonly unknown[]) => ({ id: 'fake-node', registry: 'npm', package: 'openai', versions })
const matrix = (over: object = {}) => ({
  sdks: [node('1.2.0', '1.3.0')],
  scenarios: ['azure-api-key', 'azure-entra-token-as-api-key', 'azure-entra-token-provider'],
  ...over,
})

/** Runs `sdkdrift matrix` on this matrix, in a file of its own. */
let files = 0
const run = async (value: object, args: readonly string[] = [], env: Record<string, string> = {}) => {
  const name = `matrix-${++files}.json`
  sandbox.write(name, JSON.stringify(value, null, 2))
  const out = join(sandbox.dir, `out-${files}`)
  const ran = await sandbox.cli(['matrix', '--config', name, '--out', out, ...args], { env })
  return {
    ...ran,
    out,
    report: (): Report => parseReport(readFileSync(join(out, 'report.json'), 'utf8'), 'report.json'),
  }
}

const statuses = (report: Report) => report.runs.map(({ version, status }) => `${version} ${status}`)

test('a lost field is a finding, the run exits 1, and the way out that passes on both sides is named', async () => {
  const { code, stdout, report } = await run(matrix())
  expect(code).toBe(1)
  expect(report().findings.map(({ severity, cause }) => [severity, cause])).toEqual([
    ['breaking', 'header-removed authorization'],
  ])
  expect(report().findings[0]?.remedies.map(({ scenario, passes }) => [scenario, passes.from, passes.to])).toEqual([
    ['azure-entra-token-provider', true, true],
  ])
  expect(stdout).toContain('1.3.0 no longer sends `authorization: Bearer ‹credential›` beside `api-key`')
})

test('--json puts the report on stdout and nothing else there; progress stays on stderr', async () => {
  const { stdout, stderr, report } = await run(matrix(), ['--json'])
  expect(parseReport(stdout, 'stdout').findings).toEqual(report().findings)
  expect(stderr).toContain('fake-node@1.3.0')
})

test('--timings tells where the time went: on stderr, or in what is printed as JSON, and never in the file', async () => {
  const text = await run(matrix(), ['--timings', '--fresh'])
  expect(text.stderr).toMatch(/^Where the time went, in seconds:/m)
  for (const stage of ['load', 'resolve', 'keys', 'install', 'start', 'import', 'requests', 'judge', 'write', 'whole'])
    expect(text.stderr).toMatch(new RegExp(`^  ${stage} +\\d+\\.\\d\\d `, 'm'))
  expect(text.report().timings).toBeUndefined()

  const json = await run(matrix(), ['--timings', '--json'])
  const { timings } = parseReport(json.stdout, 'stdout')
  // Kept results start no driver.
  expect(timings?.stages.map(({ stage }) => stage)).toEqual(['load', 'resolve', 'judge', 'write'])
  expect(json.stderr).not.toContain('Where the time went')
  expect((await run(matrix())).stderr).not.toContain('Where the time went')
})

test('--reporter tells what is named and nothing else; report.json is written all the same', async () => {
  const { code, stdout, stderr, out, report } = await run(matrix(), [
    '--reporter',
    'summary',
    '--reporter',
    'terminal=told.txt',
  ])
  expect([code, stdout]).toEqual([1, ''])
  expect(readdirSync(out).sort()).toEqual(['report.json', 'summary.md'])
  expect(report().findings).toHaveLength(1)
  expect(readFileSync(join(out, 'summary.md'), 'utf8')).toContain('**exit 1**')
  expect(readFileSync(join(sandbox.dir, 'told.txt'), 'utf8')).toContain('exit 1  1 finding at or above')
  expect(stderr).toContain(`Report: ${join(out, 'report.json')}, summary.md and ${join(sandbox.dir, 'told.txt')}`)
})

test('without --reporter the report is printed, and written as JSON and as a page', async () => {
  const { stdout, stderr, out } = await run(matrix())
  expect(stdout).toContain('exit 1  1 finding at or above')
  expect(readdirSync(out).sort()).toEqual(['report.html', 'report.json'])
  expect(stderr).toContain(`Report: ${join(out, 'report.json')} and report.html`)
})

test('a reporter that is none: exit 2 with the nearest name, before anything is measured', async () => {
  const { code, stderr, out } = await run(matrix(), ['--reporter', 'htlm'])
  expect([code, stderr]).toEqual([
    2,
    '--reporter htlm: "htlm" is no reporter.\n  Did you mean "html"? Known reporters: badge, github, gitlab, html, json, junit, markdown, sarif, summary, terminal.',
  ])
  expect(existsSync(out)).toBe(false)
})

test('an accepted finding is shown, marked, and does not fail the run; with --no-accepted it does', async () => {
  const accepted = [
    { sdk: 'fake-node', to: '1.3.0', cause: 'header-removed *', reason: 'we moved to a token provider' },
  ]
  const marked = await run(matrix({ accepted }), ['--verbose'])
  expect([marked.code, marked.stdout.includes('we moved to a token provider')]).toEqual([0, true])
  expect((await run(matrix({ accepted }), ['--no-accepted'])).code).toBe(1)
})

test('an acceptance that matches nothing is reported', async () => {
  const { report } = await run(matrix({ accepted: [{ sdk: 'fake-node', to: '1.1.0', reason: 'long gone' }] }))
  expect(report().notes.join()).toMatch(/long gone.*matches no finding/)
})

test('--fail-on moves the bar', async () => {
  expect((await run(matrix(), ['--fail-on', 'never'])).code).toBe(0)
})

test('versions that do not install, hang or crash cost their own result; the rest is measured, and the run exits 3', async () => {
  const value = matrix({ sdks: [node('1.4.1', '1.5.0', '1.6.0', '1.7.0', '1.8.0', '2.0.0')], timeoutMs: 2000 })
  const { code, report } = await run(value, ['--fail-on', 'never'])
  expect(code).toBe(3)
  expect(statuses(report())).toEqual([
    '1.4.1 measured',
    '1.5.0 not-measured',
    '1.6.0 not-measured',
    '1.7.0 not-measured',
    '1.8.0 measured',
    '2.0.0 measured',
  ])
  for (const lost of report().runs) if (lost.status === 'not-measured') expect(lost.reason).not.toBe('')
  expect(report().drifts.find(({ to }) => to === '1.8.0')?.steppedOver).toEqual(['1.5.0', '1.6.0', '1.7.0'])
})

test('a scenario that hangs is a timeout, and the scenarios after it are measured', async () => {
  const { code, report } = await run(matrix({ sdks: [node('1.6.1')], timeoutMs: 1500 }))
  expect(code).toBe(3)
  const results = report().runs[0]?.scenarios.map(({ id, status }) => `${id} ${status}`)
  expect(new Set(results)).toEqual(
    new Set([
      'azure-api-key measured',
      'azure-api-key.require measured',
      'azure-entra-token-as-api-key measured',
      'azure-entra-token-provider timeout',
    ]),
  )
})

test('deprecated versions and pre-releases are left out of a range, and named', async () => {
  const { report } = await run(matrix({ sdks: [node('>=1.8.0')] }), [
    '--fail-on',
    'never',
    '--scenario',
    'azure-api-key',
  ])
  expect(report().leftOut.map(({ version, why }) => `${version} ${why.split(':')[0]}`)).toEqual(
    expect.arrayContaining(['1.8.0 deprecated', '2.0.0-beta.1 pre-release']),
  )
})

test('a change that only a dependency made is told with the dependency', async () => {
  const { report } = await run(matrix({ sdks: [node('1.9.0', '1.10.0')] }), ['--fail-on', 'never'])
  const finding = report().findings.find(({ cause }) => cause.includes('accept-encoding'))
  expect(finding?.dependencyChanges).toEqual([{ name: 'wobble-transport', before: '1.0.0', after: '2.0.0' }])
})

test('a scenario file of the user’s own works like a shipped one', async () => {
  const own = {
    id: 'our-way',
    title: 'Our own way in.',
    client: {
      kind: 'azure',
      address: 'base-url',
      credentials: { apiKey: 'subscription-key' },
      headers: { 'X-Team': 'blue' },
    },
    calls: [{ api: 'chat' }],
    behind: ['apim-subscription-key'],
  }
  sandbox.write('scenarios/our-way.json', JSON.stringify(own))
  const { report } = await run(matrix({ scenarios: ['./scenarios/our-way.json'] }), ['--fail-on', 'never'])
  const [result] = report().runs[0]?.scenarios ?? []
  expect(result).toMatchObject({ id: 'our-way', status: 'measured', outcome: { kind: 'response', status: 200 } })
})

test('a gateway file that matrix.json names is a gateway, also to a flag that names it by its id', async () => {
  sandbox.write(
    'gateways/ours.ts',
    `import { http, HttpResponse } from 'msw'
    export default [http.all('*', () => HttpResponse.json({ message: 'Ours says no.' }, { status: 403 }))]`,
  )
  const gateways = (report: Report) => new Set(report.runs.flatMap((one) => one.scenarios.map((it) => it.gateway)))
  const value = matrix({ gateways: ['azure-*', './gateways/ours.ts'], scenarios: ['azure-api-key'] })
  const all = await run(value)
  expect(all.code, all.stderr).toBe(0)
  expect(gateways(all.report())).toEqual(new Set(['azure-openai', 'ours']))
  const one = await run(value, ['--gateway', 'ours'])
  expect([one.code, gateways(one.report())]).toEqual([0, new Set(['ours'])])
  expect(JSON.stringify(one.report().runs)).toContain('403')
})

test('a gateway as data is one too, from matrix.json and from a flag, and bearer by its name alone', async () => {
  const refusal = { status: 403, body: { message: 'Ours says no.' } }
  sandbox.write('probes/gw.json', JSON.stringify({ wants: { header: 'x-ours' }, refusal }))
  const calls = [{ path: '*', time: 1, status: 418, body: {} }]
  sandbox.write('gw2.json', JSON.stringify({ wants: { header: 'api-key' }, answers: calls }))
  const said = (report: Report) =>
    new Set(
      report.runs.flatMap((one) =>
        one.scenarios.flatMap((it) =>
          it.status === 'measured'
            ? it.exchanges.map(({ response: { status, by } }) => `${it.gateway} ${status} ${by}`)
            : [],
        ),
      ),
    )
  const value = matrix({ gateways: ['./probes/gw.json', 'bearer'], scenarios: ['azure-api-key'] })
  const all = await run(value)
  expect(said(all.report()), all.stderr).toContain('gw 403 gw.json: no credential')
  expect([...said(all.report())].some((one) => one.startsWith('bearer '))).toBe(true)
  const one = await run(value, ['--gateway', './gw2.json'])
  // Counted anew for each scenario and version.
  expect(said(one.report()), one.stderr).toEqual(new Set(['gw2 418 gw2.json: answers[0]']))
  sandbox.write('gw3.json', '{ "wants": "baerer",\n "answer": [] }')
  const faulty = await run(value, ['--gateway', './gw3.json'])
  expect([faulty.code, faulty.stderr.includes('gw3.json:1:12'), faulty.stderr.includes('gw3.json:2:2')]).toEqual([
    2,
    true,
    true,
  ])
  const glob = await run(value, ['--gateway', 'bea*'])
  expect([glob.code, glob.stderr.includes('"bea*" fits nothing.')], glob.stderr).toEqual([2, true])
})

test('a second identical run installs nothing and measures nothing, and says the same', async () => {
  const value = matrix({ sdks: [node('1.0.0', '1.1.0')] })
  const first = await run(value, ['--fail-on', 'never'])
  const again = await run(value, ['--fail-on', 'never'])
  expect(again.stderr).not.toMatch(/measured \d/)
  expect(again.report().runs).toEqual(first.report().runs)
})

test('a version run twice has no noise', async () => {
  const { report } = await run(matrix(), ['--noise-check', '--fail-on', 'never'])
  expect(report().noise).toEqual([])
})

const unplugged = { npm_config_registry: 'http://127.0.0.1:9/' }

test('an unplugged registry without a cache costs the SDK its result with the reason: exit 3', async () => {
  const { code, report } = await run(matrix(), [], { ...unplugged, SDKDRIFT_CACHE: join(sandbox.dir, 'empty-cache') })
  expect(code).toBe(3)
  expect(report().runs.map(({ status }) => status)).toEqual(['not-measured', 'not-measured'])
  expect(JSON.stringify(report().runs)).toContain('127.0.0.1:9')
})

test('offline with a cache works, and says so', async () => {
  await run(matrix())
  const { code, report } = await run(matrix(), ['--offline', '--fresh'])
  expect(code).toBe(1)
  expect(report().notes.join()).toContain('npm was not asked')
})

test('without Python the PyPI versions are not measured, with what to do about it: exit 3', async () => {
  const sdks = [node('1.2.0'), { id: 'fake-python', registry: 'pypi', package: 'openai', versions: ['1.2.0'] }]
  const { code, report } = await run(matrix({ sdks }), ['--fail-on', 'never'], { PATH: '/nonexistent' })
  expect(code).toBe(3)
  expect(statuses(report())).toEqual(['1.2.0 measured', '1.2.0 not-measured'])
  expect(report().runs[1]).toMatchObject({ reason: expect.stringMatching(/python/i) })
})

test.each<[string, object, readonly string[], RegExp[]]>([
  ['an unknown version', matrix({ sdks: [node('1.2.9')] }), [], [/no version 1\.2\.9/, /1\.2\.1/]],
  ['an unknown scenario', matrix({ scenarios: ['azure-api-kay'] }), [], [/matrix-\d+\.json:\d+:\d+/, /azure-api-key/]],
  ['an unknown scenario on the command line', matrix(), ['--scenario', 'azure-api-kay'], [/azure-api-key/]],
  ['an unknown SDK on the command line', matrix(), ['--sdk', 'fake-nod'], [/fake-node/]],
  ['a bar that is none', matrix(), ['--fail-on', 'braking'], [/breaking/]],
  ['two faults at once', { sdks: [node('1.2.0')], scenarios: ['x-y'], failOn: 'bad' }, [], [/x-y/, /failOn|bad/]],
])('%s: exit 2, with the place and the nearest known name', async (_, value, args, told) => {
  const { code, stderr } = await run(value, args)
  expect([code, stderr]).toEqual([2, expect.stringMatching(told[0] ?? /./)])
  for (const words of told) expect(stderr).toMatch(words)
})

test('a matrix that is no JSON: exit 2, with file and line', async () => {
  sandbox.write('broken.json', '{\n  "sdks": [\n')
  const { code, stderr } = await sandbox.cli(['matrix', '--config', 'broken.json'])
  expect([code, stderr]).toEqual([2, expect.stringMatching(/broken\.json:\d+:\d+/)])
})
