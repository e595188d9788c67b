import { HOLE } from './credential-pattern.ts'
import { ROLE_NAME } from './role.ts'

/** A text, or what is written as JSON. */
export type FileContent = string | { readonly [key: string]: unknown }

/** A part of a file that is made anew for each run. */
export type FilePart = {
  readonly role: string
  /** With its holes. */
  readonly pattern: string
}

/** Stands for an RSA private key of 2048 bit, PEM (PKCS #8), made anew for each run. */
export const RSA_KEY = '{rsa}'

/** A key, or a hole with all of the word in which it stands: `AKIA{16:A-Z2-7}` is one secret. */
const IN_WORD = `(?:[\\w-]|\\.(?=[\\w{-])|${HOLE.source})`
const SECRET = new RegExp(`\\{rsa\\}|${IN_WORD}*?${HOLE.source}${IN_WORD}*`, 'g')

/**
 * The text of a file credential.
 * @param name of the credential: its parts are `NAME.<n>` in a text, and called after their keys in JSON (`NAME.private-key`)
 * @param fill what stands in the place of a part
 */
export const fileText = (name: string, content: FileContent, fill: (part: FilePart) => string): string => {
  const filled = (text: string, role: string, isNumbered: boolean): string => {
    const count = text.match(SECRET)?.length ?? 0
    let n = 0
    return text.replace(SECRET, (pattern) => {
      n += 1
      return fill({ role: isNumbered || count > 1 ? `${role}.${n}` : role, pattern })
    })
  }
  const within = (value: unknown, role: string): unknown => {
    if (typeof value === 'string') return filled(value, role, false)
    if (Array.isArray(value)) return value.map((one, index) => within(one, `${role}.${index + 1}`))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, within(one, `${role}.${wordOf(key)}`)]))
  }
  return typeof content === 'string'
    ? filled(content, name, true)
    : `${JSON.stringify(within(content, name), null, 2)}\n`
}

/** `private_key` → `private-key`: as roles are written. */
const wordOf = (key: string): string => {
  const word = key
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return ROLE_NAME.test(word) ? word : 'part'
}

/** The parts of a file, in their order. */
export const fileParts = (name: string, content: FileContent): readonly FilePart[] => {
  const parts: FilePart[] = []
  fileText(name, content, (part) => {
    parts.push(part)
    return ''
  })
  return parts
}
