import { unreachable } from '../../errors.ts'
import { ABSENT, BODY_CODING } from '../../model/body-place.ts'
import type { Outcome } from '../../model/capture.ts'
import { HTTP2_HOST } from '../../model/http2-host.ts'
import { counted, listed } from '../../model/listed.ts'
import type { Difference, FieldAt, RequestSent, Values } from '../../model/report.ts'
import { certificate } from './certificate.ts'
import { code, strangerOf, visible } from './quoted.ts'
import { signedOtherwise } from './signed-fields.ts'

/**
 * One change as a sentence that names both sides; field names and values stand in backticks.
 * No full stop at its end, so that it can stand in a list.
 * @param from the older version, as it is to be printed
 */
export const sentence = (change: Difference, from: string, to: string): string => {
  const told = tell(change, from, to)
  if (isOfOneCall(change)) return `at ${change.name}, ${told}`
  return change.request > 0 && !ALONE.includes(change.kind) ? `at attempt ${change.request + 1}, ${told}` : told
}

/** How one call, or one request, among several ended: `call 2`. */
const isOfOneCall = ({ kind, name }: Difference): boolean =>
  (kind === 'outcome' || kind === 'error') && /^(?:call|request) \d/.test(name)

/** They are about a request as such, not about one attempt beside another. */
const ALONE: readonly Difference['kind'][] = [
  'credential-leaked',
  'credential-withheld',
  'request-added',
  'request-removed',
]

const tell = (change: Difference, from: string, to: string): string => {
  switch (change.kind) {
    case 'header-added':
    case 'header-removed':
    case 'header-changed': {
      const signed = signedOtherwise(change.before, change.after)
      if (signed !== null) return `in ${code(change.name)}, ${to} ${signed} (compared with ${from})`
      return fieldSentence(change.name, change.before, change.after, from, to)
    }
    case 'header-order':
      return orderSentence(change.before, change.after, from, to)
    case 'header-case':
      return `${from} spells ${names(change.before)}, ${to} spells ${names(change.after)}`
    case 'credential-moved':
      return movedSentence(change.name, change.before, change.after, from, to)
    case 'credential-leaked':
    case 'credential-withheld':
      return leakSentence(change.name, change.before, change.after, from, to)
    case 'request-added':
    case 'request-removed':
      return `${from} sends ${request(change.before)}, ${to} sends ${request(change.after)}`
    case 'method':
      return `${from} sends a ${code(change.before)}, ${to} a ${code(change.after)}`
    case 'origin':
      return `${from} sends the request to ${code(change.before)}, ${to} to ${code(change.after)}`
    case 'path':
      return `${from} calls ${code(change.before)}, ${to} calls ${code(change.after)}`
    case 'query':
      return `${from} calls with ${query(change.before)}, ${to} with ${query(change.after)}`
    case 'certificate':
      return `${from} shows ${certificate(change.before)}, ${to} ${certificate(change.after)}`
    case 'body':
      return change.name.startsWith('/')
        ? placeSentence(change.name, change.before, change.after, from, to)
        : bodySentence(change.before, change.after, from, to)
    case 'body-form':
      if (change.name === BODY_CODING) return `${from} sends its body ${change.before}, ${to} ${change.after}`
      return `${from} writes the same body ${change.before}, ${to} ${change.after}`
    case 'wait':
      return change.name === 'wait'
        ? `${from} waits ${change.before} before it asks, ${to} ${change.after}`
        : `${from} waits for an answer ${change.before}, ${to} ${change.after}`
    case 'reach':
      return `${from} does not try to ${code(change.name)}, ${to} does, and was refused`
    case 'request-count':
      return `${from} sends ${requests(change.before)}, ${to} sends ${requests(change.after)}`
    case 'outcome':
    case 'error':
      return `${from} ${ended(change.before)}, ${to} ${ended(change.after)}`
    default:
      return unreachable(change)
  }
}

const names = (all: Values): string => listed(all.map(code))

const sent = (name: string, values: Values): string =>
  values.length === 1
    ? code(values[0] === '' ? `${name}:` : `${name}: ${visible(values[0] ?? '')}`)
    : `${code(name)} ${values.length === 2 ? 'twice' : `${values.length} times`}: ${names(values)}`

const fieldSentence = (name: string, before: Values, after: Values, from: string, to: string): string => {
  if (name === HTTP2_HOST && before.length !== after.length)
    return before.length === 0
      ? `${from} speaks HTTP/1.1, ${to} speaks HTTP/2`
      : `${from} speaks HTTP/2, ${to} speaks HTTP/1.1`
  if (after.length === 0) return `${from} sends ${sent(name, before)}, ${to} does not send it`
  if (before.length === 0) return `${from} does not send ${code(name)}, ${to} sends ${sent(name, after)}`
  return `${from} sends ${sent(name, before)}, ${to} sends ${sent(name, after)}`
}

const orderSentence = (before: Values, after: Values, from: string, to: string): string => {
  const place = before.findIndex((name, index) => name !== after[index])
  const [one, other] = [before[place], after[place]]
  return one === undefined || other === undefined
    ? `${from} orders the header fields ${names(before)}, ${to} orders them ${names(after)}`
    : `${from} sends ${code(one)} as header field ${place + 1}, ${to} sends ${code(other)} there`
}

const movedSentence = (label: string, before: FieldAt, after: FieldAt, from: string, to: string): string => {
  const role = label.startsWith('‹') ? label : `‹${label}›`
  const as = ({ value }: FieldAt): string => (value === role ? '' : ` as ${code(value)}`)
  return `${from} sends ${role} in ${code(before.name)}${as(before)}, ${to} in ${code(after.name)}${as(after)}`
}

const leakSentence = (
  role: string,
  before: FieldAt | null,
  after: FieldAt | null,
  from: string,
  to: string,
): string => {
  const stranger = strangerOf(before ?? after)
  const side = (version: string, at: FieldAt | null): string =>
    at
      ? `${version} sends ‹${role}› to ${stranger}, in ${code(at.name)}`
      : `${version} does not send ‹${role}› to ${stranger}`
  return `${side(from, before)}, ${side(to, after)}`
}

const request = (sent: RequestSent | null): string => {
  if (sent === null) return 'no such request'
  const fields = [...new Set(sent.credentials.map(({ name }) => name))]
  return `${code(`${sent.method} ${sent.url}`)} with ${fields.length > 0 ? `credentials in ${names(fields)}` : 'no credential'}`
}

const query = (text: string): string => (text === '' ? 'no query' : `the query ${code(text)}`)
const requests = (count: number): string => (count === 0 ? 'no request' : counted(count, 'request'))

const ended = (outcome: Outcome): string => {
  if (outcome.kind === 'response') return `is answered ${outcome.status}`
  if (outcome.kind === 'egress') return `tries to connect to ${code(`${outcome.host}:${outcome.port}`)}`
  const said = oneLine(outcome.message)
  const error = said ? `${outcome.name}: ${said}` : outcome.name
  return outcome.status === undefined ? `raises ${error}` : `gets ${outcome.status} ${error}`
}

/** @param place a JSON Pointer into the body */
const placeSentence = (place: string, before: unknown, after: unknown, from: string, to: string): string => {
  const side = (value: unknown): string =>
    value === ABSENT ? `does not send ${code(place)}` : `sends ${code(`${place}: ${json(value)}`)}`
  return `${from} ${side(before)} in its body, ${to} ${side(after)}`
}

const bodySentence = (before: unknown, after: unknown, from: string, to: string): string => {
  if (!isObject(before) || !isObject(after)) return `${from} sends ${body(before)}, ${to} sends ${body(after)}`
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  if (keys.length === 0) return `${from} and ${to} order the keys of the body in another way`
  const side = (of: Record<string, unknown>): string =>
    listed(keys.map((key) => (Object.hasOwn(of, key) ? code(`${key}: ${json(of[key])}`) : `no ${code(key)}`)))
  return `in the body ${from} sends ${side(before)}, ${to} sends ${side(after)}`
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const body = (value: unknown): string => (value === null ? 'no body' : `the body ${code(json(value))}`)
const json = (value: unknown): string => cut(JSON.stringify(value) ?? 'nothing')
const oneLine = (text: string): string => cut(text.replaceAll(/\s+/gu, ' ').trim())
const cut = (text: string): string => (text.length > 160 ? `${text.slice(0, 159)}…` : text)
