import type { ResponseMessage } from './exchange.ts'

/** Says by whom an answer is. Whoever changes its status says it anew. */
export const sayBy = (response: ResponseMessage, by: string): ResponseMessage => {
  response.by = by
  return response
}

/** Which rule of the document, or of the backend, an answer is by: `api.xml:14 validate-jwt: no Authorization field`. */
export const byOf = ({ by }: ResponseMessage): string | null => by ?? null

/** An address of this run's own, and what it is told as: its port is another in each run. */
export type OwnAddress = { readonly origin: string; readonly told: string }

/** A rule's name fits into a header field: one line of Latin-1, and not longer than somebody reads. */
export const ruleName = (text: string, own: readonly OwnAddress[] = []): string =>
  own
    .reduce((name, { origin, told }) => name.replaceAll(origin, told), text)
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[^\x20-\x7e\xa0-\xff]/g, '?')
    .slice(0, LONGEST)

const LONGEST = 240
