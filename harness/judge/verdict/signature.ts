import { ABSENT, WHOLE_BODY } from '../../model/body-place.ts'
import type { Outcome } from '../../model/capture.ts'
import { remembered } from '../../model/remembered.ts'
import type { Change, Difference } from '../../model/report.ts'
import { rolesIn, withoutRoles } from '../../model/role.ts'
import { byGravity } from '../../model/severity.ts'
import { breaks } from './rules.ts'

/** Follows from another change of the same drift, so it does not say what the release did. */
const CONSEQUENCES = ['outcome', 'error', 'request-count'] as const
/** Too small to tell causes apart while something larger changed. */
const SMALL = ['telemetry', 'cosmetic'] as const

/**
 * The changes that say what the release did. The gateway's answer is a consequence of the fields that changed, so
 * "no longer sends authorization" is one cause, whether a scenario is refused for it or not. Only when nothing on the
 * wire changed is the outcome itself the cause (an SDK that now refuses the combination).
 */
export const causesOf = remembered((changes: readonly Change[]): readonly Change[] => {
  const follows = (change: Change): boolean => isConsequence(change, changes)
  const wire = gravestFirst(changes.filter((change) => !follows(change)))
  const large = wire.filter(({ severity }) => !includes(SMALL, severity))
  const isOwn = (change: Change): boolean =>
    isOfItsOwn(change, changes) || (large.every(isWait) && isOwnRefusalGone(change))
  if (large.length > 0) return once([...changes.filter(isOwn), ...large])
  const consequences = changes.filter(follows)
  const answers = consequences.filter(({ kind }) => kind === 'outcome' || kind === 'error')
  const telemetry = wire.filter(({ severity }) => severity === 'telemetry')
  const counts = consequences.filter(({ kind }) => kind === 'request-count')
  // Who asks once more, or no more, gets another answer for that; not for what it says about itself.
  if (telemetry.length > 0 && counts.length > 0 && answers.length > 0) return once([...answers, ...counts])
  // A gateway that answers otherwise and was sent nothing else that is new read what is small to others.
  if (telemetry.length > 0 && answers.some(isGatewaysAnswer)) return once(telemetry)
  if (answers.length > 0) return once(answers)
  return once(consequences.length > 0 ? consequences : wire)
})

/** Requests that are not made any more after a call that now fails follow from that; so do those that it stood in the way of. */
const isConsequence = (change: Change, all: readonly Change[]): boolean =>
  includes(CONSEQUENCES, change.kind) ||
  (change.kind === 'request-removed' && all.some((one) => one.kind === 'outcome' && breaks(one))) ||
  (change.kind === 'request-added' && all.some((one) => one.kind === 'outcome' && isOwnError(one.before)))

/** The SDK gave up before it sent anything, or does so no more: no field of another request is the reason. */
const isOfItsOwn = (change: Change, all: readonly Change[]): boolean =>
  change.kind === 'outcome' &&
  ((isOwnError(change.after) && breaks(change) && all.some(isOneLess)) ||
    (isOwnError(change.before) && all.some(({ kind }) => kind === 'request-added')))

/** Before a request; how long it waits for an answer is another thing, and may be why it fails. */
const isWait = ({ kind, name }: Change): boolean => kind === 'wait' && name === 'wait'

/** What the SDK refused by itself is asked for now: no wait brings that about. */
const isOwnRefusalGone = (change: Change): boolean =>
  change.kind === 'outcome' && isOwnError(change.before) && !isOwnError(change.after)

/** Told as gone; or, where another stands in its place in the order, by the count alone. */
const isOneLess = (change: Change): boolean =>
  change.kind === 'request-removed' || (change.kind === 'request-count' && change.after < change.before)

/** The SDK gave up by itself, and so made no further request. */
const isOwnError = (outcome: Outcome): boolean => outcome.kind === 'error' && outcome.status === undefined

/** Did the gateway decide, and not the SDK by itself? */
const isGatewaysAnswer = (change: Change): boolean =>
  change.kind === 'outcome' &&
  [change.before, change.after].every((outcome) => outcome.kind !== 'egress' && !isOwnError(outcome))

const gravestFirst = (changes: readonly Change[]): readonly Change[] => changes.toSorted(byGravity)

/** One text for each cause; equal for changes that one cause makes: attempt numbers and which credential do not count. */
export const signatureOf = (changes: readonly Change[]): readonly string[] =>
  causesOf(changes).map(signatureOfChange).sort()

/** A short word for the changes of a signature, to be written under `accepted`: `header-removed authorization`. */
export const causeOf = (causes: readonly Change[]): string => [...new Set(causes.map(causeOfChange))].sort().join(', ')

/** One change in a few words. */
export const causeOfChange = (change: Difference): string => {
  switch (change.kind) {
    case 'credential-moved':
      return `credential-moved ${change.before.name} → ${change.after.name}`
    case 'outcome':
    case 'error':
      return `${change.kind} ${word(change.before)} → ${word(change.after)}`
    case 'wait':
    case 'reach':
      return change.kind === 'wait' ? change.name : `reach ${change.name}`
    case 'credential-leaked':
    case 'credential-withheld':
    case 'request-added':
    case 'request-removed':
    case 'method':
    case 'origin':
    case 'path':
    case 'query':
    case 'certificate':
    case 'request-count':
    case 'header-order':
      return change.kind
    default:
      return `${change.kind} ${change.name}`
  }
}

const word = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case 'response':
      return String(outcome.status)
    case 'error':
      return outcome.status === undefined ? outcome.name : String(outcome.status)
    case 'egress':
      return `egress ${outcome.host}`
  }
}

/** One change as a text that is equal for equal changes, whichever credential it was. */
export const signatureOfChange = remembered((change: Difference): string => {
  switch (change.kind) {
    case 'credential-moved':
      return withoutRoles(JSON.stringify([change.kind, change.before, change.after]))
    case 'outcome':
      return withoutRoles(JSON.stringify([change.kind, word(change.before), inOwnWords(change.after)]))
    case 'credential-leaked':
    case 'credential-withheld':
      // To whichever stranger, in whichever field, whichever credential.
      return change.kind
    case 'header-order':
      // Each scenario has fields of its own; that they are written in another order is one cause.
      return change.kind
    case 'body':
      // Each scenario's body has values of its own; that a member of it came, went or became another is one cause.
      return change.name === WHOLE_BODY
        ? withoutRoles(JSON.stringify([change.kind, change.before, change.after]))
        : withoutRoles(JSON.stringify([change.kind, change.name, formOf(change.before), formOf(change.after)]))
    case 'error':
      // Each gateway's text is its own; that the SDK words its errors anew is one cause.
      return JSON.stringify([change.kind, nameOf(change.before), nameOf(change.after)])
    default:
      return withoutRoles(JSON.stringify([change.kind, change.name, change.before, change.after]))
  }
})

/** What an SDK says of its own accord tells causes apart; what a gateway says is the gateway's. */
const inOwnWords = (outcome: Outcome): string =>
  outcome.kind === 'error' && outcome.status === undefined ? `${outcome.name}: ${outcome.message}` : word(outcome)

/** What it is, and which credentials are in it: those that come or go make another cause. */
const formOf = (value: unknown): string =>
  value === ABSENT
    ? value
    : [typeof value, ...rolesIn(JSON.stringify(value) ?? '').map((role) => `‹${role}›`)].join(' ')

const nameOf = (outcome: Outcome): string =>
  outcome.kind === 'error' ? `${outcome.name} ${outcome.status ?? ''}` : outcome.kind

const once = (changes: readonly Change[]): readonly Change[] => {
  const seen = new Set<string>()
  return changes.filter((change) => {
    const signature = signatureOfChange(change)
    if (seen.has(signature)) return false
    seen.add(signature)
    return true
  })
}

const includes = <T extends string>(list: readonly T[], value: string): boolean =>
  (list as readonly string[]).includes(value)
