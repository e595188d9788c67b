/** Where something stands in a policy document. Line and column count from 1. */
export type Spot = { readonly file: string; readonly line: number; readonly column: number }
