import { expect, test } from 'vitest'
import { pinOf, readRequirement } from './requirement.ts'
import { readRequirements } from './requirements.ts'

test.each([
  ['openai', 'openai', ''],
  ['openai==2.33.0', 'openai', '==2.33.0'],
  ['OpenAI [datalib, realtime] >= 2.30 , < 3 ; python_version >= "3.9"', 'OpenAI', '>=2.30,<3'],
  ['openai (>=2.30,<3)', 'openai', '>=2.30,<3'],
  ['openai; extra == "ai"', 'openai', ''],
  ['openai @ git+https://example.com/x@main ; python_version > "3"', 'openai', '@ git+https://example.com/x@main'],
  ['openai[ai]@https://example.com/openai-1.0.whl', 'openai', '@ https://example.com/openai-1.0.whl'],
])('%s', (text, name, range) => expect(readRequirement(text)).toEqual({ name, range }))

test.each(['./openai', 'https://example.com/openai.whl', '', 'openai 2.33', 'openai^2'])('%s is none', (text) =>
  expect(readRequirement(text)).toBeNull())

test.each([
  ['==2.33.0', '2.33.0'],
  ['===2.33.0', '2.33.0'],
  ['==2.33.0,!=2.33.1', '2.33.0'],
  ['==2.*', null],
  ['>=2.33.0', null],
  ['', null],
])('%s pins %s', (range, version) => expect(pinOf(range)).toBe(version))

test.each([
  ['blanks', `openai==1${' '.repeat(100_000)}x`],
  ['blanks before an option', `openai==1${' '.repeat(100_000)}-x`],
  ['brackets in a note', `openai==1 # via ${'('.repeat(100_000)}`],
])('a hundred thousand %s are read as quickly as any line', (_, line) => {
  const begun = process.cpuUsage()
  readRequirements(line, () => 'openai')
  // Of the tries that this is about there were ten thousand million: a minute of processor time.
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(5000)
})
