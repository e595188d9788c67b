import { unreachable } from '../../errors.ts'
import { areOfTwoKinds, type BodyKind, bodyKind } from '../../model/body-kind.ts'
import { ABSENT, BODY_CODING, WHOLE_BODY } from '../../model/body-place.ts'
import type { Outcome } from '../../model/capture.ts'
import { HTTP2_HOST } from '../../model/http2-host.ts'
import type { JudgedDrift, JudgedFinding } from '../../model/judged.ts'
import { counted } from '../../model/listed.ts'
import type { Change, RequestSent } from '../../model/report.ts'
import { rolesIn, withoutRoles } from '../../model/role.ts'
import { fullAnswer } from './answer.ts'
import { certificate } from './certificate.ts'
import { code, field, strangerOf } from './quoted.ts'
import { signedOtherwise } from './signed-fields.ts'
import { endNames } from './step-text.ts'

/** More phrases than this are counted, not told: the drifts below tell them all. */
const MOST_PHRASES = 2

/**
 * The cause in one sentence, gravest change first, and how many scenarios show it:
 * "2.34.0 no longer sends `authorization: Bearer ‹api-key›` beside `api-key` (11 scenarios, 3 of them now refused)".
 * @param drifts that show it, those that show nothing else first
 */
export const findingTitle = (finding: JudgedFinding, drifts: readonly JudgedDrift[]): string => {
  const [first] = drifts
  if (!first) throw new Error('A finding has at least one drift.')
  const own = whatItDoes(finding, drifts.find(({ severity }) => severity === finding.severity) ?? first)
  const same = drifts.every(({ changes }) => finding.causes.every((cause) => changes.some((one) => isSame(one, cause))))
  const subject = finding.on?.kind === 'between' ? `on ${finding.on.to} it` : finding.to
  return `${subject} ${same ? own : withoutRoles(own)} (${counts(finding, drifts)})`
}

const isSame = (one: Change, other: Change): boolean =>
  one.kind === other.kind &&
  one.name === other.name &&
  JSON.stringify([one.before, one.after]) === JSON.stringify([other.before, other.after])

const whatItDoes = (finding: JudgedFinding, drift: JudgedDrift): string => {
  const [first, ...others] = finding.causes
  const own = raised(finding, drift)
  const led = first?.severity === finding.severity ? [first, ...own] : [...own, ...(first ? [first] : [])]
  const told = [...led, ...others, ...weighing(finding, drift)]
  const phrases = [...new Set(told.map((change) => phrase(change, drift)))]
  const most = phrases.slice(0, MOST_PHRASES).join(', ')
  return phrases.length > MOST_PHRASES ? `${most} and ${phrases.length - MOST_PHRASES} more` : most
}

/** What makes the finding as grave as it is, where that follows from its causes and is graver than each of them. */
const weighing = ({ causes, severity }: JudgedFinding, { changes }: JudgedDrift): readonly Change[] => {
  const gravest = changes.filter((change) => change.severity === severity)
  // How many scenarios are refused by now is counted behind the sentence.
  const isTold = causes.some((change) => change.severity === severity) || gravest.some(({ kind }) => kind === 'outcome')
  return isTold ? [] : gravest.slice(0, 1)
}

/** What it ends with by itself, nobody having refused it: no other request says that of its own. */
const raised = ({ causes, severity }: JudgedFinding, { changes }: JudgedDrift): readonly Change[] =>
  causes.some(({ kind }) => kind === 'outcome')
    ? []
    : changes
        .filter(
          (change) =>
            change.kind === 'outcome' &&
            change.severity === severity &&
            change.after.kind === 'error' &&
            change.after.status === undefined,
        )
        .slice(0, 1)

const phrase = (change: Change, drift: JudgedDrift): string => {
  const { beside } = drift
  const { from } = endNames(drift)
  switch (change.kind) {
    case 'header-removed': {
      if (change.name === HTTP2_HOST) return `speaks HTTP/1.1 where ${from} spoke HTTP/2`
      const still = beside.filter((name) => name !== change.name).map(code)
      return `no longer sends ${field(change.name, change.before)}${still.length > 0 ? ` beside ${still.join(' and ')}` : ''}`
    }
    case 'header-added':
      if (change.name === HTTP2_HOST) return `speaks HTTP/2 where ${from} spoke HTTP/1.1`
      return `now sends ${field(change.name, change.after)}`
    case 'header-changed': {
      const signed = signedOtherwise(change.before, change.after)
      if (signed !== null) return `${signed} (${code(change.name)})`
      return `sends ${field(change.name, change.after)} where ${from} sent ${field(change.name, change.before)}`
    }
    case 'header-order':
      return `sends its fields in another order`
    case 'header-case':
      return `writes ${code(change.after.join(', '))} where ${from} wrote ${code(change.before.join(', '))}`
    case 'credential-moved':
      return `sends ‹${change.name}› in ${code(change.after.name)} where ${from} sent it in ${code(change.before.name)}`
    case 'credential-leaked':
      return `sends ‹${change.name}› to ${strangerOf(change.after)}`
    case 'credential-withheld':
      return `no longer sends ‹${change.name}› to ${strangerOf(change.before)}`
    case 'request-added':
      return `now also asks for ${code(change.name)}${carrying(change.after)}`
    case 'request-removed':
      return `no longer asks for ${code(change.name)}${carrying(change.before)}`
    case 'method':
    case 'origin':
    case 'path':
      return `asks for ${change.kind} ${code(change.after)} where ${from} asked for ${code(change.before)}`
    case 'query':
      return `asks for ${query(change.after)} where ${from} asked for ${query(change.before)}`
    case 'certificate':
      return `shows ${certificate(change.after)} where ${from} showed ${certificate(change.before)}`
    case 'body':
      return body(change)
    case 'body-form':
      if (change.name === BODY_CODING) return `sends its body ${change.after} where ${from} sent it ${change.before}`
      return `writes the same body ${change.after} where ${from} wrote it ${change.before}`
    case 'wait':
      return `waits ${change.name === 'wait' ? '' : 'for an answer '}${change.after} where ${from} waited ${change.before}`
    case 'reach':
      return `now tries to ${code(change.name)} (refused here)`
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

const body = ({ name, before, after }: Extract<Change, { readonly kind: 'body' }>): string => {
  const [was, is] = [before, after].map((value) => new Set(rolesIn(JSON.stringify(value))))
  const told = (roles: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): string =>
    [...(roles ?? [])]
      .filter((role) => !other?.has(role))
      .map((role) => `‹${role}›`)
      .join(' and ')
  const [gone, come] = [told(was, is), told(is, was)]
  if (gone && come) return `sends ${come} in its body where it sent ${gone}`
  if (gone) return `no longer sends ${gone} in its body`
  if (come) return `now sends ${come} in its body`
  if (name === WHOLE_BODY)
    return areOfTwoKinds(before, after)
      ? `sends ${BODIES[bodyKind(after)]} where it sent ${BODIES[bodyKind(before)]}`
      : 'sends another body'
  if (before === ABSENT) return `now sends ${code(name)} in its body`
  return `${after === ABSENT ? 'no longer sends' : 'sends another'} ${code(name)} in its body`
}

const BODIES: Readonly<Record<BodyKind, string>> = {
  none: 'no body',
  JSON: 'a body of JSON',
  text: 'a body that is a form or a text',
  bytes: 'a body of bytes',
}

const query = (text: string): string => (text === '' ? 'no query' : `query ${code(text)}`)

const carrying = (sent: RequestSent | null): string => {
  const fields = [...new Set((sent?.credentials ?? []).map(({ name }) => `\`${name}\``))]
  return fields.length > 0 ? `, with a credential in ${fields.join(' and ')}` : ''
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

const counts = (finding: JudgedFinding, drifts: readonly JudgedDrift[]): string => {
  const all = finding.scenarios.length
  const own = drifts.filter((drift) => drift.finding === finding.id)
  const worse = own.filter(({ answer }) => answer === 'worse')
  const better = own.filter(({ answer }) => answer === 'better')
  const scenarios = counted(all, 'scenario')
  if (finding.causes.some(({ kind }) => kind === 'outcome')) return scenarios
  // Behind one gateway refused and behind another let in: without their names that would contradict itself.
  const where = worse.length > 0 && better.length > 0
  return [scenarios, share(worse, all, 'refused', where), share(better, all, 'let in', where)]
    .filter(Boolean)
    .join(', ')
}

const share = (part: readonly JudgedDrift[], all: number, what: string, where: boolean): string => {
  const count = new Set(part.map(({ scenario }) => scenario)).size
  if (count === 0) return ''
  const behind = where ? ` behind ${[...new Set(part.map(({ gateway }) => gateway))].sort().join(' and ')}` : ''
  if (count < all) return `${count} of them now ${what}${behind}`
  return `${all === 1 ? '' : 'all '}now ${what}${behind}`
}
