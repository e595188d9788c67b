import { randomBytes } from 'node:crypto'

/** Nobody guesses it, and all are as long: what holds one is as long in every run. Safe in a URL's path. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('hex')

const SECRET_BYTES = 16
