import { expect, test } from 'vitest'
import { aRun } from '../../../model/builders.fixture.ts'
import { html } from '../report/html.ts'
import { saved } from '../report/saved.fixture.ts'
import { summary } from '../report/summary.ts'
import { terminal } from '../report/terminal.ts'
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

test('what was not looked at is told as that, nowhere as no change', () => {
  const versions = ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7']
  const report = {
    ...{ ...saved('quiet'), runs: [aRun('1.0'), aRun('1.8')], findings: [], drifts: [] },
    notLookedAt: [
      { sdk: 'openai-python', from: '1.0', to: '1.8', alike: true, versions },
      { sdk: 'openai-python', from: '2.0', to: '2.2', alike: false, versions: ['2.1'] },
    ],
  }
  const options = { failOn: 'breaking', exitCode: 0, colour: false, width: 200, verbose: false } as const
  for (const text of [terminal(report, options), summary(report, options), html(report, options)]) {
    expect(text).toMatch(/openai-python 1\.0 → 1\.8:? +look the same; 7 versions between not looked at: 1\.1, 1\.2/u)
    expect(text).toMatch(
      /openai-python 2\.0 → 2\.2:? +differ, and the search was ended; 1 version between not looked at/u,
    )
    expect(text).toContain('no drift between the versions that were looked at')
    expect(text).toContain('8 more not looked at')
  }
})
