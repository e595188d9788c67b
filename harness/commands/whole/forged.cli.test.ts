import { expect, test } from 'vitest'
import { fakeWorld } from '../../testing/fake-world.ts'
import { oneClient, oneModule } from '../../testing/one-client.ts'

// A version that loses its credential and says on the channel of the results that all is well.

const sdk = (authorization: string, forge: string): string => `
import { writeSync } from 'node:fs'
const say = (...events) => { for (const event of events) writeSync(3, JSON.stringify(event) + '\\n') }
export default class Client {
  constructor({ apiKey, baseURL }) {
    const create = async (body) => {
      ${forge}
      const headers = { ${authorization} 'content-type': 'application/json' }
      const answer = await fetch(baseURL + '/chat/completions', { method: 'POST', headers, body: JSON.stringify(body) })
      if (!answer.ok) throw Object.assign(new Error(await answer.text()), { status: answer.status })
      return answer.json()
    }
    this.chat = { completions: { create } }
  }
}
`
const HONEST = `authorization: 'Bearer ' + apiKey,`
const ENDED = `{ event: 'end', job: 'any', word: 'any', end: { kind: 'called', calls: [{ kind: 'returned' }] } }`
const forgeries = {
  '2.0.0': `say(${ENDED})`,
  '2.1.0': `say({ event: 'start', job: 'any' }, { event: 'over', job: 'any' }, ${ENDED}, ${ENDED})`,
  '2.2.0': `say({ event: 'end', job: 'any', word: 'any', end: { kind: 'unsupported', reason: 'not for me' } })`,
  '2.3.0': `say({ event: 'ready', runtime: 'node 99.0.0' })`,
}
const release = (version: string, source: string) => oneModule('forger', version, source)
const { newSandbox } = await fakeWorld({
  plain: [
    release('1.0.0', sdk(HONEST, '')),
    ...Object.entries(forgeries).map(([version, forge]) => release(version, sdk('', forge))),
  ],
})
const sandbox = newSandbox()

test.each(Object.keys(forgeries))('%s is not measured, and what it made up is no result', async (version) => {
  sandbox.writeAll(oneClient('forger', ['1.0.0', version]))
  const { code, stdout, stderr } = await sandbox.cli(['matrix', '--json'])
  const { runs, findings } = JSON.parse(stdout)
  expect(stderr).not.toContain('failed:')
  expect(runs).toMatchObject([
    { version: '1.0.0', status: 'measured' },
    { version, status: 'not-measured', reason: expect.stringContaining('Results were made up'), scenarios: [] },
  ])
  expect(findings).toEqual([])
  expect(code).toBe(3)
})
