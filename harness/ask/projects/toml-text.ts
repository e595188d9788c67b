import { parse, TomlError } from 'smol-toml'
import type { Fault } from '../../errors.ts'
import { broken } from './json-text.ts'

export type Table = Readonly<Record<string, unknown>>

export const readToml = (file: string, source: string): { readonly root: Table } | { readonly fault: Fault } => {
  try {
    return { root: parse(source.replace(/^\uFEFF/, '')) }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    return {
      fault: broken(
        file,
        error.line,
        `it is not valid TOML (${error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '')})`,
      ),
    }
  }
}

export const table = (value: unknown): Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Finds the lines that the parser does not keep. */
export type Lines = {
  /**
   * The next line, not given out before, that holds `pattern` in a table whose name starts with `home`; else in any
   * table; else the last that was found, else 1: there always is a place to look at.
   */
  readonly next: (pattern: RegExp, home?: string) => number
  /** For each `[[name]]` in order: the first line in it that holds `pattern`, else the header's own. */
  readonly inEach: (name: string, pattern: RegExp) => readonly number[]
}

export const tomlLines = (source: string): Lines => {
  let current = ''
  const lines = source.split(/\r?\n/).map((raw, index) => {
    const code = withoutComment(raw)
    const header = /^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*$/.exec(code)
    if (header) current = (header[2] ?? '').replaceAll(/["']|\s/g, '')
    return { code, table: current, opens: header?.[1] === '[[' ? current : null, line: index + 1 }
  })
  const given = new Set<string>()
  return {
    next: (pattern, home = '') => {
      const hits = lines.filter(({ code }) => pattern.test(code))
      const ordered = [
        ...hits.filter((hit) => hit.table.startsWith(home)),
        ...hits.filter((hit) => !hit.table.startsWith(home)),
      ]
      const found = ordered.find(({ line }) => !given.has(`${pattern.source}:${line}`)) ?? ordered.at(-1)
      given.add(`${pattern.source}:${found?.line}`)
      return found?.line ?? 1
    },
    inEach: (name, pattern) => {
      const headers = lines.filter(({ opens }) => opens === name)
      return headers.map(({ line }, index) => {
        const end = headers[index + 1]?.line ?? lines.length + 1
        return lines.slice(line, end - 1).find(({ code }) => pattern.test(code))?.line ?? line
      })
    },
  }
}

/** `#` inside of quotes is text. */
const withoutComment = (line: string): string => /^(?:"(?:\\.|[^"\\])*"|'[^']*'|[^#"'])*/.exec(line)?.[0] ?? line
