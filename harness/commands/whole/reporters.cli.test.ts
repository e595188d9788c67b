import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { gateProjects, npm } from '../../testing/gate-projects.ts'

const { project } = await gateProjects()
const quick = ['--scenario', 'azure-api-key', '--gateway', 'azure-openai', '--gateway', 'apim-*']
const step = ['openai-node', '--to', '1.4.1', ...quick]

test('a gate writes what other programs read, each finding at the line that pins the version', async () => {
  const { gate, dir } = project(npm('~1.4.0 || ~1.3.0', '1.3.0'))
  const wishes = ['sarif', 'junit=told/gate.xml', 'markdown'].flatMap((one) => ['--reporter', one])
  const { code, stdout } = await gate(...step, ...wishes)
  expect([code, stdout]).toEqual([1, ''])
  const read = (file: string) => readFileSync(join(dir, file), 'utf8')
  const [{ results }] = JSON.parse(read('reports/sdkdrift.sarif')).runs
  expect(results[0]).toMatchObject({
    ...{ level: 'error', ruleId: 'answer-worse' },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'package.json' }, region: { startLine: 5 } } }],
  })
  expect(read('told/gate.xml')).toContain('file="package.json" line="5"')
  expect(read('reports/comment.md')).toMatch(/^<!-- sdkdrift gate -->\n### sdkdrift: blocked: 1 finding/u)
})

test('on GitHub Actions annotations and the step summary come by themselves; stdout stays the answer', async () => {
  const sandbox = project(npm('~1.4.0 || ~1.3.0', '1.3.0'))
  const summary = join(sandbox.dir, 'summary.md')
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary }
  const { stdout, stderr } = await sandbox.cli(['gate', ...step, '--json'], { env })
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'blocked' })
  expect(stderr).toMatch(/^::error file=package\.json,line=5,title=breaking%3A openai-node 1\.3\.0 → 1\.4\.1::/mu)
  expect(readFileSync(summary, 'utf8')).toContain('### sdkdrift: blocked')
})

test('a report is told again, in any format, without a run', async () => {
  const sandbox = project(npm('~1.4.0 || ~1.3.0', '1.3.0'))
  sandbox.writeAll({
    'matrix.json': {
      sdks: [{ id: 'fake-node', registry: 'npm', package: 'openai', versions: ['1.3.0', '1.4.1'] }],
      scenarios: ['azure-api-key'],
      gateways: ['azure-openai'],
    },
  })
  expect((await sandbox.cli(['report'])).stderr).toContain('Run sdkdrift matrix first')
  const { stdout } = await sandbox.cli(['matrix'])
  const again = await sandbox.cli(['report', 'reports/report.json', '--reporter', 'terminal', '--reporter', 'gitlab'])
  expect([again.code, again.stdout]).toEqual([0, stdout])
  const [first] = JSON.parse(readFileSync(join(sandbox.dir, 'reports/gl-code-quality-report.json'), 'utf8'))
  expect(first.location).toMatchObject({ path: 'matrix.json', lines: { begin: 3 } })
  expect(existsSync(join(sandbox.dir, 'reports/report.json'))).toBe(true)
})
