import { expect, test } from 'vitest'
import { parseReport } from '../tell/reporters/report/parse-report.ts'
import { fakeWorld } from '../testing/fake-world.ts'
import { movedKeyTable } from '../testing/releases.ts'

const { newSandbox } = await fakeWorld({ releases: movedKeyTable() })
const sandbox = newSandbox()

const only = ['--scenario', 'azure-api-key', '--gateway', 'azure-openai']

test('without a matrix.json nothing is accepted: diff and gate say the same', async () => {
  const { code, stdout } = await sandbox.cli(['diff', 'openai-node@5.17.0', 'openai-node@5.18.0', '--json', ...only])
  const { findings } = parseReport(stdout, 'stdout')
  expect(findings).toMatchObject([{ cause: 'credential-moved api-key → authorization', severity: 'breaking' }])
  expect([code, findings[0]?.accepted]).toEqual([1, null])
  const gate = await sandbox.cli(['gate', 'openai-node', '--from', '5.17.0', '--to', '5.18.0', ...only])
  expect([gate.code, gate.stdout.includes('blocked')]).toEqual([1, true])
})

test("what a matrix.json of one's own accepts is accepted, and one that speaks of other versions is not called idle", async () => {
  const accepted = [
    { sdk: 'openai-node', to: '5.18.0', cause: 'credential-moved *', reason: 'looked into' },
    { sdk: 'openai-node', to: '7.0.0', cause: 'body', reason: 'of another step' },
  ]
  const sdks = [{ id: 'openai-node', registry: 'npm', package: 'openai', versions: ['5.18.0'] }]
  sandbox.write(
    'own/matrix.json',
    JSON.stringify({ sdks, accepted, scenarios: ['azure-api-key'], gateways: ['azure-openai'] }),
  )
  const args = ['diff', 'openai-node@5.17.0', 'openai-node@5.18.0', '--config', 'own/matrix.json', '--json']
  const { code, stdout } = await sandbox.cli(args)
  const { findings, notes } = parseReport(stdout, 'stdout')
  expect([code, findings[0]?.accepted?.reason]).toEqual([0, 'looked into'])
  expect(notes.join()).not.toContain('of another step')
})
