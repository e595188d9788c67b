import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { findUses } from '../../ask/projects/find-uses.ts'
import { isRequirements, lockFormat } from '../../ask/projects/formats.ts'
import { nameOf } from '../../ask/projects/paths.ts'
import { isSource } from '../../ask/projects/read-sources.ts'
import { root } from '../../edges/paths.ts'
import { damagedJson, damagedText } from '../damaged.ts'
import { must, orRefused } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

const KNOWN = [
  { registry: 'npm', package: 'openai' },
  { registry: 'npm', package: '@anthropic-ai/sdk' },
  { registry: 'pypi', package: 'openai' },
  { registry: 'pypi', package: 'anthropic' },
] as const

/** A longer one takes its time to read, and says nothing more. */
const LONGEST = 12_000

/** Each project of the fixtures, with the files that are read of it. */
const projects = (): readonly Readonly<Record<string, string>>[] => {
  const folder = join(root(), 'fixtures', 'projects')
  return readdirSync(folder).map((name) => {
    const paths = readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
    const files = paths.filter((path) => isSource(path) && statSync(join(folder, name, path)).isFile())
    return Object.fromEntries(
      files.map((path) => [path, readFileSync(join(folder, name, path), 'utf8').slice(0, LONGEST)]),
    )
  })
}

export const lockfiles: FuzzTarget = {
  title: 'manifests and lockfiles of all formats',
  open: () => {
    const all = projects()
    const each = all.flatMap((files, project) => Object.entries(files).map(([path, text]) => ({ project, path, text })))
    // Every format as often as the next, however many projects have it.
    const byFormat = [
      ...Map.groupBy(each, ({ path }) =>
        lockFormat(nameOf(path)) ? nameOf(path) : isRequirements(path) ? 'requirements' : 'manifest',
      ).values(),
    ]
    const inputs = fc
      .constantFrom(...byFormat)
      .chain((files) =>
        fc
          .constantFrom(...files)
          .chain(({ project, path, text }) =>
            fc
              .oneof(
                damagedText([text]),
                ...(path.endsWith('.json') && isJson(text) ? [damagedJson([JSON.parse(text)])] : []),
              )
              .map((damaged) => [String(project), path, damaged]),
          ),
      )
    return {
      inputs,
      check: async ([project = '', path = '', text = '']) => {
        const texts: Readonly<Record<string, string>> = { ...all[Number(project)], [path]: text }
        const files = {
          list: () => Promise.resolve(Object.keys(texts)),
          read: (one: string) => Promise.resolve(texts[one] ?? null),
        }
        const found = await orRefused(() => findUses(files, KNOWN))
        for (const { locked, declared } of found?.uses ?? []) {
          for (const { version, at } of locked) {
            must(typeof version === 'string' && version !== '', 'a locked version that is none')
            must(
              at.line >= 1 && at.line <= (texts[at.file] ?? '').split('\n').length,
              `a line that is not there: ${at.file}:${at.line}`,
            )
          }
          must(declared === null || typeof declared.range === 'string', 'a range that is no text')
        }
      },
    }
  },
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
