import { expect, test } from 'vitest'
import type { PolicyElement } from '../../../model/policy-document.ts'
import { ANY, BOOLEAN, REQUIRED, shapeFaults } from './shape.ts'

const spot = { file: 'api.xml', line: 3, column: 5 }
const element = (attributes: Record<string, string>, children: PolicyElement[] = []): PolicyElement => ({
  name: 'set-header',
  spot,
  attributes: Object.fromEntries(
    Object.entries(attributes).map(([name, text]) => [name, { kind: 'literal', text, spot }]),
  ),
  children,
  text: null,
})
const shape = {
  attributes: {
    name: REQUIRED,
    mode: { oneOf: ['override', 'skip'] },
    count: { whole: { least: 1, most: 50 } },
    fast: BOOLEAN,
    any: ANY,
  },
  children: { value: { text: 'may' } },
} as const

test('all faults of an element are told at once, each with what was expected', () => {
  const faults = shapeFaults(element({ nam: 'x', mode: 'overide', count: '51', fast: 'yes' }), shape)
  expect(faults.map(({ what, hint }) => [what, hint].filter(Boolean).join(' '))).toEqual([
    '<set-header> has no attribute "name", which it must have.',
    '<set-header> has no attribute "nam". Did you mean "name"?',
    '"mode" of <set-header> is "overide", expected override or skip. Did you mean "override"?',
    '"count" of <set-header> is "51", expected a whole number from 1 to 50.',
    '"fast" of <set-header> is "yes", expected true or false. Known: true, false.',
  ])
})

test('an element as the page shows it has no fault, and may have an id', () => {
  expect(shapeFaults(element({ name: 'x', id: 'mine', mode: 'Override', count: '50', fast: 'True' }), shape)).toEqual(
    [],
  )
})

test('a child that does not stand there is named, with the nearest that does', () => {
  const child = { ...element({}), name: 'valeu' }
  expect(shapeFaults(element({ name: 'x' }, [child]), shape)).toEqual([
    { spot, what: '<valeu> does not stand in <set-header>.', hint: 'Did you mean "value"?' },
  ])
})
