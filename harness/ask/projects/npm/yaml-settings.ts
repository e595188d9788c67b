import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Catalogs } from './catalogs.ts'
import { pairs } from './yaml-nodes.ts'

/** `pnpm-workspace.yaml` and yarn's `.yarnrc.yml` write them alike. https://pnpm.io/catalogs */
export const catalogsOfYaml = (source: string): Catalogs => {
  const settings = settingsIn(source)
  const unnamed = settings('catalog')
  return {
    ...Object.fromEntries(
      settings('catalogs')
        ?.members()
        .map(({ key, value }) => [key, value.ranges()]) ?? [],
    ),
    ...(unnamed ? { default: unnamed.ranges() } : {}),
  }
}

/** The folders that `pnpm-workspace.yaml` names, as globs. */
export const pnpmWorkspaces = (source: string): readonly string[] => settingsIn(source)('packages')?.texts() ?? []

/** What `pnpm-workspace.yaml` overrides, each with its line. */
export const pnpmOverrides = (
  source: string,
): readonly { readonly key: string; readonly spec: string; readonly line: number }[] =>
  Object.entries(settingsIn(source)('overrides')?.ranges() ?? {}).map(([key, spec]) => ({
    ...{ key, spec },
    line: lineOf(source, key),
  }))

const lineOf = (source: string, key: string): number => {
  const lines = source.split(/\r?\n/)
  const home = lines.findIndex((line) => /^["']?overrides["']?\s*:/.test(line))
  return (
    Math.max(
      0,
      home,
      lines.findIndex((line, at) => at >= home && line.includes(key)),
    ) + 1
  )
}

/**
 * The settings by name. They are read node by node: as a whole, a document whose keys are nested maps takes for ever. A
 * broken file is its own tool's business, and says nothing here.
 */
const settingsIn = (source: string): ((name: string) => Setting | undefined) => {
  const document = parseDocument(source, { logLevel: 'silent' })
  if (document.errors.length > 0) return () => undefined
  const top = setting(document.contents, document)
  return (name) => top.members().find(({ key }) => key === name)?.value
}

type Setting = {
  readonly members: () => readonly { readonly key: string; readonly value: Setting }[]
  readonly texts: () => readonly string[]
  readonly ranges: () => Readonly<Record<string, string>>
}

const setting = (given: unknown, document: Document): Setting => {
  const node = resolved(given, document)
  const members: Setting['members'] = () =>
    pairs(node).map(({ key, value }) => ({ key, value: setting(value, document) }))
  return {
    members,
    texts: () => (isSeq(node) ? node.items.flatMap((item) => textOf(resolved(item, document)) ?? []) : []),
    ranges: () =>
      isMap(node)
        ? Object.fromEntries(
            pairs(node).flatMap(({ key, value }) => {
              const range = textOf(resolved(value, document))
              return range === undefined ? [] : [[key, range]]
            }),
          )
        : {},
  }
}

const resolved = (node: unknown, document: Document): unknown => (isAlias(node) ? node.resolve(document) : node)

const textOf = (node: unknown): string | undefined =>
  isScalar(node) && typeof node.value === 'string' ? node.value : undefined
