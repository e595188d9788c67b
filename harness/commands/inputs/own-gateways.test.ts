import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { chooseGateways } from '../../ask/plan/choose-gateways.ts'
import { ofTheirsAlone, withOwnGateways } from './own-gateways.ts'

const cwd = mkdtempSync(join(tmpdir(), 'sdkdrift-gateways-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

test.each([
  'open',
  'bearer',
])('a file that is called as the tool’s own gateway %s is refused: one would stand in for the other', async (id) => {
  writeFileSync(join(cwd, `${id}.json`), '{ "wants": null }')
  await expect(withOwnGateways([`./${id}.json`], { cwd, env: {} }, {}, [])).rejects.toThrow(
    `There is another gateway called "${id}".`,
  )
})

test('any other file is a gateway', async () => {
  writeFileSync(join(cwd, 'ours.json'), '{ "wants": null }')
  expect(await withOwnGateways(['./ours.json'], { cwd, env: {} }, {}, [])).toHaveProperty('ours')
})

test('a file that the entry of one SDK names is meant by no glob over all gateways', async () => {
  const known = await withOwnGateways(['./ours.json'], { cwd, env: {} }, {}, [])
  const path = join(cwd, 'ours.json')
  expect(chooseGateways(ofTheirsAlone(known, [path], ['*']), ['*'])).not.toContain('ours')
  expect(chooseGateways(ofTheirsAlone(known, [path], ['*']), ['ours'])).toEqual(['ours'])
  expect(chooseGateways(ofTheirsAlone(known, [path], [path]), ['*'])).toContain('ours')
})
