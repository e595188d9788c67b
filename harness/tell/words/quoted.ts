import type { Values } from '../../model/report.ts'

/** Text as it was sent, marked as such. */
export const code = (text: string): string => `\`${text}\``

/** A header field with its values as on one line of the wire: `` `accept: a, b` ``. */
export const field = (name: string, values: Values): string => code(`${name}: ${values.join(', ')}`)
