import type { PolicySettings } from '../../model/policy-settings.ts'
import type { PolicyFiles } from './policy-files.ts'

/** `{{name}}`; what a Liquid template calls so has a dot. */
const NAMED_VALUE = /\{\{\s*([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\s*\}\}/g
const FRAGMENT = /<include-fragment\s[^>]*?fragment-id\s*=\s*["']([^"'{}@]+)["']/g
const COMMENT = /<!--[\s\S]*?-->/g
/** Stands for a number as well as for a text. */
const PLACEHOLDER = '1'
/** What else a named value may be that nobody has given. */
export const OTHER_PLACEHOLDERS = ['true', '127.0.0.1'] as const

/**
 * The same with something in place of each named value and fragment that nobody has given: enough to look at a document, not to run it.
 * @param own for some named values another placeholder than the usual
 */
export const withPlaceholders = (
  files: PolicyFiles,
  settings: PolicySettings,
  own: Readonly<Record<string, string>> = {},
): {
  readonly files: PolicyFiles
  readonly settings: PolicySettings
  readonly namedValues: readonly string[]
  readonly fragments: readonly string[]
} => {
  const texts = [...Object.values(files.scopes), ...Object.values(files.fragments)].map(({ text }) =>
    text.replaceAll(COMMENT, ''),
  )
  const namesIn = (pattern: RegExp): readonly string[] => [
    ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name))),
  ]
  const isLiquid = (name: string): boolean => /^(?:body|context)(?:\.|$)/.test(name)
  const namedValues = namesIn(NAMED_VALUE).filter(
    (name) => !Object.hasOwn(settings.namedValues, name) && !isLiquid(name),
  )
  const fragments = namesIn(FRAGMENT).filter((name) => !Object.hasOwn(files.fragments, name))
  return {
    files: {
      ...files,
      fragments: {
        ...files.fragments,
        ...Object.fromEntries(
          fragments.map((id) => [id, { path: `fragments/${id}.xml`, text: '<fragment></fragment>' }]),
        ),
      },
    },
    settings: {
      ...settings,
      namedValues: {
        ...settings.namedValues,
        ...Object.fromEntries(namedValues.map((name) => [name, own[name] ?? PLACEHOLDER])),
      },
    },
    namedValues,
    fragments,
  }
}
