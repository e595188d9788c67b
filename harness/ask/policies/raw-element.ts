import type { MappedText } from './mapped-text.ts'

/** An element as the markup has it: named values not filled in, expressions not parsed. */
export type RawElement = {
  readonly name: string
  /** Where its `<` stands. */
  readonly offset: number
  readonly attributes: readonly RawAttribute[]
  readonly children: readonly RawElement[]
  /** Null: nothing but blanks, comments and elements. */
  readonly text: RawText | null
}

export type RawAttribute = { readonly name: string; readonly offset: number; readonly value: RawText }

export type RawText = {
  readonly mapped: MappedText
  /** Its references (`&lt;`) could be C# as well as XML, and were left as they stand: decoded, if only that can be parsed. */
  readonly doubtful: boolean
}
