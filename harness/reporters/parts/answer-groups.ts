import type { Drift } from '../../model/report.ts'
import { answers, said } from './answer.ts'

/** Scenarios that are now answered in another way, gateway by gateway. */
export type AnswerGroup = {
  readonly scenarios: readonly string[]
  readonly rows: readonly {
    readonly gateways: readonly string[]
    /** `200 → 401`. */
    readonly answers: string
    /** What the newer version was told; null when there are no words. */
    readonly said: string | null
  }[]
}

/** Scenarios whose request changed and whose answer did not. */
export type UnchangedGroup = { readonly scenarios: readonly string[]; readonly gateways: readonly string[] }

/** One finding's drifts, sorted by what became of the answer. */
export const answerGroups = (
  drifts: readonly Drift[],
): { readonly changed: readonly AnswerGroup[]; readonly unchanged: readonly UnchangedGroup[] } => {
  const rows = new Map<string, { gateway: string; answers: string; said: string | null; scenarios: string[] }>()
  const quiet = new Map<string, string[]>()
  for (const drift of drifts) {
    const change = drift.changes.find((one) => one.kind === 'outcome' || one.kind === 'error')
    if (change?.kind !== 'outcome' && change?.kind !== 'error') {
      push(quiet, drift.scenario, drift.gateway)
      continue
    }
    const silent = drift.changes.some((one) => one.kind === 'request-count' && one.after === 0)
    const pair = answers(change.before, change.after) + (silent ? ', nothing sent' : '')
    const words = said(change.after)
    const key = JSON.stringify([drift.gateway, pair, words])
    const row = rows.get(key) ?? { gateway: drift.gateway, answers: pair, said: words, scenarios: [] }
    row.scenarios.push(drift.scenario)
    rows.set(key, row)
  }

  const changed = new Map<
    string,
    { scenarios: string[]; rows: { gateways: string[]; answers: string; said: string | null }[] }
  >()
  for (const row of rows.values()) {
    const key = row.scenarios.join()
    const group = changed.get(key) ?? { scenarios: row.scenarios, rows: [] }
    const same = group.rows.find((one) => one.answers === row.answers && one.said === row.said)
    if (same) same.gateways.push(row.gateway)
    else group.rows.push({ gateways: [row.gateway], answers: row.answers, said: row.said })
    changed.set(key, group)
  }

  const unchanged = new Map<string, { scenarios: string[]; gateways: string[] }>()
  for (const [scenario, gateways] of quiet) {
    const group = unchanged.get(gateways.join()) ?? { scenarios: [], gateways }
    group.scenarios.push(scenario)
    unchanged.set(gateways.join(), group)
  }
  return { changed: [...changed.values()], unchanged: [...unchanged.values()] }
}

const push = (map: Map<string, string[]>, key: string, value: string): void => {
  map.set(key, [...(map.get(key) ?? []), value])
}
