import { parse } from 'yaml'
import type { Catalogs } from './catalogs.ts'

/** `pnpm-workspace.yaml` and yarn's `.yarnrc.yml` write them alike. https://pnpm.io/catalogs */
export const catalogsOfYaml = (source: string): Catalogs => {
  const value = parsed(source)
  const named = Object.entries(record(record(value)['catalogs'])).map(
    ([name, entries]) => [name, ranges(entries)] as const,
  )
  return {
    ...Object.fromEntries(named),
    ...('catalog' in record(value) ? { default: ranges(record(value)['catalog']) } : {}),
  }
}

/** The folders that `pnpm-workspace.yaml` names, as globs. */
export const pnpmWorkspaces = (source: string): readonly string[] => {
  const packages = record(parsed(source))['packages']
  return Array.isArray(packages) ? packages.filter((glob) => typeof glob === 'string') : []
}

/** A broken settings file is its own tool's business; only what can be read is used. */
const parsed = (source: string): unknown => {
  try {
    return parse(source, { logLevel: 'silent' })
  } catch {
    return null
  }
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

const ranges = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(record(value)).flatMap(([name, range]) => (typeof range === 'string' ? [[name, range]] : [])),
  )
