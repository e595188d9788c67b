import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import type { Report } from '../../../model/report.ts'
import { judged, saved, withNothingAccepted } from './saved.fixture.ts'
import { terminal } from './terminal.ts'

const incidents = saved('incidents')
const told = (report: Report, over: Partial<Parameters<typeof terminal>[1]> = {}): string =>
  terminal(report, { colour: false, width: 100, ...judged(report, over.failOn), ...over })
/** The lines of one finding's block. */
const block = (text: string, head: string): string => text.split('\n\n').find((part) => part.includes(head)) ?? ''

test('no drift is told in one line', () => {
  expect(told(saved('quiet'))).toBe('exit 0  no drift · 2 versions · 12 measurements\n')
})

test('what was inferred is counted as that', () => {
  const quiet = saved('quiet')
  const runs = quiet.runs.map((run) => ({
    ...run,
    scenarios: run.scenarios.map((one) =>
      one.status === 'measured' && one.gateway === 'azure-openai' ? { ...one, inferred: { gateway: 'openai' } } : one,
    ),
  }))
  const some = runs.flatMap(({ scenarios }) => scenarios).filter((one) => 'inferred' in one).length
  expect(told({ ...quiet, runs })).toBe(
    `exit 0  no drift · 2 versions · ${12 - some} measurements, ${some} more inferred from them\n`,
  )
  expect(some).toBeGreaterThan(0)
})

test('a finding, whole: what changed, where, what the gateway says now, the way out, why it is accepted', () => {
  expect(block(told(incidents, { verbose: true }), 'openai-python 2.33.0 → 2.34.0')).toMatchInlineSnapshot(`
    "breaking · accepted  openai-python 2.33.0 → 2.34.0                                        f-793648ba
      2.34.0 no longer sends \`authorization: Bearer ‹api-key›\` beside \`api-key\` (4 scenarios, 2 of them
      now refused)
      now says   azure-entra-token-as-api-key (+ async)
                   apim-validate-jwt  200 → 401  “Unauthorized. Access token is missing or invalid.”
                   azure-openai       200 → 401  “Access denied due to invalid subscription key or wrong
                                                 API endpoint.”
      as before  azure-api-key (+ async) behind apim-subscription-key, apim-validate-jwt and
                   azure-openai
                 azure-entra-token-as-api-key (+ async) behind apim-subscription-key
      way out    pass the token as \`azure_ad_token=\`
                 or pass a function as \`azure_ad_token_provider=\`
                   each passes at 2.33.0, 2.34.0 and 3.3.1: it can be deployed before the upgrade
                 pass \`default_headers={"Authorization": "Bearer ‹entra-token›"}\`
                   passes at 2.34.0, not at 2.33.0 and 3.3.1: deploy it together with the upgrade
      accepted   Known: 2.34.0 sends one field only. Services here pass the token as
                 \`azure_ad_token_provider=\`.
                 https://github.com/openai/openai-python/issues/3282"
  `)
})

test('the verdict comes first, then what is new in full, then the accepted in a line each, then gaps, then what is not shown', () => {
  const text = told(incidents)
  const order = [
    'exit 1  1 finding at or above `breaking` is not accepted · 2 accepted · 5 lesser findings',
    'breaking  openai-python 2.34.0 → 3.3.1',
    'way out',
    'Accepted\n',
    'breaking  openai-python 2.33.0 → 2.34.0  ',
    'breaking  openai-node 5.17.0 → 5.18.0    api-key from',
    'Could not be measured',
    'Not shown\n',
    '4 lesser findings (1 behaviour and 3 telemetry)',
  ]
  const places = order.map((part) => text.indexOf(part))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places[0]).toBe(0)
})

test('with all asked for, the worst comes first, of one severity what nobody accepted, then the lesser in a line each', () => {
  const text = told(incidents, { verbose: true })
  const order = ['2.34.0 → 3.3.1', '2.33.0 → 2.34.0', '5.17.0 → 5.18.0', 'Could not be', 'telemetry']
  const places = order.map((part) => text.indexOf(part))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

test('a long text says its verdict again at its end', () => {
  const long = told(withNothingAccepted(incidents), { verbose: true }).trimEnd().split('\n')
  expect(long.length).toBeGreaterThan(60)
  expect(long.at(-1)).toBe(long[0])
})

test('of a first run with many grave findings the first are told in full, the others in a line each', () => {
  const [first] = withNothingAccepted(incidents).findings
  if (!first) throw new Error('There are findings.')
  const many = Array.from({ length: 30 }, (_, at) => ({ ...first, id: `f-${at}` }))
  const blocks = (verbose: boolean): number =>
    told({ ...incidents, findings: many }, { verbose }).match(/^breaking /gmu)?.length ?? 0
  expect([blocks(false), blocks(true)]).toEqual([20, 30])
})

test('a breaking finding without a remedy says that none was seen', () => {
  expect(block(told(incidents), 'openai-python 2.34.0 → 3.3.1')).toContain('none seen: nothing else that was tried')
})

test('dependencies that came with the step are named, the SDK itself is not', () => {
  const text = block(told(incidents), 'openai-python 2.34.0 → 3.3.1')
  expect(text).toContain('came with  other dependencies: httpx 0.28.1 → 0.29.0, sniffio 1.3.1 gone')
  expect(text).not.toContain('openai 2.34.0 →')
})

test('what is not known is told: not measured, timed out, not supported, left out, notes', () => {
  const text = told(incidents, { verbose: true })
  expect(text).toMatch(/openai-node 7\.0\.0 +the control call failed: Cannot find package 'undici'/u)
  expect(text).toContain('openai-api-key.async behind openai: timeout: no end within 30 s')
  expect(text).toMatch(/azure-entra-token-static at every version: AzureOpenAI takes no token as text/u)
  expect(text).toContain('2.33.1: yanked: wrong metadata')
  expect(text).toContain('matrix.json:41')
})

test('the first words are the verdict, its counts and the exit code', () => {
  expect(told(incidents)).toMatch(
    /^exit 1 {2}1 finding at or above `breaking` is not accepted · 2 accepted · 5 lesser findings\n/u,
  )
  expect(told(withNothingAccepted(incidents))).toMatch(/^exit 1 {2}3 findings at or above `breaking`/u)
})

test('with nothing failing, what could not be measured decides', () => {
  expect(told(incidents, { failOn: 'never' })).toContain(
    'exit 3  no drift makes this run fail, but 1 version and 1 scenario could not be measured',
  )
  const whole: Report = {
    ...incidents,
    runs: incidents.runs.filter((run) => run.status === 'measured' && run.version !== '3.3.1'),
    findings: incidents.findings.filter((finding) => finding.to !== '3.3.1'),
  }
  expect(told(whole).replaceAll(/\s+/gu, ' ')).toContain(
    'exit 0 every finding at or above `breaking` is accepted · 2 accepted',
  )
})

test('what makes the run fail is told in full, however slight', () => {
  expect(told(incidents)).not.toContain('f-e9498f84')
  expect(told(incidents, { failOn: 'telemetry' })).toContain('f-e9498f84')
})

test('findings that read the same in one line share it; each has a line of its own when all is told', () => {
  const [first] = incidents.findings.filter((finding) => finding.severity === 'telemetry')
  if (!first) throw new Error('The saved report has a telemetry finding.')
  const twin = { ...first, id: 'f-twin', title: 'the twin', scenarios: ['a-scenario-of-its-own'] }
  const text = told({ ...incidents, findings: [first, twin] })
  expect(text.match(/^ +telemetry .*$/gmu)).toEqual([
    expect.stringMatching(` ${first.scenarios.length + 1} scenarios$`),
  ])
  const whole = told({ ...incidents, findings: [first, twin] }, { verbose: true })
  expect(whole).toMatch(/telemetry {2}the twin$/mu)
})

test('with everything told, a refusal in new words says both, and where', () => {
  expect(told(incidents, { verbose: true }).replaceAll(/\s+/gu, ' ')).toMatch(
    /2\.34\.0 raises OpenAIError: .*, 3\.3\.1 raises OpenAIError: No credentials were given\..* · in missing-credentials \(\+ async\)/u,
  )
})

test.each([40, 60, 80, 100, 120])('no line is longer than %i columns, with or without colour', (width) => {
  for (const colour of [true, false])
    for (const verbose of [true, false])
      for (const line of told(incidents, { width, colour, verbose }).split('\n'))
        expect(stringWidth(line), line).toBeLessThanOrEqual(width)
})

test('what a gateway says in wide characters stays within the width', () => {
  const wide: Report = JSON.parse(
    JSON.stringify(incidents)
      .replaceAll('Access denied due to', '拒否されました：無効なサブスクリプションキーのため')
      .replaceAll('openai-node', '版本-node')
      .replaceAll('"gateway":"azure-openai"', '"gateway":"蔚蓝-openai"'),
  )
  for (const width of [40, 60, 80, 100])
    for (const verbose of [true, false])
      for (const line of told(wide, { width, verbose }).split('\n'))
        expect(stringWidth(line), line).toBeLessThanOrEqual(width)
})

test('without colour there is no escape code, not even one that an SDK put into its message', () => {
  const text = JSON.stringify(incidents).replaceAll('mutually exclusive', '\\u001b[31mmutually\\u0007 exclusive')
  const loud: Report = JSON.parse(text)
  expect(told(loud)).toContain('\\u{1b}[31mmutually\\u{7}')
  expect(told(loud)).not.toMatch(/[^\P{Cc}\n]/u)
})

test('colour changes nothing but colour: code loses its backticks and nothing else', () => {
  const painted = told(incidents, { colour: true, width: 120 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape code begins with one
  const bare = painted.replaceAll(/\u001b\[[0-9;]*m/gu, '')
  const words = (text: string): string => text.replaceAll(/[`\s]+/gu, '')
  expect(words(bare)).toBe(words(told(incidents, { width: 120 })))
})

test('a step of runtimes stands as such; one of versions that shows on one runtime alone says so', () => {
  const [finding, ...rest] = withNothingAccepted(incidents).findings
  if (!finding) throw new Error('There are findings.')
  const on = (seen: NonNullable<typeof finding.on>): Report => ({
    ...withNothingAccepted(incidents),
    findings: [{ ...finding, on: seen }, ...rest],
  })
  const between = told(on({ kind: 'between', from: 'python 3.9', to: 'python 3.11', versions: [finding.to] }))
  expect(between).toContain(`${finding.sdk} ${finding.to}, python 3.9 → python 3.11`)
  expect(between).toContain('it was python 3.11, and not a release')
  const within = told(on({ kind: 'within', runtimes: ['python 3.11'], notOn: ['python 3.9'] }))
  expect(within).toContain(`${finding.from} → ${finding.to} on python 3.11`)
  expect(within).toContain('on python 3.11 alone: on python 3.9 the same two versions were compared')
})
