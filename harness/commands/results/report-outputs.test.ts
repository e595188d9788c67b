import { expect, test } from 'vitest'
import { UserError } from '../../errors.ts'
import { reporters } from '../../tell/reporters/report/index.ts'
import type { Reporter } from '../../tell/reporters/report/reporter.ts'
import { outputsOf } from './report-outputs.ts'
import { USUAL_REPORTERS } from './tell-report.ts'

const all: readonly Reporter[] = Object.values(reporters)

const told = (wishes: readonly string[] | undefined): readonly string[] =>
  outputsOf(all, wishes ?? USUAL_REPORTERS, 'reports', '/here').map(
    ({ reporter, file }) => `${reporter.name} → ${file}`,
  )

const faultsOf = (...wishes: readonly string[]): UserError['faults'] => {
  try {
    outputsOf(all, wishes, 'reports', '/here')
  } catch (error) {
    if (error instanceof UserError) return error.faults
    throw error
  }
  return []
}

test('without a wish: report.json and report.html are written, the terminal’s is printed', () => {
  expect(told(undefined)).toEqual([
    'json → /here/reports/report.json',
    'html → /here/reports/report.html',
    'terminal → null',
  ])
})

test('a wish replaces the usual; report.json is written all the same, since other commands read it', () => {
  expect(told(['summary'])).toEqual(['json → /here/reports/report.json', 'summary → /here/reports/summary.md'])
  expect(told(['json'])).toEqual(['json → /here/reports/report.json'])
})

test('a file of its own is meant from where the command is called, and may hold a "="', () => {
  expect(told(['terminal=told.txt', 'html=/else/a=b.html', 'html'])).toEqual([
    'json → /here/reports/report.json',
    'terminal → /here/told.txt',
    'html → /else/a=b.html',
    'html → /here/reports/report.html',
  ])
})

test('every fault is told at once: an unknown name with the nearest, a missing file, one file for two', () => {
  expect(faultsOf('htlm', 'html=', 'html=one', 'summary=one')).toEqual([
    {
      what: '"htlm" is no reporter.',
      where: '--reporter htlm',
      hint: expect.stringMatching(/^Did you mean "html"\? Known reporters: badge, .*terminal\.$/u),
    },
    { what: 'No file is named behind "=".', where: '--reporter html=', hint: 'Without "=": --reporter html' },
    {
      what: 'html and summary would be written to one file.',
      where: '/here/one',
      hint: 'Name another file: --reporter NAME=FILE',
    },
  ])
  expect(faultsOf('html=reports/report.json')).toHaveLength(1)
})
