import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { columns } from '../../../columns.ts'
import { NO_BREAK, oneLine, wrap } from './wrap.ts'

const bold = (text: string): string => `\u001b[1m${text}\u001b[22m`

test('code stays on one line where it fits one', () => {
  expect(wrap('it sends `authorization: Bearer ‹api-key›`, always', 40)).toEqual([
    'it sends',
    '`authorization: Bearer ‹api-key›`,',
    'always',
  ])
})

test('code longer than a line is broken at its spaces, then where it must', () => {
  expect(wrap('`one two three`', 9)).toEqual(['`one two', 'three`'])
  expect(wrap('http://gateway/openai/deployments', 20).every((line) => line.length <= 20)).toBe(true)
})

test('with colour the backticks go and the width is that of what is seen', () => {
  const [line] = wrap('a `b c` d', 20, bold)
  expect(line).toBe(`a ${bold('b c')} d`)
  expect(columns(line ?? '')).toBe(7)
})

test('a lone backtick is a character like another', () => {
  expect(wrap('it`s one', 20)).toEqual(['it`s one'])
  expect(wrap('it`s one', 20, bold)).toEqual(['it`s one'])
})

test('what must not be parted is not, and is printed with a space', () => {
  const text = `one two${NO_BREAK}three`
  expect(wrap(text, 9)).toEqual(['one', 'two three'])
  expect(wrap(text, 8).every((line) => line.length <= 8)).toBe(true)
  expect(oneLine(text, 20)).toBe('one two three')
})

test('nothing is lost', () => {
  const text = 'x `a b` y `c`, (`d e`) f. ‹role› `g`h'
  for (const width of [8, 12, 20, 80]) expect(wrap(text, width).join(' ')).toBe(text)
})

test('one line is cut with a mark, and only when it must be', () => {
  expect(oneLine('`one` two', 9)).toBe('`one` two')
  expect(oneLine('`one` two', 7, bold)).toBe(`${bold('one')} two`)
  expect(oneLine('one two three', 9)).toBe('one two…')
})

test('a character that takes two columns counts as two', () => {
  expect(columns('版本 👩‍💻')).toBe(7)
  expect(wrap('無効な資格情報 です', 14)).toEqual(['無効な資格情報', 'です'])
  expect(wrap('無効な資格情報 です', 13)).toEqual(['無効な', '資格情報 です'])
  expect(wrap('`無効 な` です', 8, bold)).toEqual([bold('無効 な'), 'です'])
})

test('no line is wider than it may be, and no character is parted, whatever the alphabet', () => {
  const text = '拒否されました: `トークン‹entra-token›が無効` 👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻 é.é.é.é.é.é.é.é.é.é'
  for (const width of [8, 9, 12, 20])
    for (const paint of [null, bold]) {
      for (const line of [...wrap(text, width, paint), oneLine(text, width, paint)])
        expect(stringWidth(line), line).toBeLessThanOrEqual(width)
      expect(wrap(text, width, paint).join('').match(/👩‍💻/gu)).toHaveLength(5)
    }
})

test('a character wider than the line is parted rather than tried for ever', () => {
  const heap = `क${'ा'.repeat(40)}`
  expect(wrap(heap, 8).join('')).toBe(heap)
})

test('wide text is cut with a mark at the column where it must be', () => {
  expect(oneLine('無効な資格情報', 8)).toBe('無効な…')
})
