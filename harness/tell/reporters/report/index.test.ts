import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noticeFormats } from '../notices/index.ts'
import { reporters } from './index.ts'
import { noticeReporters } from './notice-reporters.ts'
import type { Reporter } from './reporter.ts'
import { judged, saved } from './saved.fixture.ts'

const isReporter = (value: unknown): value is Reporter =>
  typeof value === 'object' && value !== null && 'name' in value && 'render' in value

test('every reporter in this folder is in the map under its own name, which is its file’s name', async () => {
  const names = (await readdir(import.meta.dirname)).flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.slice(1) ?? [])
  const found: Record<string, Reporter> = {}
  for (const name of names.filter((name) => name !== 'index' && name !== 'notice-reporters')) {
    const module: Record<string, unknown> = await import(/* @vite-ignore */ join(import.meta.dirname, `${name}.ts`))
    for (const value of Object.values(module)) if (isReporter(value)) found[name] = value
  }
  expect({ ...found, ...noticeReporters }).toEqual(reporters)
  expect(Object.keys(noticeReporters)).toEqual(Object.keys(noticeFormats))
  for (const [name, reporter] of Object.entries(reporters)) expect(reporter.name).toBe(name)
})

test('no two write the same file', () => {
  const files = Object.values(reporters).flatMap(({ file }) => file ?? [])
  expect(files).toEqual([...new Set(files)])
})

test.each(Object.entries(reporters))('%s gives the same text twice, with a line’s end at its end', (_, one) => {
  const text = one.render(saved('incidents'), judged(saved('incidents')))
  expect(text.endsWith('\n')).toBe(true)
  expect(one.render(saved('incidents'), judged(saved('incidents')))).toBe(text)
})
