import { afterAll, expect, test } from 'vitest'
import type { Report } from '../model/report.ts'
import { liveProject } from '../testing/live-project.ts'

const { write, json: cli, close } = liveProject()
afterAll(close)

const measured = async (versions: readonly string[], id: string, registry: string, name: string): Promise<Report> => {
  write('lines.json', {
    sdks: [{ id, registry, package: name, versions }],
    scenarios: ['*-api-key'],
    failOn: 'never',
  })
  const { answer } = await cli('matrix', '--config', 'lines.json', '--json')
  return answer
}

test('5.1.8 of cohere on PyPI came out after 5.2.0: each is compared with 5.1.7', async () => {
  const { runs, notes } = await measured(['5.1.7', '5.1.8', '5.2.0'], 'cohere', 'pypi', 'cohere')
  expect(runs.map(({ version, status, line }) => [version, status, line?.name, line?.after])).toEqual([
    ['5.1.7', 'measured', '5.1.x', null],
    ['5.1.8', 'measured', '5.1.x', '5.1.7'],
    ['5.2.0', 'measured', '5.2.x', '5.1.7'],
  ])
  expect(notes.join()).not.toContain('by number alone')
})

test('adaptive finds the release of openai on npm that moved the key, and tells what it did not look at', async () => {
  const adaptive = async (range: string) => {
    write('adaptive.json', {
      sdks: [{ id: 'openai', registry: 'npm', package: 'openai', versions: [{ range, keep: 'adaptive' }] }],
      scenarios: ['azure-api-key'],
      gateways: ['apim-subscription-key'],
      failOn: 'never',
    })
    const report: Report = (await cli('matrix', '--config', 'adaptive.json', '--json')).answer
    const breaking = report.findings.filter(({ severity }) => severity === 'breaking')
    return { report, steps: breaking.map(({ from, to }) => [from, to]) }
  }
  const { report, steps } = await adaptive('>=5.0.0 <5.19')
  expect(steps).toEqual([['5.17.0', '5.18.0']])
  const passedOver = report.notLookedAt?.flatMap(({ versions }) => versions) ?? []
  expect(report.runs.length).toBeLessThan(passedOver.length)

  // 5.19.1 took it back: the ends are alike, and of all between nothing is said but that nobody looked.
  const back = await adaptive('>=5.0.0 <=5.19.1')
  expect(back.steps).toEqual([])
  expect(back.report.notLookedAt).toMatchObject([{ from: '5.0.0', to: '5.19.1', alike: true }])
  expect(back.report.notLookedAt?.[0]?.versions).toContain('5.18.0')
})
