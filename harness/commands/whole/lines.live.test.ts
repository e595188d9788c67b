import { afterAll, expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { liveProject } from '../../testing/live-project.ts'

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
  expect(notes.join()).not.toContain('Dates do not follow')
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

test('npm dependencies are of the release day where its dates can be believed, else the report says that they are not', async () => {
  const tree = async (resolve: string): Promise<{ dependencies: object | undefined; notes: string }> => {
    write('resolve.json', {
      sdks: [{ id: 'openai', registry: 'npm', package: 'openai', versions: ['4.20.0'], resolve }],
      scenarios: ['openai-api-key'],
      failOn: 'never',
    })
    const report: Report = (await cli('matrix', '--config', 'resolve.json', '--json')).answer
    return { dependencies: report.runs[0]?.dependencies, notes: report.notes.join() }
  }
  const [then, today] = [await tree('release-day'), await tree('today')]
  expect(then.dependencies).toHaveProperty('@types/node')
  expect(today.notes).not.toContain('release days')
  // @types/node of 2023 is not the one of today: a mirror that dates by itself gives the same tree, and is told.
  const same = JSON.stringify(then.dependencies) === JSON.stringify(today.dependencies)
  expect(then.notes.includes('dependencies are not those of the release days')).toBe(same)
})
