import { OWN_VERSION } from '../../model/own-version.ts'
import { literally } from '../../model/pattern.ts'

/** Where a text stands: in a header field of this name (small letters), in an address, or in a body. */
type Place = 'url' | 'body' | (string & {})

/** A text without the version of what sends it, where it says that it is that. */
export const withoutOwnVersion = (text: string, place: Place, version: string | null): string => {
  if (version === null) return text
  const one = ownVersion(version)
  if (place === 'url') return inBase64(inMembers(inParameters(text, one), one), version)
  if (place === 'body') return text.includes(version) || BASE64.test(text) ? inBody(text, version, one) : text
  return NAMES_SENDER.test(place) ? coded(one(text), version, one) : ofParameters(text, one)
}

type Without = (text: string) => string

const inBody = (text: string, version: string, one: Without): string =>
  inBase64(inMembers(FORM.test(text) ? inParameters(`&${text}`, one).slice(1) : text, one), version)

/** Header fields that say which version of which package sends. */
const NAMES_SENDER =
  /(?:^|-)(?:user-agent|client|client-info|client-meta|sdk|library|(?:package|sdk|client|lib|library)-ver(?:sion)?)$/

/** Parameters of a field, also behind a scheme (RFC 9110, sections 5.6.6 and 11.2): `Acme key=…, acme_client=acme.python/2.0.0`. */
const FIELD_PARAMETER = /((?:^|[\s,;])([\w.-]{1,64})=)("[^"]*"|[^\s,;"]+)/g

const ofParameters = (text: string, one: Without): string =>
  text.replace(FIELD_PARAMETER, (whole, before: string, name: string, said: string) =>
    SAYS_SENDER.test(name) ? `${before}${one(said)}` : whole,
  )

/** A parameter of a query or a form: with its name and what stands before it, and its value. */
const PARAMETER = /([?&]([^=&#]{1,64})=)([^&#]*)/g
/** A body that is a form: nothing but names and values in the encoding of URLs. */
const FORM = /^[\w.*+%$[\]-]+=[^\s<>{}"]*$/
/** The same of parameters and members: `x-algolia-agent`, `sdk_version`, `clientVersion`, `$lib_version`. */
const SAYS_SENDER =
  /(?:^|[-_.])(?:agent|client|client[-_]?info)$|(?:^|[-_.$])(?:package|sdk|client|lib|library)[-_]?version$/i

const inParameters = (text: string, one: Without): string =>
  text.replace(PARAMETER, (whole, before: string, name: string, said: string) =>
    SAYS_SENDER.test(name) ? `${before}${one(said)}` : whole,
  )

/**
 * A member of JSON, or of JSON that stands as a text in other JSON or in a form: `"name": "value"`, its quotes escaped or in the
 * encoding of URLs. What is in a member `library` or `sdk` and called `version` says the same, and in a list `packages`.
 */
const QUOTE = String.raw`(?:\\*"|%22|%5C%22)`
const SPACE = String.raw`(?:\s|%20|\+)*`
const IS = `${QUOTE}${SPACE}(?::|%3A)${SPACE}`
const NAME = String.raw`((?:(?!${QUOTE})[\w.$%-]){1,64})`
const VALUE = `((?:(?!${QUOTE}).){1,256})`
const MEMBER = new RegExp(`(${QUOTE}${NAME}${IS}${QUOTE})${VALUE}(?=${QUOTE})`, 'gs')
const VERSION_OF = new RegExp(
  `(${QUOTE}(?:library|lib|sdk|client|agent|packages)${IS}(?:(?:\\[|%5B)${SPACE})?(?:\\{|%7B)(?:(?!\\}|%7D).){0,256}?${QUOTE}version${IS}${QUOTE})${VALUE}(?=${QUOTE})`,
  'gis',
)

const inMembers = (text: string, one: Without): string =>
  text
    .replace(MEMBER, (whole, before: string, name: string, said: string) =>
      SAYS_SENDER.test(name.replace(/^%24/, '$')) ? `${before}${one(said)}` : whole,
    )
    .replace(VERSION_OF, (_, before: string, said: string) => `${before}${one(said)}`)

/** JSON in Base64, as some send what they count (`data=eyJ…`). */
const BASE64 = /(?<![\w+/-])eyJ[\w+/-]{16,}(?:=|%3D){0,2}/

const inBase64 = (text: string, version: string): string =>
  coded(text, version, (said) => inMembers(said, ownVersion(version)))

/** @param without what is done with what stands there decoded */
const coded = (text: string, version: string, without: Without): string =>
  text.replace(new RegExp(BASE64, 'g'), (whole) => {
    const said = Buffer.from(whole.replaceAll('%3D', '='), 'base64').toString()
    if (!said.includes(version)) return whole
    const told = without(said)
    return told === said ? whole : Buffer.from(told).toString('base64')
  })

/** Behind a percent-encoded character it stands as behind that character. */
const ownVersion = (version: string): Without => {
  const said = new RegExp(`(?:(?<![\\w.])|(?<=%[0-9A-F]{2}))v?${literally(version)}(?![\\w.]*\\d)`, 'g')
  return (text) => text.replace(said, OWN_VERSION)
}
