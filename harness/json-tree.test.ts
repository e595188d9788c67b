import { expect, test } from 'vitest'
import { readJsonTree } from './json-tree.ts'

test.each(['[', '{"a":', '[{"a":'])('a hundred thousand of %s are one slip, and no end of the stack', (piece) => {
  const { tree, slips } = readJsonTree(piece.repeat(100_000))
  expect([tree, slips.map(({ name }) => name)]).toEqual([undefined, ['NestedTooDeep']])
  expect(slips[0]?.offset).toBeLessThanOrEqual(500 * piece.length)
})

test.each([
  ['as deep as anybody writes', '['.repeat(400) + ']'.repeat(400)],
  ['one beside the other', `[${'[],'.repeat(2000)}[]]`],
  ['in a text', JSON.stringify('["\\'.repeat(2000))],
  ['in a comment', `/* ${'['.repeat(2000)} */ 1 // ${'{'.repeat(2000)}`],
])('brackets %s are no slip', (_, text) => {
  expect(readJsonTree(text).slips).toEqual([])
})

test('what is broken is told once a line, with its place', () => {
  expect(readJsonTree('{"a" 1, "c" 2,\n "b": }').slips).toEqual([
    { name: 'ColonExpected', offset: 5, length: 1 },
    { name: 'ValueExpected', offset: 21, length: 1 },
  ])
})

test('a text that is no JSON at all is told by its first hundred lines', () => {
  expect(readJsonTree('-\n'.repeat(10_000)).slips).toHaveLength(100)
})
