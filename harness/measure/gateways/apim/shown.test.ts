import { expect, test } from 'vitest'
import { shown } from './shown.ts'

test('a trace tells text in quotes, numbers and truth as they are, and of everything else its type', () => {
  const int = { kind: 'number', type: 'int', value: 3 } as const
  const char = { kind: 'number', type: 'char', value: 'a'.charCodeAt(0) } as const
  expect(shown(['a "b"', int, char, true, null, { kind: 'object', type: 'Jwt' }])).toBe(
    '"a \\"b\\"", 3, "a", true, null, a Jwt',
  )
})

test('a long value is cut, and shows that it is', () => {
  expect(shown(['x'.repeat(5000)])).toHaveLength(203)
})
