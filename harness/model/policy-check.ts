/** What is done of one element of a policy document. */
export type CheckedElement = {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
  readonly name: string
  readonly standing: 'enforced' | 'adapted' | 'passed-over' | 'not-supported'
  /** Why it is not enforced as it stands; null for what is. */
  readonly why: string | null
}

/** Something that is wrong in a document. */
export type CheckedFault = { readonly where: string | null; readonly what: string; readonly hint: string | null }

/** What `sdkdrift policy check` says of one document, or folder of them. */
export type PolicyCheck = {
  readonly file: string
  readonly elements: readonly CheckedElement[]
  readonly faults: readonly CheckedFault[]
  /** What the document asks for and nobody has given: a placeholder stood in for the check. A run wants them. */
  readonly missing: { readonly namedValues: readonly string[]; readonly fragments: readonly string[] }
}

/** How much of it is done: 0 all, 1 with something in the place of what is not here, 2 not all, or it is faulty. */
export const gradeOf = ({ elements, faults, missing }: PolicyCheck): 0 | 1 | 2 => {
  if (faults.length > 0 || elements.some(({ standing }) => standing === 'not-supported')) return 2
  const isWhole = elements.every(({ standing }) => standing === 'enforced')
  return isWhole && missing.namedValues.length + missing.fragments.length === 0 ? 0 : 1
}
