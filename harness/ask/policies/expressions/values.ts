import type { Argument, Node } from '../../../model/policy-expression.ts'
import type { Cursor } from './cursor.ts'

/** How what stands inside is read. */
export type Values = {
  readonly value: (cursor: Cursor) => Node
  readonly arguments: (cursor: Cursor, closing: string) => readonly Argument[]
}
