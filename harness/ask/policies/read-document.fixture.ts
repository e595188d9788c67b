import { UserError } from '../../errors.ts'
import type { PolicyElement } from '../../model/policy-document.ts'
import { nothingKnown } from './policy-files.ts'
import { readDocument } from './read-document.ts'

type Given = {
  readonly global?: string
  readonly product?: string
  readonly api?: string
  readonly operation?: string
  readonly fragments?: Readonly<Record<string, string>>
  readonly namedValues?: Readonly<Record<string, string>>
}

/** Texts as the files of one gateway, read. */
export const read = ({ fragments = {}, namedValues = {}, ...scopes }: Given) => {
  const files = Object.fromEntries(
    Object.entries(scopes).map(([scope, text]) => [scope, { path: `${scope}.xml`, text }]),
  )
  const parts = Object.entries(fragments).map(([id, text]) => [id, { path: `fragments/${id}.xml`, text }])
  return readDocument(
    { scopes: files, fragments: Object.fromEntries(parts), settings: null, known: nothingKnown },
    { namedValues },
  ).document
}

/** One policy of an API's inbound section, which begins in line 1, column 20. */
export const readOne = (policy: string, namedValues: Readonly<Record<string, string>> = {}): PolicyElement => {
  const [first] = read({ api: `<policies><inbound>${policy}</inbound></policies>`, namedValues }).inbound
  if (!first) throw new Error('no policy was read')
  return first
}

/** The code of the error, and each fault as one line. */
export const faultsOf = (act: () => unknown): { code: string; faults: readonly string[] } => {
  try {
    act()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return {
      code: error.code,
      faults: error.faults.map(({ where, what, hint }) => [`${where}:`, what, hint].filter(Boolean).join(' ')),
    }
  }
  return { code: 'none', faults: [] }
}
