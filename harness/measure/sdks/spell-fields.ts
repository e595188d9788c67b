import type { Arg } from '../../model/recipe.ts'
import type { CredentialText, Fields, FieldsAs, FieldValue, Provided } from '../../model/scenario.ts'
import type { Named } from './invocation.ts'
import type { Spell } from './spelling.ts'

/** Header fields as they are handed over: plainly, or as `as` says. */
export const fieldsOf = (spell: Spell, fields: Fields, as?: FieldsAs): Arg => {
  const of: Named = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fieldOf(spell, value)]))
  return as ? { $fields: { as, of } } : of
}

const fieldOf = ({ words, context }: Spell, value: FieldValue): Arg => {
  if (value === null) return words.noField
  if (typeof value === 'string') return value
  if (isList(value)) return [...value]
  if ('nothing' in value) return { $nothing: true }
  const text = context.credential(value.credential)
  return value.scheme ? `${value.scheme} ${text}` : text
}

const isList = (value: object): value is readonly string[] => Array.isArray(value)

/** What stands in a credential's place as text. */
export const credentialText = ({ context }: Spell, given: CredentialText): string => {
  if (typeof given === 'string') return context.credential(given)
  if ('text' in given) return given.text
  return `${given.before ?? ''}${context.credential(given.credential)}${given.after ?? ''}`
}

/** A function that hands out tokens. */
export const providerOf = ({ context }: Spell, given: Provided): Arg => {
  if (typeof given === 'string') return { $provider: context.provider(given) }
  if ('text' in given) return { $provider: [given.text] }
  const { of, ...how } = given
  return { $provider: context.provider(of), ...how }
}
