const DAY_S = 86_400

/** Seconds since 1970, with a fraction or not, or milliseconds; standing alone, since a piece of a longer number is none. */
const NUMBER = /(?<![\w.])(\d{10}(?:\d{3})?)(\.\d{1,9})?(?![\w.]*\w)/g

/**
 * A text without the numbers that are times of the day on which it was measured, one day more on both sides: a client's
 * clock. The unit is told, since another one is a change.
 * @param today YYYY-MM-DD, UTC
 */
export const withoutClockNumbers = (text: string, today: string): string => {
  const day = Date.parse(`${today}T00:00:00Z`) / 1000
  return text.replace(NUMBER, (whole, digits: string, _fraction, at: number) => {
    const seconds = digits.length === 13 ? Number(digits) / 1000 : Number(digits)
    if (seconds < day - DAY_S || seconds >= day + 2 * DAY_S) return whole
    const word = digits.length === 13 ? '‹time in ms›' : '‹time in s›'
    return isJsonNumber(text, at, at + whole.length) ? `"${word}"` : word
  })
}

/** A member's bare value, which must stay JSON; within a text of other JSON, whose quotes are escaped, it need not. */
const isJsonNumber = (text: string, from: number, to: number): boolean =>
  /(?<!\\)"\s*:\s*$/.test(text.slice(Math.max(0, from - 8), from)) && /^\s*[,}]/.test(text.slice(to, to + 8))
