import type { Spot } from '../../model/spot.ts'

/** A file's text, and where in it an offset stands. */
export type SourceText = { readonly file: string; readonly text: string; readonly spotAt: (offset: number) => Spot }

/** @param file its path as messages name it */
export const sourceText = (given: string, file: string): SourceText => {
  // A byte order mark is no fault; a blank in its place keeps all offsets.
  const text = given.replace(/^\uFEFF/, ' ')
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const spotAt = (offset: number): Spot => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
  return { file, text, spotAt }
}
