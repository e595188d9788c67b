import { expect, test } from 'vitest'
import type { GateAnswer, GateCandidate } from '../../../model/gate.ts'
import { noticeFormats } from './index.ts'
import { noticesOfGate } from './of-gate.ts'

const candidate: GateCandidate = {
  ...{
    sdk: 'openai-node',
    registry: 'npm',
    package: 'openai',
    file: 'package.json',
    line: 3,
    from: '1.0.0',
    to: '2.0.0',
  },
  ...{ verdict: 'unknown', howFar: null, findings: [], drifts: [], unknown: [], notes: [], command: null },
  ...{ page: null, compare: null },
  evidence: { compared: 4, admittedBefore: 0, admittedBoth: 0, inferred: 0, lost: [], refused: [] },
}
const junit = (answer: Partial<GateAnswer>) =>
  noticeFormats.junit.render(
    noticesOfGate(
      { verdict: 'unknown', failOn: 'breaking', candidates: [], notes: [], ...answer },
      { exitCode: 3, toolVersion: '0' },
      { rules: [], ruleOf: ({ kind }) => kind },
    ),
  )

test.each([
  ['nothing was let in at the older version', { candidates: [candidate] }, 'nothing was let in at 1.0.0'],
  [
    'a version that its registry does not have',
    { candidates: [{ ...candidate, to: '1.0.0', unknown: ['npm lists no version 1.0.0'] }] },
    'npm lists no version 1.0.0',
  ],
  ['a lockfile that cannot be read', { notes: ['uv.lock:5: This file is broken.'] }, 'uv.lock:5: This file is broken.'],
] as const)('what is not known fails for whoever reads the notices alone: %s', (_, answer, why) => {
  const text = junit(answer)
  expect(text).toContain('errors="1"')
  expect(text).toContain(why)
})

test('where there is nothing to move to, nothing fails', () => {
  const text = junit({ verdict: 'current', candidates: [{ ...candidate, verdict: 'current', to: '1.0.0' }] })
  expect(text).toContain('errors="0"')
})
