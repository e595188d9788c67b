import type { Spot } from './spot.ts'

/**
 * A policy expression, a subset of C#, as a tree. Every node knows where it stands.
 * https://learn.microsoft.com/azure/api-management/api-management-policy-expressions
 */
export type Expression =
  /** `@(…)` */
  | { readonly form: 'value'; readonly value: Node }
  /** `@{…}`: statements that return. */
  | { readonly form: 'block'; readonly body: readonly Statement[] }

type At = { readonly at: Spot }

/** A type as it is written: `string`, `JObject`, `IDictionary<string, string[]>`, `int?`. */
export type TypeName = {
  /** Without its namespace, as a rule of the language; `Newtonsoft.Json.Linq.JObject` → `JObject`. Aliases (`String`) stay. */
  readonly name: string
  readonly of: readonly TypeName[]
  readonly array: boolean
  readonly nullable: boolean
}

export type Node = At &
  (
    | { readonly node: 'null' }
    | { readonly node: 'boolean'; readonly value: boolean }
    | { readonly node: 'string'; readonly value: string }
    | { readonly node: 'char'; readonly value: string }
    | { readonly node: 'number'; readonly type: 'int' | 'long' | 'double' | 'float' | 'decimal'; readonly text: string }
    /** `$"…{x,5:F2}…"`: texts and holes in turn. */
    | { readonly node: 'interpolated'; readonly parts: readonly (string | Hole)[] }
    | { readonly node: 'name'; readonly name: string }
    /** `a.b`, `a?.b`. */
    | {
        readonly node: 'member'
        readonly of: Node
        readonly name: string
        readonly safe: boolean
        readonly types: readonly TypeName[]
      }
    /** `a[b]`, `a?[b]`. */
    | { readonly node: 'index'; readonly of: Node; readonly by: readonly Node[]; readonly safe: boolean }
    | { readonly node: 'call'; readonly callee: Node; readonly arguments: readonly Argument[] }
    /** `new T(…) { … }`, `new[] { … }`, `new { A = 1 }`, `new Dictionary<…> { { k, v } }`. */
    | {
        readonly node: 'new'
        readonly type: TypeName | null
        readonly arguments: readonly Argument[]
        readonly initial: Initial | null
      }
    | { readonly node: 'lambda'; readonly parameters: readonly string[]; readonly body: Node | readonly Statement[] }
    | {
        readonly node: 'unary'
        readonly operator: '!' | '-' | '+' | '~' | '++x' | '--x' | 'x++' | 'x--'
        readonly operand: Node
      }
    | { readonly node: 'binary'; readonly operator: Binary; readonly left: Node; readonly right: Node }
    | { readonly node: 'conditional'; readonly test: Node; readonly then: Node; readonly otherwise: Node }
    | {
        readonly node: 'assign'
        readonly operator: '=' | '+=' | '-=' | '*=' | '/=' | '%=' | '??=' | '&=' | '|=' | '^='
        readonly target: Node
        readonly value: Node
      }
    | { readonly node: 'cast'; readonly type: TypeName; readonly value: Node }
    /** `x is T`, `x is T name`, `x is null`, `x is not null`. */
    | {
        readonly node: 'is'
        readonly value: Node
        readonly not: boolean
        readonly type: TypeName | null
        readonly name: string | null
      }
    | { readonly node: 'as'; readonly value: Node; readonly type: TypeName }
    | { readonly node: 'typeof'; readonly type: TypeName }
    | { readonly node: 'default'; readonly type: TypeName | null }
    /** `from x in xs where … select …`: the last clause selects or groups. */
    | { readonly node: 'query'; readonly clauses: readonly QueryClause[] }
    /** A type where a value is expected: of a static member (`string.IsNullOrEmpty`), and `string[]` in `As<…>` never. */
    | { readonly node: 'type'; readonly type: TypeName }
  )

export type QueryClause = At &
  (
    | { readonly clause: 'from'; readonly name: string; readonly in: Node }
    | { readonly clause: 'where'; readonly test: Node }
    | { readonly clause: 'let'; readonly name: string; readonly value: Node }
    | {
        readonly clause: 'orderby'
        readonly keys: readonly { readonly value: Node; readonly descending: boolean }[]
      }
    | {
        readonly clause: 'join'
        readonly name: string
        readonly in: Node
        readonly left: Node
        readonly right: Node
        /** All that fit as one list, under this name; null: each of them in turn. */
        readonly into: string | null
      }
    /** `into`: the query goes on, with each of the results under this name. */
    | { readonly clause: 'select'; readonly value: Node; readonly into: string | null }
    | { readonly clause: 'group'; readonly value: Node; readonly by: Node; readonly into: string | null }
  )

export type Binary =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '=='
  | '!='
  | '<'
  | '>'
  | '<='
  | '>='
  | '&&'
  | '||'
  | '??'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'

export type Hole = { readonly value: Node; readonly align: number | null; readonly format: string | null }

export type Argument = {
  /** `preserveContent: true`. */
  readonly name: string | null
  readonly value: Node
  /** `out var jwt`: a new variable; `out jwt`: one that is there. */
  readonly out: boolean
}

export type Initial =
  | { readonly kind: 'members'; readonly members: readonly { readonly name: string; readonly value: Node }[] }
  /** `{ a, b }`, and `{ { k, v }, … }` as lists of two. */
  | { readonly kind: 'elements'; readonly elements: readonly (readonly Node[])[] }
  /** `["k"] = v`. */
  | { readonly kind: 'entries'; readonly entries: readonly { readonly key: Node; readonly value: Node }[] }

/** No name that can be written. */
export const SWITCHED = '(switched)'

export type Statement = At &
  (
    | {
        readonly statement: 'declare'
        readonly type: TypeName | null
        readonly names: readonly { readonly name: string; readonly value: Node | null }[]
      }
    /** `int Twice(int x) { … }`, `int Twice(int x) => …;`: known in the whole block that it stands in. */
    | {
        readonly statement: 'function'
        readonly name: string
        readonly parameters: readonly string[]
        readonly body: Node | readonly Statement[]
      }
    | { readonly statement: 'do-value'; readonly value: Node }
    | { readonly statement: 'if'; readonly test: Node; readonly then: Statement; readonly otherwise: Statement | null }
    | {
        readonly statement: 'for'
        readonly first: readonly Statement[]
        readonly test: Node | null
        readonly step: readonly Node[]
        readonly body: Statement
      }
    | { readonly statement: 'foreach'; readonly name: string; readonly in: Node; readonly body: Statement }
    | { readonly statement: 'while'; readonly test: Node; readonly body: Statement; readonly testLast: boolean }
    | {
        readonly statement: 'switch'
        readonly value: Node
        readonly cases: readonly {
          /** A constant, or a test of what is switched over, which has the name SWITCHED there. */
          readonly labels: readonly (Node | { readonly test: Node } | 'default')[]
          readonly body: readonly Statement[]
        }[]
      }
    | { readonly statement: 'return'; readonly value: Node | null }
    | { readonly statement: 'throw'; readonly value: Node | null }
    | {
        readonly statement: 'try'
        readonly body: Statement
        readonly catches: readonly {
          readonly type: TypeName | null
          readonly name: string | null
          readonly body: Statement
        }[]
        readonly finally: Statement | null
      }
    | { readonly statement: 'using'; readonly resource: Statement; readonly body: Statement }
    | { readonly statement: 'block'; readonly body: readonly Statement[] }
    | { readonly statement: 'break' | 'continue' | 'empty' }
  )
