/** What decides what a program does, as one value; or why that cannot be told, and its results are then kept for no later run. */
export type ProgramDigest =
  | { readonly kind: 'digest'; readonly value: string }
  | { readonly kind: 'unknown'; readonly reason: string }
