import { unkeptBody } from '../../model/unkept-body.ts'

/** A request's body as it can be sent again. */
export type BodyText = {
  readonly text: string
  /** Byte for byte what was sent, roles aside; JSON is kept as its value alone. */
  readonly exact: boolean
}

/** null: there was none, or nobody kept it (then `unkeptBody` says how long it was). */
export const bodyText = (body: unknown): BodyText | null => {
  if (body === null || body === undefined || unkeptBody(body)) return null
  return typeof body === 'string' ? { text: body, exact: true } : { text: JSON.stringify(body), exact: false }
}
