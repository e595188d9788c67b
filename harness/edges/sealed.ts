import { hash } from 'node:crypto'

const PREFIX = '{"sum":"'
const MIDDLE = '","kept":'
const START = PREFIX.length + 64 + MIDDLE.length

/** A value as the text of a file that tells by itself whether it is as it was written; it is JSON as a whole. */
export const sealed = (value: unknown): string => {
  const kept = JSON.stringify(value)
  return `${PREFIX}${hash('sha256', kept)}${MIDDLE}${kept}}`
}

/** What was sealed; undefined when a single character is not as it was. */
export const unsealed = (text: string): unknown => {
  const kept = text.slice(START, -1)
  return text === `${PREFIX}${hash('sha256', kept)}${MIDDLE}${kept}}` ? JSON.parse(kept) : undefined
}
