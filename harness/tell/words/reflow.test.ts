import { expect, test } from 'vitest'
import { reflow } from './reflow.ts'

test('lines of prose are one paragraph, broken between words at the width there is', () => {
  const text = 'One sentence that was broken\nwhere its file ends.\n\nAnother one.'
  expect(reflow(text, 24)).toBe('One sentence that was\nbroken where its file\nends.\n\nAnother one.')
  expect(reflow(text, 80)).toBe('One sentence that was broken where its file ends.\n\nAnother one.')
})

test('what a word means stays beside it', () => {
  const text = 'Exit codes:\n  0  nothing at or above\n     the bar\n  12  a finding'
  expect(reflow(text, 80)).toBe('Exit codes:\n  0  nothing at or above the bar\n  12  a finding')
  expect(reflow('  --some-option   what it does, in very many words indeed', 44)).toBe(
    '  --some-option   what it does, in very many\n                  words indeed',
  )
})

test('where no room is left beside a long word, its meaning stands below', () => {
  expect(reflow('  SDKDRIFT_GATEWAY_URL                the gateway, in words', 40)).toBe(
    '  SDKDRIFT_GATEWAY_URL\n      the gateway, in words',
  )
})

test('a command that is to be copied stays one line, and a word longer than a line is not cut', () => {
  const command = '  git bisect run sh -c "npm run build || exit 125; sdkdrift probe --path dist"'
  expect(reflow(`Then:\n${command}`, 40)).toBe(`Then:\n${command}`)
  expect(reflow('see https://example.org/a/very/long/path now', 20)).toBe(
    'see\nhttps://example.org/a/very/long/path\nnow',
  )
})
