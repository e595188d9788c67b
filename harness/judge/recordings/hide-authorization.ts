import { takenApart } from '../mask/derived.ts'
import type { Labels } from './labels.ts'

/**
 * The value of a field that carries a credential: its scheme stays (RFC 9110, section 11.4), what was signed is taken apart
 * as elsewhere, and of parameters the ones that say how stay.
 */
export const hideAuthorization = (field: string, value: string, labels: Labels): string => {
  const [, scheme, rest] = /^([A-Za-z][\w-]*)\s+(\S[\s\S]*)$/.exec(value) ?? []
  if (scheme === undefined || rest === undefined) return labels.of(value)
  if (/^basic$/i.test(scheme)) return `${scheme} ${hideBasic(rest, labels)}`
  const isOne = /^[A-Za-z0-9._~+/-]+=*$/.test(rest)
  // One word is the credential; so is a text that is no list of parameters: there are keys with blanks.
  if (isOne || !(PARAMETERS.test(rest) || ACCOUNT.test(rest))) return `${scheme} ${labels.of(rest)}`
  const apart = takenApart(`${scheme} ${rest}`, { field })
  return `${scheme} ${hideAuthParameters(apart.slice(scheme.length + 1), labels)}`
}

const PARAMETERS = /^[\w.-]+\s*=\s*["\w<‹/+-]/
/** `account:signature` */
const ACCOUNT = /^([\w.-]+):(\S+)$/

/** RFC 7617: user and password, each by itself. */
const hideBasic = (encoded: string, labels: Labels): string => {
  const plain = Buffer.from(encoded, 'base64').toString()
  const at = plain.indexOf(':')
  if (at < 0 || /[\p{Cc}\uFFFD]/u.test(plain)) return labels.of(encoded)
  return `base64(${labels.of(plain.slice(0, at))}:${labels.of(plain.slice(at + 1))})`
}

/** How something was signed, and for where; all else is who, or the proof. */
const SAID =
  /^(?:realm|algorithm|qop|nc|uri|signedheaders|headers|charset|version|oauth_version|oauth_signature_method|scope|error|created|expires)$/i

/** `Credential=…, SignedHeaders=…` */
const hideAuthParameters = (text: string, labels: Labels): string => {
  const pair = ACCOUNT.exec(text)
  if (pair) return `${labels.of(pair[1] ?? '')}:${labels.of(pair[2] ?? '')}`
  return text.replace(
    /([\w.-]+)(\s*=\s*)("[^"]*"|[^\s,"]+)/g,
    (whole, name: string, equals: string, written: string) => {
      if (SAID.test(name)) return whole
      const quote = written.startsWith('"') ? '"' : ''
      const value = quote ? written.slice(1, -1) : written
      // AWS: the key's id, then where it is for.
      const [, id, scope] = /^credential$/i.test(name) ? (/^([^/]+)(\/.*)$/s.exec(value) ?? []) : []
      const hidden = id === undefined ? labels.of(value) : `${labels.of(id)}${scope}`
      return `${name}${equals}${quote}${hidden}${quote}`
    },
  )
}
