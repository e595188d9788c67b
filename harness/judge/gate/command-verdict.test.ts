import { expect, test } from 'vitest'
import { anExchange, aResult, aRun, refused } from '../../model/builders.fixture.ts'
import { type GateVerdict, YOUR_COMMAND as id } from '../../model/gate.ts'
import { ANYWHERE } from '../../model/gateway-facts.ts'
import type { ScenarioResult } from '../../model/report.ts'
import { commandAt, commandVerdict } from './command-verdict.ts'

type At = Readonly<Record<string, 'in' | 'refused' | 'timeout'>>

const REFUSED = { outcome: refused(), exchanges: [anExchange({ status: 401 })] }
const resultAt = ([gateway, end]: readonly [string, At[string]]): ScenarioResult =>
  end === 'timeout'
    ? { id, gateway, status: 'timeout', reason: 'It did not end within 30 s.' }
    : aResult({ id, gateway, ...(end === 'refused' ? REFUSED : {}) })

/** The verdict on a command that sends the same at both versions, and ends so behind each gateway. */
const verdict = (before: At, after: At, gatewaysChosen = false) => {
  const runs = [before, after].map((ends, at) => aRun(`${at + 1}`, Object.entries(ends).map(resultAt)))
  return commandVerdict(commandAt(runs, [], 'breaking'), gatewaysChosen)
}

test('the gateway that let it in before decides; one that refused it at both versions is not theirs', () => {
  expect(verdict({ bearer: 'refused', basic: 'in' }, { bearer: 'refused', basic: 'in' })).toBe('safe')
  expect(verdict({ bearer: 'refused', [ANYWHERE]: 'in' }, { bearer: 'refused', [ANYWHERE]: 'in' })).toBe('safe')
})

test('where a gateway that may be theirs was lost at the older version, one that takes everything is no yes', () => {
  const before = { bearer: 'refused', basic: 'timeout', [ANYWHERE]: 'in' } as const
  expect(verdict(before, { bearer: 'refused', basic: 'refused', [ANYWHERE]: 'in' })).toBe('unknown')
  expect(verdict(before, { bearer: 'refused', basic: 'timeout', [ANYWHERE]: 'in' })).toBe('unknown')
})

test('beside a gateway that may be theirs, and was lost, another makes no yes; what blocks there blocks', () => {
  const ends = { bearer: 'in', basic: 'timeout' } as const
  expect(verdict(ends, ends)).toBe('unknown')
  expect(verdict({ bearer: 'in', basic: 'refused' }, ends)).toBe('safe')
  const lost = { gateway: 'basic', verdict: 'unknown', letInBefore: false, lostBefore: true } as const
  expect(commandVerdict([{ gateway: 'bearer', verdict: 'blocked', letInBefore: true }, lost], false)).toBe('blocked')
  expect(verdict(ends, ends, true)).toBe('unknown')
})

test('what is lost where a credential is taken anywhere, and nowhere else, is no yes', () => {
  const before = { bearer: 'in', [ANYWHERE]: 'in' } as const
  const at = (anywhere: GateVerdict) =>
    commandVerdict(
      [
        { gateway: 'bearer', verdict: 'safe', letInBefore: true },
        { gateway: ANYWHERE, verdict: anywhere, letInBefore: true },
      ],
      false,
    )
  expect([at('safe'), at('blocked')]).toEqual(['safe', 'unknown'])
  expect(verdict(before, before)).toBe('safe')
})
