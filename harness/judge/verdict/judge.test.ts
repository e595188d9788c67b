import { expect, test } from 'vitest'
import { anExchange, answered, aResult, aRun, refused } from '../../model/builders.fixture.ts'
import type { RunResult } from '../../model/report.ts'
import { inWords } from '../../tell/words/in-words.ts'
import { type JudgeFacts, judge as judgeFacts } from './judge.ts'
import type { HandOver } from './remedies.ts'

/** As a report tells it: what is asserted here is read by somebody. */
const judge = (...given: Parameters<typeof judgeFacts>) => inWords(judgeFacts(...given))

const facts: JudgeFacts = {
  roles: { credentialFields: ['authorization', 'api-key'], telemetryFields: ['user-agent', 'x-stainless-*'] },
  handOvers: [],
  acceptances: [],
  inRange: (_, version, range) => version === range,
  today: '2026-01-31',
}

const both = (role: string) =>
  anExchange({
    headers: [
      ['api-key', `‹${role}›`],
      ['Authorization', `Bearer ‹${role}›`],
    ],
  })
const keyOnly = (role: string, status = 200) => anExchange({ headers: [['api-key', `‹${role}›`]], status })

const incident = [
  aRun('2.33.0', [
    aResult({ id: 'entra-as-key', exchanges: [both('entra-token')] }),
    aResult({ id: 'key', exchanges: [both('api-key')] }),
  ]),
  aRun('2.34.0', [
    aResult({
      id: 'entra-as-key',
      exchanges: [keyOnly('entra-token', 401)],
      outcome: refused(401, 'wrong API endpoint'),
    }),
    aResult({ id: 'key', exchanges: [keyOnly('api-key')] }),
  ]),
]

test('one release that drops a field in many scenarios is one finding, as bad as its worst scenario', () => {
  const { findings, drifts } = judge(incident, facts)
  expect(findings).toHaveLength(1)
  expect(findings[0]).toMatchObject({
    from: '2.33.0',
    to: '2.34.0',
    severity: 'breaking',
    cause: 'header-removed authorization',
    scenarios: ['entra-as-key', 'key'],
    title:
      '2.34.0 no longer sends `authorization: Bearer ‹credential›` beside `api-key` (2 scenarios, 1 of them now refused)',
  })
  expect(drifts.map(({ scenario, severity }) => [scenario, severity])).toEqual([
    ['entra-as-key', 'breaking'],
    ['key', 'auth'],
  ])
})

test('a version compared with itself has no drift', () => {
  const [run] = incident
  expect(judge(run ? [run, { ...run, version: '2.33.1' }] : [], facts)).toEqual({ findings: [], drifts: [] })
})

test('a version that could not be measured is stepped over, and the drift says so', () => {
  const [before, after] = incident
  if (!before || !after) throw new Error('two runs')
  const lost = { ...aRun('2.33.9', []), status: 'not-measured' as const, reason: 'the import failed' }
  const [drift] = judge([before, lost, after], facts).drifts
  expect(drift).toMatchObject({ from: '2.33.0', to: '2.34.0', steppedOver: ['2.33.9'] })
})

test('a scenario that hung at one version is compared with the version before the hang', () => {
  const [before, after] = incident
  if (!before || !after) throw new Error('two runs')
  const hung = aRun('2.33.9', [{ id: 'key', gateway: 'azure-openai', status: 'timeout', reason: '30 s' }])
  const drift = judge([before, hung, after], facts).drifts.find(({ scenario }) => scenario === 'key')
  expect(drift?.steppedOver).toEqual(['2.33.9'])
})

test('findings and drifts keep their ids whatever else is in the run', () => {
  const ids = judge(incident, facts).findings.map(({ id }) => id)
  const longer = judge([aRun('2.32.0', incident[0]?.scenarios), ...incident], facts).findings.map(({ id }) => id)
  expect(longer).toEqual(ids)
})

test('an SDK that now refuses before it sends is told by its own words', () => {
  const after = aRun('2.34.0', [
    aResult({
      exchanges: [],
      outcome: { kind: 'error', name: 'OpenAIError', message: 'key and token are mutually exclusive' },
    }),
  ])
  const { findings } = judge([aRun('2.33.0'), after], facts)
  expect(findings.map(({ title, severity }) => [title, severity])).toEqual([
    [
      '2.34.0 raises OpenAIError: “key and token are mutually exclusive” where 2.33.0 is answered 200 (1 scenario)',
      'breaking',
    ],
  ])
})

test('a drift that shows the cause and a little more belongs to the cause, when most scenarios show just that', () => {
  const [before, after] = incident
  if (!before || !after) throw new Error('two runs')
  const twice = (exchanges: ReturnType<typeof keyOnly>[]) => aResult({ id: 'redirect', exchanges })
  const more = (headers: [string, string][]) => anExchange({ headers: [...headers, ['X-Extra', '1']] })
  const runs = [
    aRun('2.33.0', [...before.scenarios, twice([both('api-key')])]),
    aRun('2.34.0', [...after.scenarios, twice([more([['api-key', '‹api-key›']])])]),
  ]
  expect(judge(runs, facts).findings.map(({ cause, scenarios }) => [cause, scenarios])).toEqual([
    ['header-removed authorization', ['entra-as-key', 'key', 'redirect']],
  ])
})

test('two causes of one release stay two findings', () => {
  const runs = [
    aRun('2.33.0', [aResult({ id: 'a', exchanges: [both('api-key')] }), aResult({ id: 'b' })]),
    aRun('2.34.0', [
      aResult({ id: 'a', exchanges: [keyOnly('api-key')] }),
      aResult({ id: 'b', exchanges: [anExchange({ method: 'PUT' })] }),
    ]),
  ]
  expect(judge(runs, facts).findings.map(({ cause }) => cause)).toEqual(['header-removed authorization', 'method'])
})

test('an accepted finding is marked with its reason, and an expired acceptance no longer counts', () => {
  const acceptance = {
    sdk: 'openai-python',
    to: '2.34.0',
    cause: 'header-removed auth*',
    reason: 'known',
    until: '2026-01-31',
  }
  expect(judge(incident, { ...facts, acceptances: [acceptance] }).findings[0]?.accepted?.reason).toBe('known')
  expect(
    judge(incident, { ...facts, acceptances: [{ ...acceptance, until: '2026-01-30' }] }).findings[0]?.accepted,
  ).toBeNull()
  expect(judge(incident, { ...facts, acceptances: [{ ...acceptance, to: '2.33.0' }] }).findings[0]?.accepted).toBeNull()
})

test('when the next release takes the place of this one, the finding has another id, the same key, and stays accepted', () => {
  const [before, after] = incident
  if (!before || !after) throw new Error('The incident has two ends.')
  const [old] = judge([before, after], facts).findings
  const key = old?.key ?? ''
  const acceptances = [{ key, reason: 'known' }]
  const [now] = judge([before, { ...after, version: '2.34.1' }], { ...facts, acceptances }).findings
  expect(now).toMatchObject({ key, to: '2.34.1', accepted: { reason: 'known' } })
  expect(now?.id).not.toBe(old?.id)
  expect(
    judge(incident, { ...facts, acceptances: [{ key: 'another', reason: 'known' }] }).findings[0]?.accepted,
  ).toBeNull()
})

const handOver = (scenario: string, over: Partial<HandOver> = {}): HandOver => ({
  scenario,
  roles: ['entra-token'],
  rest: 'azure chat',
  spelling: `${scenario} in the SDK's words`,
  ...over,
})

const withWaysOut = () => {
  const passing = (id: string, token = 'entra-token') =>
    aResult({ id, exchanges: [anExchange({ headers: [['Authorization', `Bearer ‹${token}›`]] })] })
  const failing = (id: string) => aResult({ id, outcome: refused() })
  const [before, after] = incident
  if (!before || !after) throw new Error('two runs')
  return [
    aRun('2.33.0', [...before.scenarios, passing('token-option'), failing('new-option'), passing('other-call')]),
    aRun('2.34.0', [...after.scenarios, passing('token-option'), passing('new-option'), passing('other-call')]),
    aRun('3.0.0', [...after.scenarios, failing('token-option'), passing('new-option'), passing('other-call')]),
  ]
}

test('remedies hand over the same credentials, pass behind the same gateway, and those that pass on both sides lead', () => {
  const handOvers = [
    handOver('entra-as-key'),
    handOver('new-option'),
    handOver('token-option'),
    handOver('other-call', { rest: 'azure embeddings' }),
    handOver('key', { roles: ['api-key'] }),
  ]
  const [drift] = judge(withWaysOut(), { ...facts, handOvers }).drifts
  expect(drift?.remedies).toEqual([
    {
      scenario: 'token-option',
      spelling: "token-option in the SDK's words",
      passes: { from: true, to: true, newest: false },
    },
    {
      scenario: 'new-option',
      spelling: "new-option in the SDK's words",
      passes: { from: false, to: true, newest: true },
    },
  ])
})

test('a drift that breaks nothing needs no way out', () => {
  const drift = judge(withWaysOut(), { ...facts, handOvers: [handOver('key'), handOver('token-option')] }).drifts.find(
    ({ scenario }) => scenario === 'key',
  )
  expect(drift?.remedies).toEqual([])
})

test('a dependency that changed with the version is named, the SDK itself is not', () => {
  const [before, after] = incident
  if (!before || !after) throw new Error('two runs')
  const { findings } = judge([before, { ...after, dependencies: { openai: '2.34.0', httpx: '0.29.0' } }], facts)
  expect(findings[0]?.dependencyChanges).toEqual([{ name: 'httpx', before: '0.28.1', after: '0.29.0' }])
})

const telemetry = (value: string, status: number) =>
  anExchange({
    headers: [
      ['api-key', '‹api-key›'],
      ['x-stainless-read-timeout', value],
    ],
    status,
  })

test('where nothing else differs, a telemetry field that the gateway now refuses is the cause', () => {
  const { findings } = judge(
    [
      aRun('1.61.1', [aResult({ exchanges: [anExchange()] })]),
      aRun('1.62.0', [aResult({ exchanges: [telemetry('600', 403)], outcome: refused(403) })]),
    ],
    facts,
  )
  expect(findings).toMatchObject([
    {
      severity: 'breaking',
      cause: 'header-added x-stainless-read-timeout',
      title: '1.62.0 now sends `x-stainless-read-timeout: 600` (1 scenario, now refused)',
    },
  ])
})

test('an error of the SDK’s own is named beside the request that it made instead', () => {
  const asked = (url: string) => anExchange({ url, method: 'GET', body: null })
  const unsupported = { kind: 'error', name: 'ProductNotSupportedError', message: 'unknown product' } as const
  const { findings } = judge(
    [
      aRun('7.13.0', [aResult({ exchanges: [asked('http://gateway/a/_search')] })]),
      aRun('7.14.0', [aResult({ exchanges: [asked('http://gateway/')], outcome: unsupported })]),
    ],
    facts,
  )
  expect(findings).toMatchObject([
    {
      severity: 'breaking',
      title:
        '7.14.0 raises ProductNotSupportedError: “unknown product” where 7.13.0 is answered 200, asks for path `/` where 7.13.0 asked for `/a/_search` (1 scenario, now refused)',
    },
  ])
})

test('a refusal after which a version no longer asks again is not laid on a telemetry field', () => {
  const { findings } = judge(
    [
      aRun('0.6.17', [aResult({ exchanges: [telemetry('5', 429), telemetry('5', 200)] })]),
      aRun('1.0.0', [aResult({ exchanges: [telemetry('6', 429)], outcome: refused(429) })]),
    ],
    facts,
  )
  expect(findings).toHaveLength(1)
  expect(findings[0]?.cause).toMatch(/^outcome 200 → 429, request-count$/)
  expect(findings[0]?.title).toContain('makes 1 request where 0.6.17 made 2')
})

test('what the SDK refuses by itself is not laid on a telemetry field', () => {
  const own = { kind: 'error', name: 'TypeError', message: 'no' } as const
  const { findings } = judge(
    [
      aRun('1.0.0', [aResult({ exchanges: [anExchange()] })]),
      aRun('2.0.0', [aResult({ exchanges: [telemetry('600', 200)], outcome: own })]),
    ],
    facts,
  )
  expect(findings.map(({ cause }) => cause)).toEqual(['outcome 200 → TypeError'])
})

test('what ends it heads a finding, though it was refused at both versions behind the gateway that stands first', () => {
  const asked = (accept: string, status: number) => anExchange({ headers: [['accept', accept]], status })
  const refused = { kind: 'error', name: 'exit code 1', message: 'HTTP 401', status: 401 } as const
  const broken = { kind: 'error', name: 'exit code 1', message: 'TypeError: isBuffer is not a function' } as const
  const { findings } = judge(
    [
      aRun('2.0.0', [
        aResult({ gateway: 'a', exchanges: [asked('*/*', 401)], outcome: refused }),
        aResult({ gateway: 'b', exchanges: [asked('*/*', 200)] }),
      ]),
      aRun('2.4.3', [
        aResult({ gateway: 'a', exchanges: [asked('application/json', 401)], outcome: refused }),
        aResult({ gateway: 'b', exchanges: [asked('application/json', 200)], outcome: broken }),
      ]),
    ],
    facts,
  )
  expect(findings[0]?.title).toMatch(/^2\.4\.3 raises exit code 1: “TypeError: isBuffer is not a function” where/)
})

test('the gravest change heads a finding, wherever it stood among the others', () => {
  const before = anExchange({
    headers: [
      ['a-field', '1'],
      ['api-key', '‹api-key›'],
    ],
  })
  const after = anExchange({ headers: [['a-field', '2']], body: { model: 'other' } })
  const { findings } = judge(
    [aRun('1.0.0', [aResult({ exchanges: [before] })]), aRun('2.0.0', [aResult({ exchanges: [after] })])],
    facts,
  )
  expect(findings[0]?.title).toBe(
    '2.0.0 no longer sends `api-key: ‹api-key›`, sends `a-field: 2` where 1.0.0 sent `a-field: 1` and 1 more (1 scenario)',
  )
})

test('what makes a finding as grave as it is stands in its title, though it only follows', () => {
  const gaveUp = { kind: 'error', name: 'TypeError', message: 'no version' } as const
  const first = anExchange()
  const second = anExchange({ url: 'http://gateway/other' })
  const { findings } = judge(
    [
      aRun('1.0.0', [aResult({ exchanges: [first], outcome: gaveUp })]),
      aRun('2.0.0', [aResult({ exchanges: [first, second] })]),
    ],
    facts,
  )
  expect(findings).toMatchObject([{ severity: 'routing', cause: 'outcome TypeError → 200' }])
  expect(findings[0]?.title).toMatch(/raises TypeError: “no version”, now also asks for `POST http:\/\/gateway\/other`/)
})

test('refused behind one gateway and let in behind another does not contradict itself', () => {
  const at = (gateway: string, status: number, exchange: ReturnType<typeof anExchange>) =>
    aResult({ gateway, exchanges: [exchange], outcome: status === 200 ? answered() : refused(status) })
  const { findings } = judge(
    [
      aRun('1.0.0', [at('azure', 401, keyOnly('api-key', 401)), at('jwt', 200, both('api-key'))]),
      aRun('2.0.0', [at('azure', 200, both('api-key')), at('jwt', 401, keyOnly('api-key', 401))]),
    ],
    facts,
  )
  for (const { title } of findings) expect(title).not.toMatch(/all now refused, all now let in/)
})

test('a leak is breaking though every call still passes, and its mending is told as such', () => {
  const to = (host: string, status: number, headers = [['api-key', '‹api-key›']] as [string, string][]) =>
    anExchange({ url: `http://${host}/chat`, status, headers })
  const quiet = aResult({ exchanges: [to('gateway', 307), to('other-origin', 200, [])] })
  const leaky = aResult({ exchanges: [to('gateway', 307), to('other-origin', 200)] })
  const strict = aResult({ exchanges: [to('gateway', 307), to('other-origin', 401, [])], outcome: refused(401) })
  expect(judge([aRun('1.9.0', [quiet]), aRun('1.10.0', [leaky])], facts).findings).toMatchObject([
    { severity: 'breaking', title: '1.10.0 sends ‹api-key› to another origin (1 scenario)' },
  ])
  expect(judge([aRun('3.3.1', [leaky]), aRun('3.4.0', [strict])], facts).findings).toMatchObject([
    {
      severity: 'auth',
      cause: 'credential-withheld',
      title: '3.4.0 no longer sends ‹api-key› to another origin (1 scenario, now refused)',
    },
  ])
})

test('what is not stable in one version is no finding about a step', () => {
  const at = (version: string, nonce: string) =>
    aRun(version, [aResult({ exchanges: [anExchange({ headers: [['x-nonce', nonce]] })] })])
  const runs = [at('1.0.0', 'a'), at('2.0.0', 'b')]
  expect(judge(runs, facts).findings).toHaveLength(1)
  const unstable = ({ version, subject }: { version: string; subject: string }) =>
    version === '2.0.0' && subject === 'header x-nonce'
  expect(judge(runs, { ...facts, unstable })).toEqual({ findings: [], drifts: [] })
})

test('a backport is compared in its own line, a new line with what it left, and the step says which', () => {
  const run = (version: string, day: string, name: string, after: string | null, role: string): RunResult => ({
    ...aRun(version, [aResult({ exchanges: [keyOnly(role)] })]),
    publishedAt: `2026-01-${day}`,
    line: { name, after },
  })
  const runs = [
    run('4.1.0', '01', '4.x', null, 'api-key'),
    run('4.1.1', '03', '4.x', '4.1.0', 'entra-token'),
    run('5.0.0', '02', '5.x', '4.1.0', 'api-key'),
    run('5.1.0', '04', '5.x', '5.0.0', 'api-key'),
  ]
  // By numbers alone 5.0.0 would be said to bring back what it never lost.
  expect(judge(runs, facts).findings).toMatchObject([
    { from: '4.1.0', to: '4.1.1', line: { from: '4.x', to: '4.x', across: false } },
  ])
  const lost = { ...aRun('5.0.0', []), publishedAt: '2026-01-02', line: { name: '5.x', after: '4.1.0' } }
  const [first, backport, , last] = runs
  if (!first || !backport || !last) throw new Error('four runs')
  const without = { ...lost, status: 'not-measured' as const, reason: 'the import failed' }
  const changed = { ...last, scenarios: backport.scenarios }
  expect(judge([first, backport, without, changed], facts).drifts).toMatchObject([
    { from: '4.1.0', to: '4.1.1', steppedOver: [] },
    { from: '4.1.0', to: '5.1.0', steppedOver: ['5.0.0'], line: { from: '4.x', to: '5.x', across: false } },
  ])
  const alone = { ...last, version: '5.0.0', publishedAt: '2026-01-02', line: { name: '5.x', after: '4.1.1' } }
  expect(judge([{ ...backport, line: { name: '4.x', after: null } }, alone], facts).findings).toMatchObject([
    { from: '4.1.1', to: '5.0.0', line: { from: '4.x', to: '5.x', across: true } },
  ])
})
