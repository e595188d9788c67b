import { expect, test } from 'vitest'
import type { PolicyElement } from '../../model/policy-document.ts'
import { faultsOf, read } from './read-document.fixture.ts'

const inbound = (inside: string) => `<policies><inbound>${inside}</inbound></policies>`
const names = (elements: readonly PolicyElement[]) => elements.map(({ name }) => name)

test('each scope stands where the next inner one has its <base />', () => {
  const document = read({
    global: inbound('<a />'),
    product: inbound('<b /><base />'),
    api: inbound('<base /><c />'),
    operation: inbound('<d /><base /><e />'),
  })
  expect(names(document.inbound)).toEqual(['d', 'b', 'a', 'c', 'e'])
  expect(document.inbound[1]?.spot.file).toBe('product.xml')
})

test('a section without <base /> cuts off all that is outside, one that is not written nothing', () => {
  const document = read({
    global: inbound('<a />'),
    api: '<policies><inbound><c /></inbound><backend /></policies>',
    operation: '<policies />',
  })
  expect(names(document.inbound)).toEqual(['c'])
  expect(document.backend).toEqual([])
})

test('where nobody says anything, the request is forwarded', () => {
  expect(names(read({ api: '<policies><backend><base /></backend></policies>' }).backend)).toEqual(['forward-request'])
  expect(names(read({ api: '<policies />' }).backend)).toEqual(['forward-request'])
})

test('a fragment is put in where it is named, and keeps its own lines', () => {
  const document = read({
    api: inbound('<choose><when condition="true"><include-fragment fragment-id="f" /></when></choose>'),
    fragments: { f: '<fragment>\n<x /><y /></fragment>' },
  })
  const when = document.inbound[0]?.children[0]
  expect(names(when?.children ?? [])).toEqual(['x', 'y'])
  expect(when?.children[0]?.spot).toEqual({ file: 'fragments/f.xml', line: 2, column: 1 })
})

test('a fragment that is not there is told with the nearest, one that holds itself too', () => {
  expect(
    faultsOf(() =>
      read({ api: inbound('<include-fragment fragment-id="logn" />'), fragments: { login: '<fragment />' } }),
    ),
  ).toMatchObject({ code: 'policy/no-fragment', faults: [expect.stringContaining('Did you mean "login"?')] })
  expect(
    faultsOf(() =>
      read({
        api: inbound('<include-fragment fragment-id="f" />'),
        fragments: { f: '<fragment><include-fragment fragment-id="f" /></fragment>' },
      }),
    ).faults,
  ).toEqual(['fragments/f.xml:1:11: The fragment "f" holds itself.'])
})
