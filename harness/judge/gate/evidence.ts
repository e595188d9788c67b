import type { Evidence } from '../../model/gate.ts'
import { isInferred, type MeasuredResult, type RunResult } from '../../model/report.ts'
import { diffAnswers } from '../diff/diff-answers.ts'
import { isLetIn } from '../verdict/let-in.ts'

/** How much two runs have to say about the step between them: pairs of cells that were measured on both sides. */
export const evidenceOf = ([before, after]: readonly RunResult[]): Evidence => {
  const pairs = pairsOf(before, after)
  const admitted = pairs.filter(([one]) => isLetIn(one))
  const both = admitted.filter(([one, other]) => isLetIn(other) && diffAnswers(one, other).length === 0)
  return {
    compared: pairs.length,
    admittedBefore: admitted.length,
    admittedBoth: both.length,
    inferred: both.filter((ends) => ends.some(isInferred)).length,
    lost: lostOf(before, after),
    refused:
      admitted.length > 0
        ? []
        : pairs
            .map(([one]) => one)
            .map(({ id, gateway, outcome, exchanges }) => ({
              scenario: id,
              gateway,
              outcome,
              by: exchanges.at(-1)?.response.by ?? null,
              answered: exchanges.at(-1)?.response.status ?? null,
            })),
  }
}

const pairsOf = (
  before: RunResult | undefined,
  after: RunResult | undefined,
): readonly (readonly [MeasuredResult, MeasuredResult])[] => {
  const later = new Map(after?.scenarios.map((one) => [cellOf(one), one]))
  return (before?.scenarios ?? []).flatMap((one) => {
    const other = later.get(cellOf(one))
    return one.status === 'measured' && other?.status === 'measured' ? [[one, other] as const] : []
  })
}

/** What the older version could say and the newer one has no words for. */
const lostOf = (before: RunResult | undefined, after: RunResult | undefined): Evidence['lost'] => {
  const later = new Map(after?.scenarios.map((one) => [cellOf(one), one]))
  return (before?.scenarios ?? []).flatMap((one) => {
    const other = later.get(cellOf(one))
    return one.status === 'measured' && other?.status === 'unsupported'
      ? [{ scenario: one.id, gateway: one.gateway, reason: other.reason }]
      : []
  })
}

const cellOf = ({ id, gateway }: { readonly id: string; readonly gateway: string }): string => `${id} ${gateway}`
