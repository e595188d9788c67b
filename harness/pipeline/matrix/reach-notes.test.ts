import { expect, test } from 'vitest'
import type { RunResult } from '../../model/report.ts'
import { reachNotes } from './reach-notes.ts'

const aRun = (version: string, runtime: string, what: string): RunResult => ({
  ...{ sdk: 'acme', version, runtime, publishedAt: null, dependencies: {} },
  ...{ status: 'measured', scenarios: [], reached: [{ kind: 'process', what }] },
})

test('versions that tried the same are one sentence', () => {
  expect(reachNotes([aRun('1.0.0', 'node 24.0.0', 'git'), aRun('1.1.0', 'node 24.0.0', 'git')])).toEqual([
    'acme 1.0.0, 1.1.0 tried to start git, which no SDK may do here: it was refused.',
  ])
})

test('what Python’s own library does for a plain question is told as that, and of Node nothing of the kind', () => {
  expect(reachNotes([aRun('1.0.0', 'python 3.12.0', 'uname')])).toEqual([
    "acme 1.0.0 tried to start uname (as Python's platform module does, to name the processor), which no SDK may do here: it was refused.",
  ])
  expect(reachNotes([aRun('1.0.0', 'node 24.0.0', 'uname')])).toEqual([
    'acme 1.0.0 tried to start uname, which no SDK may do here: it was refused.',
  ])
})

test('where it went is told with the way to have it seen', () => {
  const run = aRun('1.0.0', 'node 24.0.0', '')
  expect(reachNotes([{ ...run, reached: [{ kind: 'connect', what: 'telemetry.example:443' }] }])).toEqual([
    'acme 1.0.0 tried to connect to telemetry.example:443 (what it needs there it reaches by --host telemetry.example), which no SDK may do here: it was refused.',
  ])
})

test('a port of the user’s own is reached by its own way', () => {
  const run = aRun('1.0.0', 'node 24.0.0', '')
  expect(reachNotes([{ ...run, reached: [{ kind: 'connect', what: '127.0.0.1:3128' }] }])).toEqual([
    'acme 1.0.0 tried to connect to 127.0.0.1:3128 (what it needs there it reaches by --allow-port 3128), which no SDK may do here: it was refused.',
  ])
})

test('of some kinds alone nothing else is told', () => {
  expect(reachNotes([aRun('1.0.0', 'node 24.0.0', 'git')], ['connect'])).toEqual([])
})
