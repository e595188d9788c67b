import { validRange as validPep440 } from '@renovatebot/pep440'
import { validRange } from 'semver'
import { expect, test } from 'vitest'
import { REGISTRIES } from '../../../model/sdk.ts'
import { npm, pypi } from './spelling.ts'

const spelling = { npm, pypi }

test.each(REGISTRIES)('on %s every version row is a range with its source, and no intent has two', (registry) => {
  const rows = spelling[registry].since
  for (const { range, source } of rows) {
    expect(registry === 'npm' ? validRange(range) !== null : validPep440(range)).toBe(true)
    expect(source).toMatch(/^https:\/\/github\.com\/openai\/openai-(node|python)\//)
  }
  const intents = rows.map(({ intent }) => intent)
  expect(intents).toEqual([...new Set(intents)])
})

test('both registries name the same intents, but for a token as text', () => {
  const options = REGISTRIES.map((registry) => Object.keys(spelling[registry].clients.azure?.options ?? {}))
  expect(options[0]).toEqual(options[1]?.filter((intent) => intent !== 'token'))
  const [npm, pypi] = REGISTRIES.map((registry) => Object.keys(spelling[registry].clients.vendor?.options ?? {}))
  expect(npm).toEqual(pypi)
})
