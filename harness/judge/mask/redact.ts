import type { Minted } from '../../model/capture.ts'
import { concealer } from '../secrets/conceal.ts'
import { decoder } from './encoded.ts'
import { serverMasks } from './server-masks.ts'

/** Puts roles in the place of credentials; made once a run, used on every field. */
export type Redact = (text: string, steps?: RedactSteps) => string

type RedactSteps = {
  /** Once what stands there in clear is a role, and before encodings are looked into. */
  readonly between?: (text: string) => string
  /** Before pieces are looked for: a UUID that chance made like one is chance. */
  readonly beforePieces?: (text: string) => string
}

/**
 * Replaces each minted credential by what it is (`‹entra-token›`), wherever it stands: whole, in an encoding with whatever
 * stands beside it, or masked by a server (`ab12****9f`). Longest first, so that no value is cut by a shorter one that it
 * contains. Of what is left, pieces are named as such.
 */
export const redactor = (minted: readonly Minted[]): Redact => {
  const byLength = [...minted].sort((a, b) => b.value.length - a.value.length)
  const named = serverMasks(byLength.map(({ value }) => value))
  const show = (text: string): string => {
    let out = text
    for (const { label, value } of byLength) if (out.includes(value)) out = out.replaceAll(value, `‹${label}›`)
    return out
  }
  const decode = decoder(byLength, show)
  const conceal = concealer(byLength)
  return (text, { between = itself, beforePieces = itself } = {}) => {
    const clear = show(text)
    const apart = between(clear)
    // What was taken apart may hold another in clear: the claims of a token that a client signs.
    return conceal(beforePieces(named(decode(apart === clear ? clear : show(apart)))))
  }
}

const itself = (text: string): string => text
