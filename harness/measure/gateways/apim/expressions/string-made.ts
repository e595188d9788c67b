import { CannotTell } from '../policy.ts'
import { textIn } from './arguments.ts'
import { LONGEST } from './budget.ts'
import { displayed } from './displayed.ts'
import { formatted } from './formatted.ts'
import { ListValue } from './objects.ts'
import { tryItems } from './sequence.ts'
import { type Static, thrown } from './types.ts'

/** `string.Join`. */
export const joined: Static = ([by, ...rest], use) => {
  const [only] = rest
  const items = rest.length === 1 && only !== undefined && typeof only !== 'string' ? (tryItems(only) ?? rest) : rest
  use.spend(items.length)
  const text = items.map((each) => displayed(each, use.at)).join(by === null ? '' : textIn(by, use))
  if (text.length > LONGEST) throw new CannotTell(use.at, `a text of more than ${LONGEST} characters`)
  return text
}

/** `string.Format`, and what appends so. @throws EvaluationError FormatException */
export const format: Static = ([pattern, ...given], use) => {
  const values = given.length === 1 && given[0] instanceof ListValue ? given[0].items : given
  return textIn(pattern, use).replace(
    /\{\{|\}\}|\{(\d+)(?:,(-?\d{1,4}))?(?::([^}]*))?\}/g,
    (text: string, at: string | undefined, align: string | undefined, by: string | undefined) => {
      if (at === undefined) return text.charAt(0)
      const value = values[Number(at)]
      if (value === undefined)
        throw thrown(use, 'FormatException', 'Index must be less than the size of the argument list.')
      const made = formatted(value, by ?? null, use.at)
      const width = Number(align ?? 0)
      return width < 0 ? made.padEnd(-width) : made.padStart(width)
    },
  )
}
