import { expect, test } from 'vitest'
import { lineWords } from './line-words.ts'

test.each([
  [undefined, null],
  [{ from: '4.x', to: '4.x', across: false }, '4.x'],
  [
    { from: '4.x', to: '5.x', across: false },
    '5.x, which left 4.x: 4.103.0 is the newest measured one that was out when 5.0.0 came out',
  ],
  [
    { from: '4.x', to: '5.x', across: true },
    'from 4.x to 5.x: 4.103.0 came out after 5.0.0, so that nothing of this need be in the history of either',
  ],
])('%j is told as %j', (line, words) => {
  expect(lineWords({ from: '4.103.0', to: '5.0.0', ...(line ? { line } : {}) })).toBe(words)
})
