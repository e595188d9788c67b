import { expect, test } from 'vitest'
import { columns } from '../../../columns.ts'
import type { GateAnswer, GateCandidate, GateFinding } from '../../../model/gate.ts'
import type { Remedy } from '../../../model/report.ts'
import { rowsOf } from './gate/rows.ts'
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
const told = (
  answer: Partial<GateAnswer>,
  options: { readonly colour?: boolean; readonly width?: number; readonly verbose?: boolean } = {},
) =>
  gate(
    { verdict: 'safe', failOn: 'breaking', candidates: [], notes: [], ...answer },
    { colour: false, width: 100, ...options },
  )

const remedy: Remedy = {
  scenario: 'azure-api-key-as-default-header',
  spelling: '`defaultHeaders: { "api-key": … }`',
  passes: { from: true, to: true, newest: true },
}
const several = {
  verdict: 'blocked',
  candidates: [
    candidate({ from: '2.0.0', verdict: 'current' }),
    candidate({ sdk: 'quiet-node', findings: [finding({ severity: 'telemetry' })] }),
    candidate({ sdk: 'noted-node', notes: ['Not locked: 1.0.0 is taken for what you have.'] }),
    candidate({ verdict: 'blocked', findings: [finding({ severity: 'breaking', remedies: [remedy] })] }),
  ],
} as const

test('the verdict stands first, then a row a step with answer, reason and way out, the worst one first', () => {
  const [verdict, , ...lines] = told(several, { width: 160 }).split('\n')
  expect(verdict).toBe('blocked  1 finding at or above `breaking`, not accepted')
  expect(lines.slice(0, lines.indexOf('')).map((line) => line.split(/ {2,}/))).toEqual([
    ['answer', 'SDK', 'reason', 'way out'],
    [
      'blocked',
      'openai-node 1.0.0 → 2.0.0',
      '2.0.0 no longer sends `authorization`',
      '`defaultHeaders: { "api-key": … }` (before the upgrade)',
    ],
    ['safe', 'quiet-node 1.0.0 → 2.0.0', '1 lesser change; 4 of 4 calls let in at both versions'],
    ['safe', 'noted-node 1.0.0 → 2.0.0', 'no change on the wire; 4 of 4 calls let in at both versions'],
    ['current', 'openai-node 2.0.0', 'nothing to move to; nothing was measured'],
  ])
})

test('details are those of what needs doing; of a safe step what its yes rests on, and with --verbose all', () => {
  const text = told(several)
  expect(text).toContain('used in    package.json:3')
  expect(text.match(/used in/g)).toHaveLength(1)
  expect(text).toMatch(/^noted-node 1\.0\.0 → 2\.0\.0\n {2}note +Not locked/m)
  expect(text).not.toMatch(/^quiet-node/m)
  expect(text).toContain('1 change that decides nothing at 1 safe step: --verbose tells it')
  const all = told(several, { verbose: true })
  expect(all.match(/used in/g)).toHaveLength(4)
  expect(all).toMatch(/^quiet-node 1\.0\.0 → 2\.0\.0$/m)
  expect(all).not.toContain('--verbose')
})

test('one step alone is told whole', () => {
  const text = told({ candidates: [candidate({ findings: [finding({ severity: 'telemetry' })] })] })
  expect(text).toContain('used in    package.json:3')
  expect(text).toContain('see        https://www.npmjs.com/package/openai/v/2.0.0')
  expect(text).toMatch(/^Changed$/m)
})

test.each([
  [{ verdict: 'unknown', unknown: ['no wheel', 'no answer'] }, 'no wheel; and 1 more'],
  [
    {
      verdict: 'unknown',
      unknown: ['no answer'],
      findings: [finding({ severity: 'auth', title: 'it moves (1 scenario)' })],
    },
    'no answer; seen: it moves',
  ],
  [
    {
      verdict: 'unknown',
      evidence: { compared: 4, admittedBefore: 0, admittedBoth: 0, inferred: 0, lost: [], refused: [] },
    },
    'nothing was let in at 1.0.0',
  ],
  [
    { evidence: { compared: 4, admittedBefore: 4, admittedBoth: 3, inferred: 2, lost: [], refused: [] } },
    'no change on the wire; 3 of 4 calls let in at both versions, 2 of them inferred',
  ],
  [{ findings: [finding({ accepted: { reason: 'known' } })] }, '1 accepted; 4 of 4 calls let in at both versions'],
] as const)('a row says why: %j', (over, reason) => {
  expect(rowsOf({ verdict: 'safe', failOn: 'breaking', candidates: [candidate(over)], notes: [] })).toMatchObject([
    { reason, wayOut: null },
  ])
})

test('where no way was seen to pass, how far one may go is one', () => {
  const howFar = { safe: '1.5.0', first: null, withWayOut: null, ends: [], looked: 2, of: 2 }
  const blocked = candidate({ verdict: 'blocked', howFar, findings: [finding({ severity: 'breaking' })] })
  const of = (one: GateCandidate) => rowsOf({ verdict: 'blocked', failOn: 'breaking', candidates: [one], notes: [] })
  expect(of(blocked)).toMatchObject([{ wayOut: '1.5.0 is safe' }])
  expect(of({ ...blocked, howFar: null })[0]?.wayOut).toMatch(/^none seen/)
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
  [
    { verdict: 'current', candidates: [candidate({ from: '2.0.0', verdict: 'current' })] },
    'current  nothing to move to; nothing was measured',
  ],
  [{ verdict: 'current', candidates: [] }, 'current  nothing to compare; nothing was measured'],
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

test.each([
  60, 100, 200,
])('at %i columns no line is longer than the terminal is wide, wide characters count as two', (width) => {
  const wide = 'ein Grund 版本更改 von vielen 🙂 Wörtern '.repeat(9)
  const text = told(
    {
      verdict: 'unknown',
      candidates: [
        candidate({ verdict: 'unknown', unknown: [wide], page: null }),
        candidate({ sdk: '通义千问-node', page: null }),
        candidate({
          verdict: 'review',
          sdk: 'third',
          page: null,
          findings: [finding({ remedies: [remedy], title: wide })],
        }),
      ],
    },
    { width },
  )
  expect(Math.max(...text.split('\n').map(columns))).toBeLessThanOrEqual(width)
  // Without room for columns the same is said below each other.
  expect(text).toContain(width === 60 ? 'way out: `defaultHeaders' : 'way out')
  expect(text).toMatch(width === 60 ? /^unknown {2}openai-node 1\.0\.0 → 2\.0\.0$/m : /^answer {3}SDK/m)
})

test('no meaning by colour alone: painted and plain say the same words', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours themselves are such codes
  const painted = told(several, { colour: true }).replaceAll(/\u001b\[[0-9;]*m/g, '')
  const words = (text: string): readonly string[] => text.replaceAll('`', '').split(/\s+/).toSorted()
  expect(words(painted)).toEqual(words(told(several)))
})

test('dependencies that came with a step are told once, with the step, however many findings it has', () => {
  const dependencyChanges = [{ name: 'httpx', before: '0.28.1', after: '0.29.0' }]
  const findings = ['1', '2'].map((id) => finding({ id: `openai-node-2.0.0-${id}`, dependencyChanges }))
  const text = told({ candidates: [candidate({ verdict: 'review', findings })] })
  expect(text.match(/^ +came with .*$/gmu)).toEqual(['  came with  other dependencies: httpx 0.28.1 → 0.29.0'])
  expect(text.indexOf('came with')).toBeLessThan(text.indexOf('openai-node-2.0.0-1'))
})
