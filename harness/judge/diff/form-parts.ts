/** A part of a form: its fields by their names in small letters, and what it holds under `value`. */
export type FormPart = Readonly<Record<string, string>>

/** Parts by the name of what they hold; a list where several have the same. */
export type FormParts = Readonly<Record<string, FormPart | readonly FormPart[]>>

const MARK = '--‹boundary›'

/**
 * The parts of a body of `multipart/form-data` (RFC 7578), as the normalised text has it, each boundary replaced by a word;
 * null for any other body, and for one that is not whole.
 */
export const formParts = (body: unknown): FormParts | null => {
  if (typeof body !== 'string' || !body.startsWith(`${MARK}\r\n`)) return null
  const [, ...pieces] = `\r\n${body}`.split(`\r\n${MARK}`)
  if (pieces.pop()?.trim() !== '--') return null
  const named = pieces.map(partOf)
  const whole = named.filter((one) => one !== null)
  if (whole.length !== named.length) return null
  return Object.fromEntries(
    [...Map.groupBy(whole, ({ name }) => name)].map(([name, [first, ...others]]) => [
      name,
      first && others.length === 0 ? first.part : [first, ...others].flatMap((one) => (one ? [one.part] : [])),
    ]),
  )
}

/** RFC 7578, section 4.2: each part says its name. */
const partOf = (text: string): { readonly name: string; readonly part: FormPart } | null => {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return null
  const fields = text
    .slice(0, end)
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => /^([^:\s]+):[ \t]*(.*)$/.exec(line))
  const name = fields.flatMap((field) => /;\s*name="([^"]*)"/i.exec(field?.[2] ?? '')?.[1] ?? [])[0]
  if (name === undefined || fields.includes(null)) return null
  const part = Object.fromEntries(fields.map((field) => [field?.[1]?.toLowerCase() ?? '', field?.[2] ?? '']))
  return { name, part: { ...part, value: text.slice(end + 4) } }
}
