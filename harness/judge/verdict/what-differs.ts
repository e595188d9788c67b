import { rememberedOfTwo } from '../../model/remembered.ts'
import type { Change, Decided, Difference, MeasuredResult, ScenarioResult, WireExchange } from '../../model/report.ts'
import { rolesIn } from '../../model/role.ts'
import { type Severity, worst } from '../../model/severity.ts'
import { diffWires } from '../diff/diff-wires.ts'
import { fieldsOf } from '../diff/fields.ts'
import { decidedIn } from './decided.ts'
import { type Scale, weighed } from './rules.ts'

/** What differs in one place of a step, weighed. */
export type WhatDiffers = {
  readonly severity: Severity
  readonly changes: readonly Change[]
  /** Fields that still carry the credential which a removed field carried. */
  readonly beside: readonly string[]
}

/** The same between two results, and by which rule of the gateway each ended as it did. */
export type ResultsDiffer = WhatDiffers & {
  readonly differences: readonly Difference[]
  readonly decided: Decided | null
}

/**
 * Compares two results of one place. Versions share what is equal in them, so the same two are met again and again where an
 * SDK goes to and fro: they are compared once, and what is told of them is one object.
 */
export const comparing = (scale: Scale): ((before: MeasuredResult, after: MeasuredResult) => ResultsDiffer) =>
  rememberedOfTwo((before: MeasuredResult, after: MeasuredResult) =>
    resultsDiffer(diffWires(before, after), before, after, scale),
  )

/** @param differences some of those between these two */
export const resultsDiffer = (
  differences: readonly Difference[],
  before: MeasuredResult,
  after: MeasuredResult,
  scale: Scale,
): ResultsDiffer => ({
  ...whatDiffers(differences, after.exchanges, scale, { scenario: after.id, gateway: after.gateway }),
  differences,
  decided: decidedIn(before, after, differences),
})

/** @param exchanges of the newer side: the changes count in them */
export const whatDiffers = (
  differences: readonly Difference[],
  exchanges: readonly WireExchange[],
  scale: Scale,
  at: { readonly scenario: ScenarioResult['id']; readonly gateway: string },
): WhatDiffers => {
  const changes = weighed(differences, scale, at)
  return {
    severity: worst(changes.map(({ severity }) => severity)),
    changes,
    beside: [...new Set(changes.flatMap((change) => stillCarrying(change, exchanges)))].sort(),
  }
}

const stillCarrying = (change: Difference, after: readonly WireExchange[]): readonly string[] => {
  const exchange = after[change.request]
  if (change.kind !== 'header-removed' || !exchange) return []
  const roles = change.before.flatMap(rolesIn)
  return [...fieldsOf(exchange)].flatMap(([name, values]) =>
    values.flatMap(rolesIn).some((role) => roles.includes(role)) ? [name] : [],
  )
}
