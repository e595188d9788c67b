import { knownHint } from '../matrix/nearest.ts'
import { type MappedText, replaceIn } from './mapped-text.ts'

/** A name that a named value can have; `{{ "a": 1 }}` of an interpolated string is none. https://learn.microsoft.com/azure/api-management/api-management-howto-properties */
const NAMED_VALUE = /\{\{\s*([A-Za-z0-9._-]{1,256})\s*\}\}/g

export type Missing = { readonly name: string; readonly offset: number; readonly hint: string }

/**
 * Puts the values in place of `{{name}}`, as text, also within expressions.
 * @param template whether this is a Liquid template: there `{{body.id}}` is its own, where no value is called so
 */
export const fillNamedValues = (
  mapped: MappedText,
  values: Readonly<Record<string, string>>,
  template: boolean,
): { readonly filled: MappedText; readonly missing: readonly Missing[] } => {
  const missing: Missing[] = []
  const filled = replaceIn(mapped, NAMED_VALUE, ([, name = ''], offset) => {
    if (Object.hasOwn(values, name)) return values[name] ?? null
    if (!template) missing.push({ name, offset, hint: knownHint(name, Object.keys(values), 'named values') })
    return null
  })
  return { filled, missing }
}
