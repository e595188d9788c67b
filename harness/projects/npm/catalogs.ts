import { parse } from 'yaml'
import { member, members, type Node, readJson, text } from '../json-text.ts'

/** Ranges that a workspace keeps in one place: catalog → package → range. `catalog:` alone names `default`. */
export type Catalogs = Readonly<Record<string, Readonly<Record<string, string>>>>

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

/** bun writes them into the root's package.json, at the top or below `workspaces`. https://bun.com/docs/install/catalogs */
export const catalogsOfPackageJson = (source: string): Catalogs => {
  const json = readJson('', source)
  if ('fault' in json) return {}
  const homes = [json.root, member(json.root, 'workspaces')]
  const one = (node: Node | undefined) =>
    Object.fromEntries(
      members(node).flatMap(({ key, value }) => (text(value) === undefined ? [] : [[key, text(value) ?? '']])),
    )
  return Object.fromEntries(
    homes.flatMap((home) => [
      ...(member(home, 'catalog') ? [['default', one(member(home, 'catalog'))] as const] : []),
      ...members(member(home, 'catalogs')).map(({ key, value }) => [key, one(value)] as const),
    ]),
  )
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
