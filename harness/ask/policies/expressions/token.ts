/** A word of C#. `at` counts from the begin of the expression. */
export type Token = { readonly at: number } & (
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string; readonly value: string }
  | { readonly kind: 'char'; readonly text: string; readonly value: string }
  /** Its parts are read by the parser, which knows what stands in holes. */
  | { readonly kind: 'interpolated'; readonly text: string; readonly parts: readonly (string | RawHole)[] }
  | {
      readonly kind: 'number'
      readonly text: string
      readonly type: 'int' | 'long' | 'double' | 'float' | 'decimal'
      readonly digits: string
    }
  | { readonly kind: 'end'; readonly text: '' }
)

/** `{value,align:format}`, `at` its first character behind the brace. */
export type RawHole = {
  readonly at: number
  readonly source: string
  readonly align: number | null
  readonly format: string | null
}

/** It is no C#, or none that is known here. */
export class SyntaxFault extends Error {
  readonly at: number
  /** Nothing more is looked for behind it. */
  readonly isLast: boolean

  constructor(at: number, what: string, isLast = false) {
    super(what)
    this.name = 'SyntaxFault'
    this.at = at
    this.isLast = isLast
  }
}
