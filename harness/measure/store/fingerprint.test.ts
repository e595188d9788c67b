import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { FINGERPRINT_FILE, fingerprint } from './fingerprint.ts'

const house = (files: readonly string[]): string => {
  const dir = temporaryFolder('house')
  for (const file of files) {
    mkdirSync(dirname(join(dir, file)), { recursive: true })
    writeFileSync(join(dir, file), file)
  }
  return dir
}

const FILES = ['main.ts', 'measure/run/driver.mjs', 'judge/verdict/rules.ts', 'tell/words/brief.ts']

test.each([
  'edges/driver-process.ts',
  'measure/install/npm.ts',
  'measure/brand-new-room/thing.ts',
  'brand-new-wing/thing.ts',
  'judge/brand-new-room/thing.ts',
  'judge/mask/redact.ts',
  'pipeline/measure/measure-target.ts',
])('a file more in %s makes kept results stale', (file) => {
  expect(fingerprint(house([...FILES, file]))).not.toBe(fingerprint(house(FILES)))
})

test.each([
  'ask/plan/cells.ts',
  'judge/verdict/judge.ts',
  'judge/normalise/chance.ts',
  'judge/replay/ways.ts',
  'pipeline/gate/run-gate.ts',
  'tell/reporters/gate.ts',
  'commands/gate.ts',
  'measure/run/driver.test.ts',
  'measure/run/__pycache__/driver.pyc',
])('%s decides nothing of what is kept', (file) => {
  expect(fingerprint(house([...FILES, file]))).toBe(fingerprint(house(FILES)))
})

test('an edit of a deciding file makes kept results stale, wherever the house stands', () => {
  const [one, same, edited] = [house(FILES), house(FILES), house(FILES)]
  writeFileSync(join(edited, 'measure/run/driver.mjs'), 'edited')
  expect(fingerprint(one)).toBe(fingerprint(same))
  expect(fingerprint(edited)).not.toBe(fingerprint(one))
})

test('a build, whose sources are joined, keeps under what its sources would', () => {
  const [sources, built] = [house(FILES), house(['joined/main.js', 'measure/run/driver.mjs'])]
  writeFileSync(join(built, FINGERPRINT_FILE), fingerprint(sources))
  expect(fingerprint(built)).toBe(fingerprint(sources))
})
