/** A template as it is filled, node by node. https://learn.microsoft.com/azure/api-management/set-body-policy#using-liquid-templates-with-set-body */
export type LiquidNode =
  | { readonly node: 'text'; readonly text: string }
  | { readonly node: 'output'; readonly value: Filtered }
  | { readonly node: 'assign'; readonly name: string; readonly value: Filtered }
  | { readonly node: 'capture'; readonly name: string; readonly body: Liquid }
  | { readonly node: 'if'; readonly branches: readonly Branch[] }
  | {
      readonly node: 'for'
      readonly name: string
      readonly in: Operand
      readonly limit: Operand | null
      readonly offset: Operand | null
      readonly reversed: boolean
      readonly body: Liquid
      readonly otherwise: Liquid
    }
  | { readonly node: 'break' | 'continue' }
  /** What is not done here, as it was written. */
  | { readonly node: 'unknown'; readonly text: string }

export type Liquid = readonly LiquidNode[]

/** One of them is taken, the first whose test holds; null: whatever came before. */
export type Branch = { readonly test: Test | null; readonly body: Liquid }

export type Test =
  | { readonly test: 'both' | 'either'; readonly left: Test; readonly right: Test }
  | { readonly test: 'not'; readonly of: Test }
  | { readonly test: 'true'; readonly value: Operand }
  | { readonly test: 'compare'; readonly operator: Operator; readonly left: Operand; readonly right: Operand }

export type Operator = '==' | '!=' | '<' | '>' | '<=' | '>=' | 'contains'

export type Operand =
  | { readonly operand: 'literal'; readonly value: string | number | boolean | null }
  | { readonly operand: 'empty' }
  | { readonly operand: 'range'; readonly from: Operand; readonly to: Operand }
  | { readonly operand: 'path'; readonly root: string; readonly steps: readonly (string | Operand)[] }

export type Filtered = {
  readonly value: Operand
  readonly filters: readonly { readonly name: string; readonly given: readonly Operand[] }[]
}
