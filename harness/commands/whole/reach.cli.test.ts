import { expect, test } from 'vitest'
import { fakeWorld } from '../../testing/fake-world.ts'
import { oneClient, oneModule } from '../../testing/one-client.ts'

// What a version tries beyond what it may is refused and told; what the one before it tried too is no news.

const sdk = (reaching: string): string => `
import child from 'node:child_process'
import { readFileSync } from 'node:fs'
const attempt = (what) => { try { what() } catch {} }
attempt(() => readFileSync('/etc/hosts'))
export default class Client {
  constructor({ apiKey, baseURL }) {
    const create = async (body) => {
      ${reaching}
      const headers = { authorization: 'Bearer ' + apiKey, 'content-type': 'application/json' }
      const answer = await fetch(baseURL + '/chat/completions', { method: 'POST', headers, body: JSON.stringify(body) })
      return answer.json()
    }
    this.chat = { completions: { create } }
  }
}
`
const REACHES = `
for (let time = 0; time < 3; time++) attempt(() => readFileSync('/proc/' + process.ppid + '/environ'))
attempt(() => child.execSync('curl example.com'))
attempt(() => process.kill(process.ppid, 0))
`
const release = (version: string, source: string) => oneModule('reacher', version, source)
const { newSandbox } = await fakeWorld({
  plain: [release('1.0.0', sdk('')), release('1.1.0', sdk('')), release('2.0.0', sdk(REACHES))],
})
const sandbox = newSandbox()

test('a version that newly reaches for files, processes and signals is a finding, also from what is kept', async () => {
  sandbox.writeAll(oneClient('reacher', ['1.0.0', '1.1.0', '2.0.0']))
  const known = { kind: 'read', what: '/etc/hosts' }
  const { code, stdout } = await sandbox.cli(['matrix', '--json', '--fail-on', 'auth'])
  const { runs, findings, notes } = JSON.parse(stdout)
  expect(runs).toMatchObject([
    { reached: [known] },
    { reached: [known] },
    {
      reached: [
        { kind: 'process', what: 'curl' },
        known,
        { kind: 'read', what: '/proc/‹process›/environ' },
        { kind: 'signal', what: 'its parent' },
      ],
    },
  ])
  expect(findings).toMatchObject([
    { from: '1.1.0', to: '2.0.0', severity: 'auth', title: expect.stringMatching(/^2\.0\.0 now tries to/) },
  ])
  expect(notes).toContainEqual(
    'reacher-node 1.0.0, 1.1.0 tried to read /etc/hosts, which no SDK may do here: it was refused.',
  )
  expect(code).toBe(1)
  const again = await sandbox.cli(['matrix', '--json', '--fail-on', 'auth'])
  expect(JSON.parse(again.stdout).findings).toEqual(findings)
  expect((await sandbox.cli(['report', '.sdkdrift/report.json'])).stderr).not.toContain('Error')
})

test('with the kernel’s walls left out the guards hold and tell the same, and the report says which walls there were', async () => {
  const language = { SDKDRIFT_WALLS: 'language' }
  const behind = await sandbox.cli(['matrix', '--json', '--fresh'])
  const without = await sandbox.cli(['matrix', '--json', '--fresh'], { env: language })
  const [both, guards] = [behind, without].map(({ stdout }) => JSON.parse(stdout))
  expect(guards.walls).toEqual({ holds: [], because: 'SDKDRIFT_WALLS=language leaves them out' })
  const reached = (report: { runs: { reached: unknown }[] }) => report.runs.map((run) => run.reached)
  expect(reached(guards)).toEqual(reached(both))
  expect(guards.findings).toEqual(both.findings)
  expect(without.stderr).toContain('Walls: language only (SDKDRIFT_WALLS=language leaves them out).')
  const demanded = await sandbox.cli(['matrix', '--require-walls'], { env: language })
  expect(demanded.code).toBe(2)
})
