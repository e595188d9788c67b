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
