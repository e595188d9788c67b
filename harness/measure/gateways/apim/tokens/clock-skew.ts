/** Seconds of an attribute that is a number of them, or a time span (`00:05:00`); null: it is neither. */
export const secondsIn = (text: string): number | null => {
  const span = /^(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim())
  if (span) {
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = span.slice(1).map((part) => Number(part ?? 0))
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
  }
  const number = Number(text.trim() || Number.NaN)
  return Number.isFinite(number) ? number : null
}
