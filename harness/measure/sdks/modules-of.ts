import type { Variant } from '../../model/cell.ts'
import type { ModuleWords } from '../../model/dictionary.ts'

/** The modules in which a variant's client may be, in the order in which they are tried; none: the package's own. */
export const modulesOf = (words: ModuleWords | undefined, variant: Variant): readonly string[] => {
  if (words === undefined) return []
  if (typeof words === 'string') return [words]
  if (isList(words)) return words
  return modulesOf(words[classOf(variant)] ?? words[''], '')
}

/** Both forms of a module have the same names in them. */
export const classOf = (variant: Variant): Variant => (variant === '.require' ? '' : variant)

const isList = (words: object): words is readonly string[] => Array.isArray(words)
