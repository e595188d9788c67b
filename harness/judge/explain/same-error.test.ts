import { expect, test } from 'vitest'
import { aResult, aRun, refused } from '../../model/builders.fixture.ts'
import type { Drift, Finding, Report, RunResult } from '../../model/report.ts'
import { type ExplainContext, explain } from './explain.ts'

const DENIED = 'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key.'
const at = (version: string, status: number, message: string): RunResult =>
  aRun(version, [aResult({ outcome: refused(status, message) })])
const passing = (version: string): RunResult => aRun(version)

/** A report whose second run is said to have brought what it ends in. */
const reportOf = (...runs: readonly [RunResult, RunResult, ...RunResult[]]): Report => {
  const outcomeOf = ({ scenarios: [first] }: RunResult) => {
    if (first?.status !== 'measured') throw new Error('A run of this test has one result.')
    return first.outcome
  }
  const [before, after] = runs
  const step = {
    sdk: 'openai-python',
    from: before.version,
    to: after.version,
    severity: 'breaking',
    accepted: null,
  } as const
  const drift: Drift = {
    ...step,
    id: 'd',
    scenario: 'azure-api-key',
    gateway: 'azure-openai',
    steppedOver: [],
    finding: 'f',
    summary: '',
    changes: [
      {
        kind: 'outcome',
        name: 'outcome',
        request: 0,
        severity: 'breaking',
        before: outcomeOf(before),
        after: outcomeOf(after),
      },
    ],
    remedies: [],
  }
  const finding: Finding = {
    ...step,
    id: 'f',
    cause: '',
    title: '',
    changes: drift.changes,
    scenarios: [],
    drifts: ['d'],
    remedies: [],
    dependencyChanges: [],
  }
  return {
    schemaVersion: 1,
    tool: { name: 'sdkdrift', version: '0' },
    startedAt: '',
    finishedAt: '',
    failOn: 'breaking',
    runs,
    findings: [finding],
    drifts: [drift],
    leftOut: [],
    notes: [],
  }
}

const DICT = `Error code: 401 - {'statusCode': 401, 'message': '${DENIED}'}`

test.each([
  ['as a dict in Python', DICT, `Error code: 401 - ${DENIED}`],
  ['as JSON', DICT, `401 {"error":{"code":"401","message":"${DENIED}"}}`],
  ['without any', DICT, `401 ${DENIED}`],
  ['with none at first', `401 ${DENIED}`, DICT],
])('an error is not gone where only its wrapping changed: %s', (_, first, later) => {
  const report = reportOf(passing('1.0.0'), at('2.0.0', 401, first), at('3.0.0', 401, later))
  for (const text of [first, later, DENIED, first.slice(0, 75)])
    expect(explain(text, report).causes, text).toMatchObject([{ to: '2.0.0', goneAt: null }])
  expect(explain(DICT, report).seen).toMatchObject([{ versions: ['2.0.0', '3.0.0'] }])
})

test('nor where the SDK no longer says why', () => {
  const report = reportOf(passing('1.0.0'), at('2.0.0', 401, DICT), at('3.0.0', 401, '401 status code (no body)'))
  expect(explain(DENIED, report).causes).toMatchObject([{ goneAt: null }])
})

test('a version that only words the refusal otherwise brought nothing', () => {
  const report = reportOf(at('1.0.0', 401, DICT), at('2.0.0', 401, `401 ${DENIED}`), at('3.0.0', 401, DICT))
  expect(explain(DENIED, report).causes).toEqual([])
})

test.each([
  ['a success', passing('3.0.0')],
  ['another status', at('3.0.0', 403, `403 ${DENIED}`)],
  ['another meaning', at('3.0.0', 401, '401 Unauthorized. Access token is missing or invalid.')],
])('%s is its end', (_, end) => {
  const report = reportOf(passing('1.0.0'), at('2.0.0', 401, DICT), end)
  expect(explain(DICT, report).causes).toMatchObject([{ goneAt: '3.0.0' }])
})

test("a gateway's code is enough to go by", () => {
  const body = "Error code: 404 - {'error': {'code': 'DeploymentNotFound', 'message': 'There is no such deployment.'}}"
  const report = reportOf(passing('1.0.0'), at('2.0.0', 404, body))
  expect(explain('DeploymentNotFound', report).causes).toMatchObject([{ to: '2.0.0' }])
  expect(explain('ResourceNotFound', report).causes).toEqual([])
})

test('a dependency is named when it made a version unusable, with the version that works again', () => {
  const fails = "One plain call failed: TypeError: Client.__init__() got an unexpected keyword argument 'proxies'"
  const broken = (version: string): RunResult => ({
    ...aRun(version, []),
    status: 'not-measured',
    reason: fails,
    dependencies: { openai: version, httpx: '0.28.1', idna: '3.11' },
  })
  const works = (version: string): RunResult => ({
    ...aRun(version),
    dependencies: { openai: version, httpx: '0.27.2', idna: '3.10' },
  })
  const report = {
    ...reportOf(works('1.0.0'), works('1.1.0')),
    runs: [broken('1.0.0'), broken('1.1.0'), works('1.2.0')],
  }
  const text = "TypeError: Client.__init__() got an unexpected keyword argument 'proxies'"
  const today: ExplainContext = { resolveOf: () => 'today', releaseDay: [works('1.0.0'), works('1.1.0')] }
  expect(explain(text, report, today)).toMatchObject({
    about: { kind: 'keyword', callee: 'Client.__init__', name: 'proxies' },
    searched: [{ from: '1.0.0', to: '1.2.0', versions: 3, unusable: 2, resolve: 'today' }],
    refused: [
      {
        versions: ['1.0.0', '1.1.0'],
        comparedWith: '1.0.0',
        goneAt: '1.2.0',
        dependencyChanges: [
          { name: 'httpx', before: '0.27.2', after: '0.28.1' },
          { name: 'idna', before: '3.10', after: '3.11' },
        ],
      },
    ],
  })
})

test('seen nowhere, a text about an argument points at the large steps of the dependencies, not at the SDK itself', () => {
  const run = (version: string, httpx: string): RunResult => ({
    ...aRun(version),
    dependencies: { openai: version, httpx },
  })
  const report = reportOf(run('1.0.0', '0.27.2'), run('2.0.0', '0.28.1'), run('3.0.0', '0.28.2'))
  const { sdks, dependencySteps } = explain("Client.__init__() got an unexpected keyword argument 'proxies'", report)
  expect(sdks).toEqual([])
  expect(dependencySteps).toEqual([
    {
      sdk: 'openai-python',
      from: '1.0.0',
      to: '2.0.0',
      changes: [{ name: 'httpx', before: '0.27.2', after: '0.28.1' }],
    },
  ])
})
