import { MAX_TEXT_BYTES } from './capture.ts'
import { unkeptBody } from './unkept-body.ts'

/** How a body is written, by what is known of it: `none` also for the empty object, which says as little. */
export type BodyKind = 'none' | 'JSON' | 'text' | 'bytes'

/** @param body as a report has it: JSON as parsed, else text, else its length and digest; null when empty */
export const bodyKind = (body: unknown): BodyKind => {
  if (body === null || body === undefined) return 'none'
  if (typeof body === 'string') return isJson(body) ? 'JSON' : 'text'
  if (unkeptBody(body)) return 'bytes'
  return typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0 ? 'none' : 'JSON'
}

/** Is the one known to be written in another form than the other? Of what is too long to be kept that is not known. */
export const areOfTwoKinds = (one: unknown, other: unknown): boolean =>
  bodyKind(one) !== bodyKind(other) && ![one, other].some((body) => (unkeptBody(body)?.bytes ?? 0) > MAX_TEXT_BYTES)

/** An object or a list, sent under another name: its content type says that it is a form. */
const isJson = (text: string): boolean => {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
