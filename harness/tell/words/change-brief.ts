import { ABSENT, BODY_CODING, WHOLE_BODY } from '../../model/body-place.ts'
import type { Change, Finding, Values } from '../../model/report.ts'
import { answers, said } from './answer.ts'
import { code, field, strangerOf, visible } from './quoted.ts'
import { signedOtherwise } from './signed-fields.ts'

/** A change in as few words as a table's cell has room for. */
const brief = (change: Change): string => {
  switch (change.kind) {
    case 'header-added':
      return `+ ${field(change.name, change.after)}`
    case 'header-removed':
      return `− ${field(change.name, change.before)}`
    case 'header-changed':
      return `${code(change.name)} ${signedOtherwise(change.before, change.after) ?? listChange(change.before, change.after)}`
    case 'header-order':
      return 'order of header fields'
    case 'header-case':
      return `${change.before.map(code).join(', ')} → ${change.after.map(code).join(', ')}`
    case 'credential-moved':
      return `${change.name} from ${code(change.before.name)} to ${code(change.after.name)}`
    case 'credential-leaked':
      return `${change.name} to ${strangerOf(change.after)}`
    case 'credential-withheld':
      return `${change.name} no longer to ${strangerOf(change.before)}`
    case 'request-added':
      return `+ ${change.name}`
    case 'request-removed':
      return `− ${change.name}`
    case 'method':
    case 'origin':
    case 'path':
    case 'query':
    case 'certificate':
      return `${change.kind} ${code(change.before)} → ${code(change.after)}`
    case 'body': {
      if (change.name === WHOLE_BODY) return 'request body'
      const sign = change.before === ABSENT ? '+ ' : change.after === ABSENT ? '− ' : ''
      return `${sign}${code(change.name)} in the body`
    }
    case 'body-form':
      return change.name === BODY_CODING ? `body ${change.before} → ${change.after}` : 'body written otherwise'
    case 'wait':
      return `${change.name} ${change.before} → ${change.after}`
    case 'reach':
      return `tries to ${code(change.name)}`
    case 'request-count':
      return `${change.before} → ${change.after} requests`
    case 'outcome':
    case 'error': {
      const words = said(change.after, 80)
      return `${answers(change.before, change.after)}${words ? ` “${words}”` : ''}`
    }
  }
}

/** A finding in as few words; of many changes the first and how many more. */
export const briefFinding = ({ changes, cause }: Finding): string => {
  const [first, ...rest] = [...new Set(changes.map(brief))]
  if (!first) return cause
  if (changes.length > 3 && changes.every(({ kind }) => kind === 'header-case'))
    return `case of ${changes.length} field names: ${first}, …`
  return rest.length > 2 ? `${first} and ${rest.length} more` : [first, ...rest].join('; ')
}

/** Comma lists that differ by a few members: only those. */
const listChange = (before: Values, after: Values): string => {
  const [one, other] = [before, after].map((values) => values.flatMap((value) => value.split(/, ?/u)))
  const gone = (one ?? []).filter((item) => !other?.includes(item)).map((item) => `− ${item}`)
  const come = (other ?? []).filter((item) => !one?.includes(item)).map((item) => `+ ${item}`)
  const kept = (one ?? []).length > gone.length && gone.length + come.length > 0
  return kept ? [...gone, ...come].join(' ') : `${before.map(visible).join(', ')} → ${after.map(visible).join(', ')}`
}
