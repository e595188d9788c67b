import type { TypeName } from '../../../../model/policy-expression.ts'
import type { Spot } from '../../../../model/spot.ts'
import type { GatewayExchange } from '../exchange.ts'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { EvaluationError } from './evaluation-error.ts'

/** One use of a member, with what it may need beside its receiver. */
export type Use = {
  readonly at: Spot
  /** `As<JObject>`: what stands between the angle brackets. */
  readonly types: readonly TypeName[]
  readonly exchange: GatewayExchange
  /** Sets the argument that was handed over as `out`. */
  readonly out: (index: number, value: Value) => void
  /** Counts work, by any unit; throws once there is too much. */
  readonly spend: (units: number) => void
}

export type Method = (self: Value, given: readonly Value[], use: Use) => Value
export type Static = (given: readonly Value[], use: Use) => Value

/** What is known of one C# type. Looked up by own names alone. */
export type TypeFacts = {
  /** Types whose members it has as well. */
  readonly like?: readonly string[]
  readonly properties?: Readonly<Record<string, Method>>
  readonly methods?: Readonly<Record<string, Method>>
  /** `a.b = c`. */
  readonly setters?: Readonly<Record<string, Method>>
  /** `a[b]`. */
  readonly index?: Method
  /** `a[b] = c`: the last one given is the value. */
  readonly setIndex?: Method
  readonly fields?: Readonly<Record<string, Static>>
  readonly functions?: Readonly<Record<string, Static>>
  readonly construct?: Static
  /** Why a member that is known tells nothing here, whatever it is asked. */
  readonly untold?: Readonly<Record<string, string>>
  /** Why one that is made of several values tells nothing here. */
  readonly untoldOfSeveral?: string
}

export type Types = Readonly<Record<string, TypeFacts>>

/** A member of values of one class of ours. */
export const of =
  <T>(
    kind: abstract new (...given: never[]) => T,
    does: (self: T, given: readonly Value[], use: Use) => Value,
  ): Method =>
  (self, given, use) => {
    if (self instanceof kind) return does(self, given, use)
    throw new CannotTell(use.at, `what ${typeName(self)} does here is not known`)
  }

export const typeName = (value: Value): string => {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  return value.type
}

export const thrown = (use: { readonly at: Spot }, type: string, message: string): EvaluationError =>
  new EvaluationError(use.at, message, type)

/** What a table has under a name of its own: nothing of the host's is ever looked up. */
export const ownOf = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined
