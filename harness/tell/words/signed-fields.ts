import { listed } from '../../model/listed.ts'
import type { Values } from '../../model/report.ts'
import { code } from './quoted.ts'

/**
 * Lists of signed fields: AWS Signature Version 4 (in a field, or percent-encoded in a query), RFC 9421, and the draft
 * before it.
 */
const LISTS = [/\bSignedHeaders=([^,&\s]+)/i, /^\s*[\w-]+=\(([^)]*)\)/, /\bheaders="([^"]+)"/]

type Signed = { readonly names: readonly string[]; readonly rest: string }

/** The fields that a value says are signed, and the value without them; null when it says nothing of that. */
const signedIn = (value: string): Signed | null => {
  for (const list of LISTS) {
    const [whole, names] = list.exec(value) ?? []
    if (whole !== undefined && names !== undefined)
      return {
        names: names
          .split(/;|%3B|\s+/i)
          .map((name) => name.replaceAll('"', ''))
          .filter(Boolean),
        rest: value.replace(whole, ''),
      }
  }
  return null
}

/** "signs `a` too, and `b` no longer", where nothing else about a signature changed; null where that is not all, or nothing of that. */
export const signedOtherwise = (before: Values, after: Values): string | null => {
  if (before.length !== 1 || after.length !== 1) return null
  const [was, is] = [signedIn(before[0] ?? ''), signedIn(after[0] ?? '')]
  if (was === null || is === null || was.rest !== is.rest) return null
  const come = is.names.filter((name) => !was.names.includes(name)).map(code)
  const gone = was.names.filter((name) => !is.names.includes(name)).map(code)
  if (come.length + gone.length === 0) return null
  const also = come.length > 0 ? `signs ${listed(come)} too` : null
  const less =
    gone.length > 0 ? (also === null ? `no longer signs ${listed(gone)}` : `${listed(gone)} no longer`) : null
  return [also, less].filter((part) => part !== null).join(', and ')
}
