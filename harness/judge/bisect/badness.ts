import type { Outcome } from '../../model/capture.ts'
import { pattern } from '../../model/pattern.ts'
import type { Change, Difference, MeasuredResult, ScenarioResult } from '../../model/report.ts'
import { SEVERITIES } from '../../model/severity.ts'
import { diffWires } from '../diff/diff-wires.ts'
import { fieldsOf } from '../diff/fields.ts'
import { type Scale, weighed } from '../verdict/rules.ts'
import { causeOfChange, signatureOfChange } from '../verdict/signature.ts'
import type { Answer } from './search.ts'

/** What counts as bad. */
export type Badness =
  /** The way in which the bad end differs from the good one. */
  | { readonly kind: 'ends' }
  /** A status, an error's name, or `egress`. */
  | { readonly kind: 'outcome'; readonly is: string }
  /** A header field of the first request; `like` is its value with `*` for any run of characters. */
  | { readonly kind: 'header'; readonly name: string; readonly is: 'absent' | 'present' | { readonly like: string } }
  /** The changes of a finding, as signatures. */
  | { readonly kind: 'changes'; readonly signatures: readonly string[] }

/** Says of a version's result whether it is good or bad; what was not measured is skipped. */
export type Classify = (result: ScenarioResult | undefined) => Answer

/**
 * Makes the judge of a search. With `ends`, the worst kind of difference between the ends is what is looked for: lesser
 * ones (a new telemetry field, say) come and go in between and would lead astray.
 */
export const classifier = (badness: Badness, good: MeasuredResult, bad: MeasuredResult, scale: Scale): Classify => {
  const test = testOf(badness, good, bad, scale)
  return (result) => (result?.status !== 'measured' ? 'skip' : test(result) ? 'bad' : 'good')
}

/** The differences of the worst severity between two results; empty when they are alike. */
export const worstChanges = (good: MeasuredResult, bad: MeasuredResult, scale: Scale): readonly Change[] => {
  const changes = judged(good, bad, scale)
  const worst = SEVERITIES.find((severity) => changes.some((change) => change.severity === severity))
  return changes.filter(({ severity }) => severity === worst)
}

/** Do two results differ by more than telemetry, cosmetics and the wording of the same refusal? */
export const differ = (a: MeasuredResult, b: MeasuredResult, scale: Scale): boolean =>
  judged(a, b, scale).some(
    ({ kind, severity }) => kind !== 'error' && severity !== 'telemetry' && severity !== 'cosmetic',
  )

/** All differences with their severity. */
export const judged = (before: MeasuredResult, after: MeasuredResult, scale: Scale): readonly Change[] =>
  weighed(diffWires(before, after), scale, { scenario: after.id, gateway: after.gateway })

const testOf = (
  badness: Badness,
  good: MeasuredResult,
  bad: MeasuredResult,
  scale: Scale,
): ((result: MeasuredResult) => boolean) => {
  switch (badness.kind) {
    case 'outcome':
      return (result) => wordsOf(result.outcome).includes(badness.is)
    case 'header':
      return (result) => headerIs(badness, result)
    case 'ends':
      return shows(good, worstChanges(good, bad, scale).map(roughly))
    case 'changes':
      return shows(good, badness.signatures)
  }
}

const shows =
  (good: MeasuredResult, signatures: readonly string[]) =>
  (result: MeasuredResult): boolean =>
    diffWires(good, result).some((change) => signatures.includes(roughly(change)))

/**
 * A change as a text. An answer counts by its status or error name alone: the same refusal is worded anew now and then,
 * and that is not what is searched for.
 */
export const roughly = (change: Difference): string =>
  change.kind === 'outcome' ? causeOfChange(change) : signatureOfChange(change)

const wordsOf = (outcome: Outcome): readonly string[] => {
  switch (outcome.kind) {
    case 'response':
      return [String(outcome.status)]
    case 'error':
      return [outcome.name, 'error', ...(outcome.status === undefined ? [] : [String(outcome.status)])]
    case 'egress':
      return ['egress', outcome.host]
  }
}

const headerIs = ({ name, is }: Extract<Badness, { kind: 'header' }>, { exchanges }: MeasuredResult): boolean => {
  const [first] = exchanges
  const values = first ? (fieldsOf(first).get(name.toLowerCase()) ?? []) : []
  if (is === 'absent') return values.length === 0
  if (is === 'present') return values.length > 0
  const like = pattern(is.like)
  return values.some((value) => like.test(value))
}
