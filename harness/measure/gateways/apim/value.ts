/**
 * A value of a policy expression. C#'s plain values are JavaScript's, but for numbers, which keep their type; all other kinds
 * are objects of classes of ours under `expressions/`, so that nothing of the host can be reached from one.
 */
export type Value = null | boolean | string | NumberValue | ObjectValue

export type NumberValue = {
  readonly kind: 'number'
  readonly type: 'int' | 'long' | 'double' | 'float' | 'decimal' | 'char'
  /** Of a decimal, what is nearest to it. */
  readonly value: number | bigint
  /** Of a decimal: all of it. */
  readonly exact?: Exact
}

/** Digits, and how many of them stand behind the point. */
export type Exact = { readonly digits: bigint; readonly scale: number }

/** Has a C# type by which casts and members are looked up: `Jwt`, `JObject`, `Response`, `Dictionary`, … */
export type ObjectValue = { readonly kind: 'object'; readonly type: string }
