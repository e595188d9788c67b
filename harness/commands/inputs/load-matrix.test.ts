import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { scenarioPath } from '../../ask/matrix/own-file.ts'
import { chooseScenarios } from '../../ask/plan/choose-scenarios.ts'
import { withOwnFiles } from './load-matrix.ts'

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'own-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

const names = { clients: ['vendor'], apis: ['chat'] }
const inFolder = (name: string) => {
  const cwd = join(folder, name)
  mkdirSync(join(cwd, 'own'), { recursive: true })
  for (const id of ['one', 'two']) {
    const client = { kind: 'vendor', address: 'base-url' }
    const scenario = { id, title: 'It.', client, calls: [{ api: 'chat' }], behind: ['*'] }
    writeFileSync(join(cwd, 'own', `${id}.json`), JSON.stringify(scenario))
  }
  /** What these entries of a matrix there take. */
  return async (...entries: readonly string[]) => {
    const patterns = entries.map((entry) => scenarioPath(entry, cwd))
    const all = await withOwnFiles([], patterns, names, { cwd, env: {} })
    return chooseScenarios(all, patterns).map(({ id }) => id)
  }
}

test('a scenario file that two entries name is one', async () => {
  const taken = inFolder('plain')
  expect(await taken('./own/*.json', './own/one.json')).toEqual(['one', 'two'])
})

test.each(['(app)', '[id]', '{a,b}', '!no', 'a+(b)'])('nothing of the name of a folder %s is a glob', async (name) => {
  const taken = inFolder(name)
  expect(await taken('./own/one.json')).toEqual(['one'])
  expect(await taken('./own/t*.json')).toEqual(['two'])
})
