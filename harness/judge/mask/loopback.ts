/** A character as it stands, and in the encoding of URLs: as a parameter has it, or a parameter of a parameter. */
const either = (plain: string, code: string): string => `(?:${plain}|%(?:25)?${code})`
const [COLON, SLASH] = [either(':', '3A'), either('/', '2F')]
const HOST = `(?:127\\.0\\.0\\.1|localhost|${either('\\[', '5B')}${COLON}${COLON}1${either('\\]', '5D')})`
const LOOPBACK = new RegExp(
  `(https?${COLON}${SLASH}${SLASH})?${HOST}${COLON}\\d{2,5}(?:${SLASH}c${SLASH}[\\w.-]+)?`,
  'gi',
)
/** Most texts have none of it. */
const MAY_BE = /127\.0\.0\.1|localhost|1\]|5D/i

/** The gateway's address without its port, which is whichever was free, and without what is a cell's own. */
export const withoutLoopback = (value: string): string =>
  MAY_BE.test(value) ? value.replace(LOOPBACK, (_, scheme: string | undefined) => `${scheme ?? ''}gateway`) : value
