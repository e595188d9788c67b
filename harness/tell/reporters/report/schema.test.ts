import { readFileSync } from 'node:fs'
import { expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import { UserError } from '../../../errors.ts'
import type { Report } from '../../../model/report.ts'
import { json } from './json.ts'
import { parseReport } from './parse-report.ts'
import { saved } from './saved.fixture.ts'
import { reportJsonSchema, type reportSchema } from './schema.ts'

/** Each member must be there, so that an optional one that only one side knows is seen. */
type Whole<T> = T extends object ? { readonly [K in keyof T]-?: Whole<T[K]> } : T

test('the schema and the model say the same, in both directions', () => {
  expectTypeOf<Whole<z.infer<typeof reportSchema>>>().toExtend<Whole<Report>>()
  expectTypeOf<Whole<Report>>().toExtend<Whole<z.infer<typeof reportSchema>>>()
})

test('the committed JSON Schema is the one the source gives (npm run schemas writes it)', () => {
  const committed: unknown = JSON.parse(readFileSync(new URL('report.schema.json', import.meta.url), 'utf8'))
  expect(committed).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())))
})

test.each(['incidents', 'quiet'] as const)('the %s report is read back as it was written', (name) => {
  const report = saved(name)
  expect(parseReport(json(report), 'report.json')).toEqual(report)
})

test('what a newer writer adds does not stop a reader', () => {
  const text = json(saved('quiet')).replace('{', '{ "addedLater": [1],')
  expect(parseReport(text, 'report.json').runs).toHaveLength(2)
})

const faultsOf = (text: string): UserError['faults'] => {
  try {
    parseReport(text, 'old.json')
  } catch (error) {
    if (error instanceof UserError) return error.faults
    throw error
  }
  return []
}

test('every fault is told at once, each at its line', () => {
  const text = json(saved('incidents'))
    .replace('"schemaVersion": 1', '"schemaVersion": 2')
    .replace('"severity":"telemetry"', '"severity":"loud"')
  const line = text.slice(0, text.indexOf('"loud"')).split('\n').length
  const faults = faultsOf(text)
  expect(faults).toContainEqual(
    expect.objectContaining({ where: 'old.json:2:18', hint: 'This version reads schemaVersion 1.' }),
  )
  expect(faults.map((fault) => fault.where)).toContainEqual(
    expect.stringMatching(new RegExp(`^old.json:${line}:`, 'u')),
  )
})

test('a file that is no JSON, or is empty, is named', () => {
  expect(faultsOf('{"runs": [')[0]).toMatchObject({ where: expect.stringContaining('old.json:1:') })
  expect(faultsOf('')).not.toHaveLength(0)
})

test('another JSON file is told to be none, in one fault', () => {
  const hint = expect.stringMatching(/matrix writes as report\.json.* gate .*--reporter/u)
  for (const text of ['{"verdict": "blocked", "candidates": []}', '[]', '"x"'])
    expect(faultsOf(text)).toEqual([{ what: 'this is no report', where: 'old.json', hint }])
})
