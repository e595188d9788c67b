import type { Minted } from '../../model/capture.ts'
import { literally } from '../../model/pattern.ts'

/** Replaces text by text; made once a run, used on every field. */
export type Redact = (text: string) => string

/**
 * Replaces each minted credential by what it is (`‹entra-token›`), wherever it stands: whole, base64-encoded (HTTP Basic,
 * with whatever stands beside it), or masked by a server (`ab12****9f`). Longest first, so that no value is cut by a
 * shorter one that it contains.
 */
export const redactor = (minted: readonly Minted[]): Redact => {
  const byLength = [...minted].sort((a, b) => b.value.length - a.value.length)
  const masks = byLength.map(({ value }) => maskOf(value))
  return (text) => {
    let out = text
    for (const { label, value } of byLength) if (out.includes(value)) out = out.replaceAll(value, `‹${label}›`)
    out = out.replace(/\bBasic ([A-Za-z0-9+/]{8,}={0,2})/gi, (whole, encoded: string) =>
      basic(whole, encoded, byLength),
    )
    if (out.includes('***')) for (const mask of masks) out = out.replace(mask, '‹masked credential›')
    return out
  }
}

const basic = (whole: string, encoded: string, minted: readonly Minted[]): string => {
  const plain = atob(encoded)
  const hits = minted.filter(({ value }) => plain.includes(value))
  return hits.length === 0
    ? whole
    : `Basic base64(${hits.reduce((t, m) => t.replaceAll(m.value, `‹${m.label}›`), plain)})`
}

/** A server's mask keeps some of the head and the tail: at least two characters of one, so that `****` alone is left. */
const maskOf = (value: string): RegExp => {
  const head = [8, 7, 6, 5, 4, 3, 2].map((n) => literally(value.slice(0, n))).join('|')
  const tail = [8, 7, 6, 5, 4, 3, 2].map((n) => literally(value.slice(-n))).join('|')
  return new RegExp(`(?:(?:${head})\\*{3,}(?:${tail})?|\\*{3,}(?:${tail}))`, 'g')
}
