import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import {
  FINGERPRINT_FILE,
  fingerprint,
  fingerprintOfJudging,
  fingerprintOfReading,
  READING_FINGERPRINT_FILE,
} from './fingerprint.ts'

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

test.each([
  'judge/normalise/chance.ts',
  'measure/store/reading-alike.ts',
  'judge/mask/redact.ts',
  'model/capture.ts',
])('a file more in %s has results read anew', (file) => {
  expect(fingerprintOfReading(house([...FILES, file]))).not.toBe(fingerprintOfReading(house(FILES)))
})

test('what only judges or tells has no result read anew', () => {
  expect(fingerprintOfReading(house([...FILES, 'judge/verdict/judge.ts', 'tell/words/answer.ts']))).toBe(
    fingerprintOfReading(house(FILES)),
  )
})

test('nothing that makes results of captures is left out of the hash', () => {
  const harness = join(root(), 'harness')
  const left = new Set<string>()
  const follow = (file: string): void => {
    if (left.has(file)) return
    left.add(file)
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export) (?!type ).*? from '(\..*?)'/gms,
    ))
      follow(join(dirname(file), path))
  }
  follow(join(harness, 'judge/normalise/normalise-capture.ts'))
  expect(left.size).toBeGreaterThan(5)
  for (const file of left) {
    const copy = temporaryFolder('house')
    for (const room of ['judge', 'model', 'measure/store', 'ecosystems', 'json-tree.ts'])
      cpSync(join(harness, room), join(copy, room), { recursive: true })
    const untouched = fingerprintOfReading(copy)
    writeFileSync(join(copy, relative(harness, file)), 'edited')
    expect(fingerprintOfReading(copy), file).not.toBe(untouched)
  }
})

test('a build reads by what its sources would', () => {
  const [sources, built] = [house(FILES), house(['joined/main.js'])]
  writeFileSync(join(built, READING_FINGERPRINT_FILE), fingerprintOfReading(sources))
  expect(fingerprintOfReading(built)).toBe(fingerprintOfReading(sources))
})

test.each([
  'ask/plan/cells.ts',
  'commands/gate/answer.ts',
  'judge/verdict/judge.ts',
  'pipeline/gate/judge-step.ts',
  'tell/words/gap-words.ts',
  'brand-new-wing/thing.ts',
])('a file more in %s makes conclusions stale', (file) => {
  expect(fingerprintOfJudging(house([...FILES, file]))).not.toBe(fingerprintOfJudging(house(FILES)))
})

test.each([
  'testing/fake-sdk.ts',
  'bench/gate.ts',
  'judge/verdict/judge.test.ts',
])('a file more in %s does not', (file) => {
  expect(fingerprintOfJudging(house([...FILES, file]))).toBe(fingerprintOfJudging(house(FILES)))
})
