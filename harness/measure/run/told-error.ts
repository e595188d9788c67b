/** An error and the number of the line that it is told by: the later one is why a program ended. */
export type Told = { readonly at: number; readonly text: string }

/** A text of several lines as one. */
export const inOneLine = (lines: readonly string[]): string => lines.map((line) => line.trim()).join(' ')
