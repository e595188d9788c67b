import type { Registry } from '../../../model/sdk.ts'

/** An ask in one line of a file. `range` is as its installer takes it, `` for any version. */
export type LineAsk = {
  readonly registry: Registry
  readonly name: string
  readonly range: string
  readonly line: number
}
