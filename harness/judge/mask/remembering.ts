/** Puts something in the place of secrets in a text; which, may depend on the field that it stands in. */
export type Clean = (text: string, field?: string) => string

/**
 * Gives what it gave before: what is sent with one call is sent with the next thousand.
 *
 * Of texts that are long nothing is remembered, and of no more than so many: memory stays bounded whatever an SDK sends.
 */
export const remembering = (clean: Clean): Clean => {
  const known = new Map<string, string>()
  return (text, field) => {
    if (text.length > LONGEST) return clean(text, field)
    // No field's name has this character, and a text may.
    const key = `${field ?? ''}\0${text}`
    const before = known.get(key)
    if (before !== undefined) return before
    const now = clean(text, field)
    if (known.size < MOST) known.set(key, now)
    return now
  }
}

/** Characters of a text: a User-Agent or a token is far below. */
const LONGEST = 1024
const MOST = 8192
