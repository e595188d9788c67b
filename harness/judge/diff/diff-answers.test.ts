import { expect, test } from 'vitest'
import { anExchange, answered, aWire } from '../../model/builders.fixture.ts'
import type { Wire, WireExchange } from '../../model/report.ts'
import { diffWires } from './diff-wires.ts'

const at = (path: string, status: number) => anExchange({ url: `http://gateway/${path}`, status })
const told = (before: readonly WireExchange[], after: readonly WireExchange[], over: Partial<Wire> = {}) =>
  diffWires(aWire({ exchanges: before, ...over }), aWire({ exchanges: after, ...over })).flatMap((change) =>
    change.kind === 'outcome' ? [[change.name, change.before, change.after]] : [],
  )

test('a request that is refused now is told, also where a program goes on and ends well', () => {
  const before = [at('a', 200), at('b', 200)]
  expect(told(before, [at('a', 401), at('b', 200)])).toEqual([['request 1', answered(200), answered(401)]])
  expect(told(before, [at('b', 200), at('a', 403)])).toEqual([['request 2', answered(200), answered(403)]])
})

test('what is asked once more and let in then was let in; what was refused before is no news', () => {
  expect(told([at('a', 200)], [at('a', 401), at('a', 200)])).toEqual([])
  expect(told([at('a', 404), at('b', 200)], [at('a', 404), at('b', 200)])).toEqual([])
  expect(told([at('a', 401), at('b', 200)], [at('a', 200), at('b', 200)])).toEqual([])
})

test('where each call says how it ended, that says it', () => {
  const calls = { calls: [answered(), answered()] }
  expect(told([at('a', 200), at('b', 200)], [at('a', 401), at('b', 200)], calls)).toEqual([])
})
