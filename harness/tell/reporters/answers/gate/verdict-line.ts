import type { GateVerdict } from '../../../../model/gate.ts'
import { pad } from '../../parts/wrap.ts'
import { hanging, type Page } from '../../report/terminal/page.ts'

/** Columns of a verdict with the gap after it. */
const VERDICT = 9

/** A verdict in its colour; the word alone says it. */
export const verdictText = ({ c }: Page, verdict: GateVerdict): string =>
  c.bold({ blocked: c.red, unknown: c.yellow, review: c.magenta, safe: c.green, current: c.dim }[verdict](verdict))

/** A verdict with a sentence beside it. */
export const verdictLine = (page: Page, verdict: GateVerdict, text: string): string[] => {
  const [first = '', ...more] = hanging(page, text, VERDICT, 0)
  return [pad(verdictText(page, verdict), VERDICT) + first, ...more]
}
