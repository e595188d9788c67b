import { clean } from './plain.ts'
import { code } from './quoted.ts'

/**
 * Which rule of a gateway answered, for people. One of a policy document's has its line: "`validate-jwt`, api.xml:14: no
 * Authorization field".
 */
export const ruleText = (by: string): string => {
  const [whole, place, rule = '', why] = /^(?:(.+?:\d+) )?([\w-]+)(?:: (.+))?$/u.exec(clean(by)) ?? []
  if (whole === undefined) return code(plain(clean(by)))
  return `${code(rule)}${place ? `, ${plain(place)}` : ''}${why ? `: ${plain(why)}` : ''}`
}

/** Not to be taken for the beginning of code. */
const plain = (text: string): string => text.replaceAll('`', "'")
