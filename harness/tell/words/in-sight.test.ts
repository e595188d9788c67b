import { expect, test } from 'vitest'
import { inSight, jsonText } from './in-sight.ts'
import { clean } from './plain.ts'

test.each([
  ['the reading order turned', 'a\u202egpj.exe', 'a\\u{202e}gpj.exe'],
  ['isolates', '\u2066a\u2069', '\\u{2066}a\\u{2069}'],
  ['no width', 'pay\u200bpal\ufeff\u00ad', 'pay\\u{200b}pal\\u{feff}\\u{ad}'],
  ['a terminal’s order', '\u001b[2Jgone\u009b1m', '\\u{1b}[2Jgone\\u{9b}1m'],
  ['half a character', 'a\ud83dz', 'a\\u{d83d}z'],
  ['letters that are none to see', 'a\u{e0041}b', 'a\\u{e0041}b'],
])('%s is shown', (_, text, shown) => {
  expect(inSight(text)).toBe(shown)
  expect(clean(text)).toBe(shown)
  expect(JSON.parse(jsonText(text))).toBe(text)
  expect(jsonText({ text })).not.toMatch(/[^\P{C}\n]/u)
})

test.each([
  'ordinary text',
  'two\nlines\twith a tab',
  'كلمة עברית 漢字',
  '👩‍🚀 and 👨‍👩‍👧, ❤️‍🔥',
  '‹api-key› ␣ …',
])('%j stays as it is', (text) => {
  expect(inSight(text)).toBe(text)
  expect(JSON.parse(jsonText(text, 0))).toBe(text)
})
