import { remembered } from '../../../model/remembered.ts'
import type { Drift } from '../../../model/report.ts'
import { answers, said } from '../../words/answer.ts'
import { ruleText } from '../../words/rule-text.ts'
import { bySize } from './ordered.ts'

/** Scenarios that are now answered in another way, all in the same way. A scenario stands in one group only. */
export type AnswerGroup = { readonly scenarios: readonly string[]; readonly rows: readonly AnswerRow[] }

export type AnswerRow = {
  readonly gateways: readonly string[]
  /** `200 → 401`. */
  readonly answers: string
  /** What the newer version was told; null when there are no words. */
  readonly said: string | null
  /** By which rule of the gateway the newer version was refused; null when it was not, or nobody knows. */
  readonly by: string | null
}

/** Scenarios whose request changed and whose answer did not. */
export type UnchangedGroup = { readonly scenarios: readonly string[]; readonly gateways: readonly string[] }

export type AnswerGroups = { readonly changed: readonly AnswerGroup[]; readonly unchanged: readonly UnchangedGroup[] }

/**
 * One finding's drifts, sorted by what became of the answer: who is refused now, then the larger groups. Names stand in
 * the same order everywhere.
 */
export const answerGroups = remembered((drifts: readonly Drift[]): AnswerGroups => {
  const changed = new Map<string, AnswerGroup>()
  const unchanged = new Map<string, UnchangedGroup>()
  for (const scenario of [...new Set(drifts.map((drift) => drift.scenario))].sort()) {
    const own = drifts.filter((drift) => drift.scenario === scenario)
    const rows = merged(own.flatMap((drift) => answerRow(drift) ?? []))
    const quiet = own.filter((drift) => answerRow(drift) === null).map((drift) => drift.gateway)
    if (rows.length > 0) {
      const key = JSON.stringify(rows)
      changed.set(key, { rows, scenarios: [...(changed.get(key)?.scenarios ?? []), scenario] })
    }
    if (quiet.length > 0) {
      // One gateway has several drifts of a scenario where runtimes differ in it.
      const gateways = [...new Set(quiet)].sort()
      const key = JSON.stringify(gateways)
      unchanged.set(key, { gateways, scenarios: [...(unchanged.get(key)?.scenarios ?? []), scenario] })
    }
  }
  return {
    changed: [...changed.values()].toSorted((a, b) => letIn(a) - letIn(b) || bySize(a, b)),
    unchanged: [...unchanged.values()].toSorted(bySize),
  }
})

const letIn = ({ rows }: AnswerGroup): number => Number(rows.every((row) => row.answers.endsWith('→ 200')))

const answerRow = (drift: Drift): AnswerRow | null => {
  const change = drift.changes.find((one) => one.kind === 'outcome' || one.kind === 'error')
  if (change?.kind !== 'outcome' && change?.kind !== 'error') return null
  const silent = drift.changes.some((one) => one.kind === 'request-count' && one.after === 0)
  const pair = answers(change.before, change.after) + (silent ? ', nothing sent' : '')
  return { gateways: [drift.gateway], answers: pair, said: said(change.after), by: refusedBy(drift) }
}

const refusedBy = ({ decided }: Drift): string | null =>
  decided?.after && decided.after.status >= 400 ? ruleText(decided.after.by) : null

/** By which rule, and in which words; empty where neither is known. */
export const rowWords = ({ by, said: words }: AnswerRow): string =>
  [by === null ? '' : `by ${by}`, words === null ? '' : `“${words}”`].filter((text) => text !== '').join(' · ')

/** Gateways that answer alike share a row. */
const merged = (rows: readonly AnswerRow[]): AnswerRow[] => {
  const alike = new Map<string, AnswerRow>()
  for (const row of rows) {
    const key = JSON.stringify([row.answers, row.said, row.by])
    alike.set(key, { ...row, gateways: [...new Set([...(alike.get(key)?.gateways ?? []), ...row.gateways])].sort() })
  }
  return [...alike.values()].toSorted((a, b) => (a.gateways.join() < b.gateways.join() ? -1 : 1))
}
