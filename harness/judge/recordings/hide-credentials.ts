import type { Exchange, RawHeader } from '../../model/capture.ts'
import { JWTS } from '../../model/token-form.ts'
import { takenApart } from '../mask/derived.ts'
import { namesCredential } from './credential-names.ts'
import { hideAuthorization } from './hide-authorization.ts'
import type { Labels } from './labels.ts'

/**
 * A request with a role wherever a credential is known by its place: in a field, cookie, parameter or member that is called
 * so, or by its form (a JWT, `sk-…`). What is found is then known to `labels`, for wherever else it stands.
 */
export const hideCredentials = (exchange: Exchange, labels: Labels): Exchange => {
  const [path = '', ...query] = exchange.target.split('?')
  const hidden = hideParameters(query.join('?'), labels)
  const { text } = exchange.body
  return {
    ...exchange,
    target: `${hidePath(hideForms(path, labels), labels)}${query.length > 0 ? `?${hidden}` : ''}`,
    headers: exchange.headers.map(([name, value]) => [name, hideField([name, value], labels)] as const),
    body: text === null ? exchange.body : { ...exchange.body, text: hideBody(text, exchange.headers, labels) },
  }
}

/** `/v1;session-id=…/a` (RFC 3986, section 3.3) */
const hidePath = (path: string, labels: Labels): string =>
  path
    .split('/')
    .map((segment) => hideNamed(segment, labels))
    .join('/')

const hideField = ([name, value]: RawHeader, labels: Labels): string => {
  const field = name.toLowerCase()
  if (field === 'cookie') return hideCookies(value, labels)
  // First of all: nothing of a token is to be taken apart and shown.
  const open = hideForms(value, labels)
  const known = namesCredential(field) || SCHEME.test(open) ? hideAuthorization(field, open, labels) : open
  // An address that a field names may carry one too.
  return /\?[^\s]*=/.test(known)
    ? known.replace(/\?([^\s#"',]*)/g, (_, query: string) => `?${hideParameters(query, labels)}`)
    : known
}

/** What only stands before a credential, in whichever field. */
const SCHEME = /^(?:bearer|basic|token|dpop|apikey|digest|negotiate)\s+\S/i

const hideCookies = (value: string, labels: Labels): string =>
  value
    .split(';')
    .map((pair) => {
      const at = pair.indexOf('=')
      if (at < 0) return pair
      const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
      return `${pair.slice(0, at + 1)}${labels.of(decoded(value), namesCredential(name))}`
    })
    .join(';')

/** `a=b&key=…`: values as they are written, so that a percent-encoded one is the credential that it stands for. */
const hideParameters = (text: string, labels: Labels): string => {
  const apart = takenApart(hideForms(text, labels), { field: 'url' })
  return apart
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=')
      if (at < 0) return pair
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
      return namesCredential(decoded(name)) ? `${name}=${labels.of(decoded(value))}` : pair
    })
    .join('&')
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

const hideBody = (text: string, headers: readonly RawHeader[], labels: Labels): string => {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1].toLowerCase() ?? ''
  if (type.includes('x-www-form-urlencoded')) return hideParameters(text, labels)
  return hideForms(hideWithin(hideParts(text, labels), labels), labels)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A text that is JSON itself, or lines of it; in any other what is called a credential. */
const hideWithin = (text: string, labels: Labels): string => {
  const value = /^\s*[[{]/.test(text) ? parsed(text) : undefined
  if (value === undefined)
    return text.includes('\n')
      ? text
          .split('\n')
          .map((line) => hideWithin(line, labels))
          .join('\n')
      : hideNamed(text, labels)
  const hidden = JSON.stringify(hideMembers(value, labels))
  // As it was written, where nothing in it is hidden.
  return hidden === JSON.stringify(value) ? text : hidden
}

/** `password=…`, `password: "…"`, `<Password>…</Password>` in a text: the value may be any word, so it is hidden there alone. */
const hideNamed = (text: string, labels: Labels): string =>
  [ASSIGNED, ELEMENT].reduce(
    (rest, form) =>
      rest.replace(form, (whole, before: string, name: string, sign: string, value: string) =>
        isNamed(name) ? `${before}${name}${sign}${labels.of(value, false)}` : whole,
      ),
    text,
  )

/** A name is short, and begins where no other goes on: a long text is gone through once. */
const ASSIGNED =
  /(?<![\w.-])()([\w.-]{1,64})(["']?\s*[:=]\s*"(?=[^"]*")|["']?\s*[:=]\s*'(?=[^']*')|=["']?)((?<=")[^"]+|(?<=')[^']+|[^\s"'&;,<>]+)/g
const ELEMENT = /(<(?:[\w.-]{1,64}:)?)([\w.-]{1,64})(>)([^<>]+)(?=<\/)/g

/** What is called `key` alone is the key of something. */
const isNamed = (name: string): boolean => namesCredential(name) && !/^keys?$/i.test(name)

const hideMembers = (value: unknown, labels: Labels, secret = false): unknown => {
  if (typeof value === 'string') return secret ? labels.of(value) : hideWithin(value, labels)
  if (typeof value === 'number') return secret ? labels.of(String(value)) : value
  if (Array.isArray(value)) return value.map((one) => hideMembers(one, labels, secret))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hideMembers(one, labels, isNamed(name))]))
}

/** A part of multipart/form-data that is called as a credential (RFC 7578). */
const hideParts = (text: string, labels: Labels): string =>
  text.replace(
    /(\bname="?([^";\r\n]+)"?[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n)([^\r\n]+)/gi,
    (whole, head: string, name: string, value: string) =>
      namesCredential(name) ? `${head}${labels.of(value)}` : whole,
  )

/** Credentials that are known by their form alone, wherever they stand. */
const FORMS: readonly RegExp[] = [
  JWTS,
  /\b(?:sk|pk|rk|key|tok)[-_](?:[\w-]+[-_])?[A-Za-z0-9_-]{16,}/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|npm_|hf_|pypi-|ya29\.|AIza|AKIA|ASIA|SG\.)[\w.-]{12,}/g,
  // The password of an address (RFC 3986, section 3.2.1).
  /(?<=\w:\/\/[^\s/:@]{0,64}:)[^\s/@]+(?=@)/g,
  /-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g,
]

const hideForms = (text: string, labels: Labels): string => {
  const open = FORMS.reduce((rest, form) => rest.replace(form, (value) => labels.of(value)), text)
  // Within an encoding they are found by what was made known here.
  for (const [piece] of open.matchAll(/[A-Za-z0-9+/_-]{24,}={0,2}/g))
    findIn(Buffer.from(piece, 'base64').toString(), labels)
  if (open.includes('%')) findIn(decoded(open), labels)
  return open
}

const findIn = (plain: string, labels: Labels): void => {
  for (const form of FORMS) for (const [value] of plain.matchAll(form)) labels.of(value)
}
