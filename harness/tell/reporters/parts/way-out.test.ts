import { expect, test } from 'vitest'
import { alike, noWayOut, waysOut } from './way-out.ts'

const step = { from: '1.0', to: '2.0' }
const remedy = (spelling: string, from: boolean, newest: boolean) => ({
  scenario: 's',
  spelling,
  passes: { from, to: true, newest },
})

test('what passes on both sides comes first, and of those what still passes at the newest', () => {
  const remedies = [remedy('late', false, true), remedy('breaks next', true, false), remedy('best', true, true)]
  expect(waysOut({ ...step, remedies }, '3.0').map((way) => [way.spelling, way.advice])).toEqual([
    ['best', 'passes at 1.0, 2.0 and 3.0: it can be deployed before the upgrade'],
    ['breaks next', 'passes at 1.0 and 2.0, not at 3.0: it can be deployed before the upgrade'],
    ['late', 'passes at 2.0 and 3.0, not at 1.0: deploy it together with the upgrade'],
  ])
})

test('the newer version is not named twice when it is the newest', () => {
  const [way] = waysOut({ ...step, remedies: [remedy('a', true, true), remedy('a', true, true)] }, '2.0')
  expect(way?.advice).toBe('passes at 1.0 and 2.0: it can be deployed before the upgrade')
})

test('what follows from the same observation is said once', () => {
  const ways = waysOut(
    { ...step, remedies: [remedy('a', true, true), remedy('b', true, true), remedy('c', false, true)] },
    '2.0',
  )
  expect(alike(ways).map(({ spellings, advice }) => [spellings, advice])).toEqual([
    [['a', 'b'], 'each passes at 1.0 and 2.0: it can be deployed before the upgrade'],
    [['c'], 'passes at 2.0, not at 1.0: deploy it together with the upgrade'],
  ])
})

test('a way out that was not looked for is not told as none', () => {
  expect(noWayOut({ to: '2.0.0', otherWays: 0 })).toMatch(/^not looked for/)
  expect(noWayOut({ to: '2.0.0', otherWays: 3 })).toMatch(/^none seen: .* passes at 2\.0\.0$/)
})
