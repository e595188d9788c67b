import { expect, test } from 'vitest'
import type { GateAnswer, GateCandidate, GateFinding } from '../../../model/gate.ts'
import { gate } from './gate.ts'

const candidate = (over: Partial<GateCandidate> = {}): GateCandidate => ({
  ...{
    sdk: 'openai-node',
    registry: 'npm',
    package: 'openai',
    file: 'package.json',
    line: 3,
    from: '1.0.0',
    to: '2.0.0',
  },
  verdict: 'safe',
  howFar: null,
  evidence: { compared: 4, admittedBefore: 4, admittedBoth: 4, inferred: 0, lost: [], refused: [] },
  findings: [],
  drifts: [],
  unknown: [],
  notes: [],
  command: null,
  page: 'https://www.npmjs.com/package/openai/v/2.0.0',
  compare: null,
  ...over,
})
const finding = (over: Partial<GateFinding> = {}): GateFinding => ({
  id: 'openai-node-2.0.0-1',
  sdk: 'openai-node',
  from: '1.0.0',
  to: '2.0.0',
  severity: 'auth',
  accepted: null,
  cause: 'header-removed authorization',
  title: '2.0.0 no longer sends `authorization`',
  changes: [],
  scenarios: ['azure-api-key'],
  drifts: [],
  remedies: [],
  dependencyChanges: [],
  ...over,
})
const told = (answer: Partial<GateAnswer>, options: { readonly colour?: boolean; readonly width?: number } = {}) =>
  gate(
    { verdict: 'safe', failOn: 'breaking', candidates: [], notes: [], ...answer },
    { colour: false, width: 100, ...options },
  )

test('the verdict stands first, then each step, the worst one first', () => {
  const text = told({
    verdict: 'review',
    candidates: [candidate({ from: '2.0.0' }), candidate({ verdict: 'review', findings: [finding()] })],
  })
  expect(text.split('\n').filter((line) => /^(safe|review|blocked)/.test(line))).toEqual([
    'review   1 finding of `routing` or worse, below `breaking`',
    'review   openai-node 1.0.0 → 2.0.0',
    'safe     openai-node 2.0.0 is the newest there is to move to',
  ])
  expect(text).toContain('used in    package.json:3')
  expect(text).toContain('see        https://www.npmjs.com/package/openai/v/2.0.0')
})

test.each([
  [{ candidates: [candidate()] }, 'safe     nothing of `routing` or worse: no change on the wire'],
  [
    { candidates: [candidate({ findings: [finding({ severity: 'telemetry' })] })] },
    'safe     nothing of `routing` or worse: 1 lesser change',
  ],
  [
    { candidates: [candidate({ findings: [finding({ accepted: { reason: 'known' } })] })] },
    'nothing of `routing` or worse that is not accepted; 1 accepted',
  ],
  [{ candidates: [candidate({ from: '2.0.0' })] }, 'safe     nothing newer to move to; nothing was measured'],
  [
    { verdict: 'unknown', candidates: [candidate({ verdict: 'unknown', unknown: ['no wheel'] })] },
    'unknown  nothing at or above `breaking`, but not everything could be told',
  ],
  [
    { verdict: 'review', failOn: 'never', candidates: [candidate({ findings: [finding()] })] },
    'review   1 finding of `routing` or worse\n',
  ],
] as const)('%j says why', (answer, line) => {
  expect(told(answer)).toContain(line)
})

test('who brought it, and who else may have', () => {
  const brought = {
    version: '1.5.0',
    after: '1.3.0',
    publishedAt: '2024-05-01T00:00:00Z',
    page: null,
    compare: null,
    notes: [],
  }
  const of = (suspects: readonly string[]) =>
    told({ candidates: [candidate({ findings: [finding({ broughtBy: { ...brought, suspects } })] })] })
  expect(of([])).toContain("brought by 1.5.0 (2024-05-01, by the registry's word); 1.3.0 is as before")
  expect(of(['1.4.0'])).toContain('brought by one of 1.4.0 and 1.5.0; 1.3.0 is as before, and the others could not be')
  expect(told({ candidates: [candidate({ findings: [finding({ broughtBy: null })] })] })).toContain(
    'brought by no single version',
  )
})

test('what a project or a registry says can do nothing to the terminal, with colour and without', () => {
  const hostile = '1.0.0\u001b[2J\u0007'
  const answer = {
    candidates: [candidate({ from: hostile, unknown: [hostile], notes: [hostile], page: hostile })],
    notes: [hostile],
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours themselves are such codes
  const rest = told(answer, { colour: true }).replaceAll(/\u001b\[[0-9;]*m/g, '')
  expect(told(answer)).not.toMatch(/[^\P{Cc}\n]/u)
  expect(rest).not.toMatch(/[^\P{Cc}\n]/u)
  expect(rest).toContain('openai-node 1.0.0\\u{1b}[2J\\u{7} → 2.0.0')
})

test('no line is longer than the terminal is wide, but for an address', () => {
  const text = told(
    { candidates: [candidate({ unknown: ['a reason of many words '.repeat(9)], page: null })] },
    { width: 60 },
  )
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(60)
})
