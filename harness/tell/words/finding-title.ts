import { unreachable } from '../../errors.ts'
import type { Outcome } from '../../model/capture.ts'
import type { JudgedDrift } from '../../model/judged.ts'
import { counted } from '../../model/listed.ts'
import type { Change } from '../../model/report.ts'
import { withoutRoles } from '../../model/role.ts'
import { fullAnswer } from './answer.ts'
import { code, field } from './quoted.ts'

/** More phrases than this are counted, not told: the drifts below tell them all. */
const MOST_PHRASES = 2

/**
 * The cause in one sentence, by the drifts that show nothing but it, and how many scenarios show it:
 * "2.34.0 no longer sends `authorization: Bearer ‹api-key›` beside `api-key` (11 scenarios, 3 of them now refused)".
 */
export const findingTitle = (drifts: readonly JudgedDrift[]): string => {
  const [first] = drifts
  if (!first) throw new Error('A finding has at least one drift.')
  const own = whatItDoes(first)
  const same = drifts.every((drift) => whatItDoes(drift) === own)
  return `${first.to} ${same ? own : withoutRoles(own)} (${counts(drifts)})`
}

const whatItDoes = (drift: JudgedDrift): string => {
  const phrases = [...new Set(drift.causes.map((change) => phrase(change, drift)))]
  const told = phrases.slice(0, MOST_PHRASES).join(', ')
  return phrases.length > MOST_PHRASES ? `${told} and ${phrases.length - MOST_PHRASES} more` : told
}

const phrase = (change: Change, { from, beside }: JudgedDrift): string => {
  switch (change.kind) {
    case 'header-removed': {
      const still = beside.filter((name) => name !== change.name).map(code)
      return `no longer sends ${field(change.name, change.before)}${still.length > 0 ? ` beside ${still.join(' and ')}` : ''}`
    }
    case 'header-added':
      return `now sends ${field(change.name, change.after)}`
    case 'header-changed':
      return `sends ${field(change.name, change.after)} where ${from} sent ${field(change.name, change.before)}`
    case 'header-order':
      return `sends its fields in another order`
    case 'header-case':
      return `writes ${code(change.after.join(', '))} where ${from} wrote ${code(change.before.join(', '))}`
    case 'credential-moved':
      return `sends ‹${change.name}› in ${code(change.after.name)} where ${from} sent it in ${code(change.before.name)}`
    case 'method':
    case 'origin':
    case 'path':
    case 'query':
      return `asks for ${change.kind} ${code(change.after)} where ${from} asked for ${code(change.before)}`
    case 'body':
      return `sends another body (${code(change.name)})`
    case 'request-count':
      return `makes ${counted(change.after, 'request')} where ${from} made ${change.before}`
    case 'outcome':
      return `${result(change.after)} where ${from} ${result(change.before)}`
    case 'error':
      return `words ${fullAnswer(change.after)} differently than ${from}`
    default:
      return unreachable(change)
  }
}

const result = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case 'response':
      return `is answered ${outcome.status}`
    case 'error':
      return outcome.status === undefined
        ? `raises ${outcome.name}: “${shortened(outcome.message)}”`
        : `gets ${outcome.status} ${outcome.name}`
    case 'egress':
      return `calls ${outcome.host}`
  }
}

/** Characters of a message that a title has room for. */
const MESSAGE_ROOM = 90
const shortened = (message: string): string => {
  const line = (message.split('\n', 1)[0] ?? '').trim().replace(/^"(.*)"$/, '$1')
  return line.length > MESSAGE_ROOM ? `${line.slice(0, MESSAGE_ROOM - 1).trimEnd()}…` : line
}

const counts = (drifts: readonly JudgedDrift[]): string => {
  const all = new Set(drifts.map(({ scenario }) => scenario)).size
  const ending = (answer: JudgedDrift['answer']): number =>
    new Set(drifts.filter((drift) => drift.answer === answer).map(({ scenario }) => scenario)).size
  const aside = drifts.some(({ causes }) => causes.some(({ kind }) => kind === 'outcome'))
    ? []
    : [share(ending('worse'), all, 'refused'), share(ending('better'), all, 'let in')]
  return [counted(all, 'scenario'), ...aside.filter(Boolean)].join(', ')
}

const share = (part: number, all: number, what: string): string => {
  if (part === 0) return ''
  if (part < all) return `${part} of them now ${what}`
  return all === 1 ? `now ${what}` : `all now ${what}`
}
