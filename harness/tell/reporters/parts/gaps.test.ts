import { expect, test } from 'vitest'
import { aRun } from '../../../model/builders.fixture.ts'
import { saved } from '../report/saved.fixture.ts'
import { unsupported } from './gaps.ts'

const lacking = (version: string, reason: string) =>
  aRun(version, [{ id: 'azure-env', gateway: 'azure-openai', status: 'unsupported', reason }])
const told = (runs: readonly ReturnType<typeof aRun>[], whole = false): string[] =>
  unsupported({ ...saved('quiet'), runs }, whole).map(({ why }) => why)

test('one reason at every version is told once, though each reason names its version', () => {
  const runs = ['1.0', '2.0', '3.0'].map((version) => lacking(version, `openai ${version} (npm) has no such option.`))
  expect(told(runs)).toEqual(['azure-env at every version: openai (npm) has no such option.'])
})

test('a version that a reason names for another reason stays', () => {
  expect(told([lacking('1.0', 'only 2.0 has it'), aRun('2.0')])).toEqual(['azure-env at 1.0: only 2.0 has it'])
})

test.each([
  ['neighbours are a span', ['1.0', '2.0', '3.0'], '1.0 … 3.0'],
  ['two are named', ['1.0', '3.0'], '1.0 and 3.0'],
  ['scattered ones are counted', ['1.0', '2.0', '4.0'], '3 versions'],
])('%s', (_, versions, where) => {
  const runs = ['1.0', '2.0', '3.0', '4.0'].map((one) => (versions.includes(one) ? lacking(one, 'no.') : aRun(one)))
  expect(told(runs)).toEqual([`azure-env at ${where}: no.`])
})

test('where everything is told, each version is named', () => {
  const runs = ['1.0', '2.0', '4.0'].map((one) => lacking(one, 'no.'))
  expect(told([...runs, aRun('5.0')], true)).toEqual(['azure-env at 1.0, 2.0 and 4.0: no.'])
})
