import type { FieldAt, Values } from '../../model/report.ts'

/** Text as it was sent, marked as such. */
export const code = (text: string): string => `\`${text}\``

/** A header field with its values as on one line of the wire: `` `accept: a, b` ``. */
export const field = (name: string, values: Values): string => code(`${name}: ${values.map(visible).join(', ')}`)

/** Blanks that a terminal or a page would swallow, as signs: at the ends, several in a row, and what is no space. */
export const visible = (value: string): string =>
  value
    .replaceAll(/^ +| +$| {2,}/g, (blanks) => '␣'.repeat(blanks.length))
    .replaceAll('\t', '⇥')
    .replaceAll(/\r?\n|\r/g, '⏎')

/** To whom a credential went that nobody sent it to. */
export const strangerOf = (at: FieldAt | null): string =>
  at?.host === undefined ? 'another origin' : (REDIRECTED[at.host] ?? code(at.host))

/** Where redirects of the harness lead: its own names for these say nothing to a reader. */
const REDIRECTED: Readonly<Record<string, string>> = {
  'other-port': 'another port of the same host',
  'http://gateway': 'the same host without TLS',
}
