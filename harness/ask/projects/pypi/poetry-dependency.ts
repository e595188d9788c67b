import { list, string, table } from '../toml-text.ts'
import { poetryRange } from './poetry-range.ts'

/** What a value of poetry's tables asks for: a text, a table with `version`, or several of them for different Pythons. */
export const constraintsOf = (value: unknown): readonly { readonly range: string; readonly optional: boolean }[] => {
  if (Array.isArray(value)) return list(value).flatMap(constraintsOf)
  const text = string(value)
  if (text !== undefined) return [{ range: poetryRange(text), optional: false }]
  const { version, optional, git, url, path } = table(value)
  const range = string(version)
  const elsewhere = [git, url, path].find((place) => typeof place === 'string')
  if (elsewhere !== undefined) return [{ range: `@ ${elsewhere}`, optional: optional === true }]
  return range === undefined ? [] : [{ range: poetryRange(range), optional: optional === true }]
}
