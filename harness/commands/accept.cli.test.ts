import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'jsonc-parser'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Report } from '../model/report.ts'
import { parseReport } from '../tell/reporters/report/parse-report.ts'
import { fakeWorld } from '../testing/fake-world.ts'

const { newSandbox } = await fakeWorld()
const sandbox = newSandbox()
let id: string

const MATRIX = `{
  // What we ship with.
  "sdks": [
    { "id": "fake-node", "registry": "npm", "package": "openai", "versions": ["1.2.0", "1.3.0"] } // by hand
  ],
  "scenarios": ["azure-api-key", "azure-entra-token-as-api-key"],
  "gateways": ["azure-openai"] /* the only one */
}
`
const reset = (text = MATRIX) => sandbox.write('matrix.json', text)
const written = () => readFileSync(join(sandbox.dir, 'matrix.json'), 'utf8')
const accept = (finding: string, ...args: readonly string[]) => sandbox.cli(['accept', finding, ...args])
const matrix = async (): Promise<{ code: number | null; report: Report; stdout: string }> => {
  const { code, stdout } = await sandbox.cli(['matrix', '--verbose'])
  return { code, stdout, report: parseReport(readFileSync(join(sandbox.dir, 'reports/report.json'), 'utf8'), 'report') }
}

beforeAll(async () => {
  reset()
  const { code, report } = await matrix()
  expect(code).toBe(1)
  id = report.findings.find(({ severity }) => severity === 'breaking')?.id ?? ''
})
beforeEach(() => void reset())

test('an accepted finding is shown, marked, and no longer fails the run; every comment is kept', async () => {
  const words = ['--reason', 'we use a provider', '--owner', 'team-gateway']
  const args = [...words, '--issue', 'https://example.com/1', '--until', '2999-12-31']
  expect(await accept(id, ...args)).toMatchObject({ code: 0, stderr: '' })
  expect(parse(written()).accepted).toEqual([
    {
      sdk: 'fake-node',
      to: '1.3.0',
      cause: 'header-removed authorization',
      reason: 'we use a provider',
      owner: 'team-gateway',
      issue: 'https://example.com/1',
      until: '2999-12-31',
    },
  ])
  for (const line of MATRIX.trimEnd().split('\n').slice(0, -2)) expect(written()).toContain(line)
  expect(written()).toContain('"gateways": ["azure-openai"], /* the only one */')
  const { code, stdout, report } = await matrix()
  expect(code).toBe(0)
  expect(stdout).toContain('we use a provider (owner: team-gateway, until 2999-12-31)')
  expect(report.findings.find((finding) => finding.id === id)?.accepted).toMatchObject({
    owner: 'team-gateway',
    until: '2999-12-31',
  })

  const again = await accept(id, '--reason', 'once more')
  expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('is accepted already until 2999-12-31') })
  expect(again.stderr).toContain('matrix.json: accepted[0]')
})

test('an expired one fails again and says so, and can be taken up anew where it stands', async () => {
  const expired = { sdk: 'fake-node', to: '1.3.0', cause: 'header-removed *', reason: 'for now', until: '2020-01-31' }
  reset(MATRIX.replace('"gateways"', `"accepted": [\n    ${JSON.stringify(expired)} // ask again\n  ],\n  "gateways"`))
  const failed = await matrix()
  expect(failed.code).toBe(1)
  expect(failed.report.notes.join()).toMatch(/for now.*held until 2020-01-31 and has expired/)
  expect(await accept(id, '--reason', 'asked again')).toMatchObject({ code: 0 })
  expect(parse(written()).accepted).toEqual([
    { sdk: 'fake-node', to: '1.3.0', cause: 'header-removed *', reason: 'asked again' },
  ])
  expect(written()).toContain('// ask again')
  expect((await matrix()).code).toBe(0)
})

test.each([
  [
    'an id that is none',
    ['fake-node-1.3.0-xxxxxxxx', '--reason', 'x'],
    /no finding.*Did you mean "fake-node-1\.3\.0-/s,
  ],
  [
    'a day that is none, and an address that is none',
    ['ID', '--reason', 'x', '--until', '2026-02-30', '--issue', 'x'],
    /--issue x.*web address.*--until 2026-02-30.*a day that exists/s,
  ],
  ['a day that is over', ['ID', '--reason', 'x', '--until', '2020-01-01'], /2020-01-01 is over already/],
  ['no reason', ['ID', '--reason', ' '], /--reason.*why it is accepted/s],
  ['another folder', ['ID', '--reason', 'x', '--out', 'nowhere'], /There is no report .*nowhere/],
  [
    'no matrix file',
    ['ID', '--reason', 'x', '--config', 'none.json'],
    /There is no file .*none\.json.*cp .*matrix\.json none\.json/s,
  ],
])('%s: nothing is written', async (_, args, message) => {
  const { code, stderr } = await sandbox.cli(['accept', ...args.map((word) => (word === 'ID' ? id : word))])
  expect([code, stderr]).toEqual([2, expect.stringMatching(message)])
  expect(written()).toBe(MATRIX)
})

test('a report of another matrix is refused', async () => {
  reset(MATRIX.replace('fake-node', 'other-node'))
  const { code, stderr } = await accept(id, '--reason', 'x')
  expect([code, stderr]).toEqual([2, expect.stringContaining('the report is of another matrix')])
})
