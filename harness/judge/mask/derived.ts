import type { FieldFacts } from '../normalise/chance.ts'

type Rule = {
  readonly id: string
  /** Where its form is written down. */
  readonly source: string
  readonly take: (value: string, field: string) => string
}

const ISO_BASIC = /\b\d{8}T\d{6}Z\b/g
const SIGNED = /(\b(?:signature|sig|mac)=)("?)[A-Za-z0-9+/_%-]{27,}=*\2/gi
const BASE64 = '[A-Za-z0-9+/=_%-]'

/**
 * What is computed from a credential, taken apart: who signed and what was signed stays, the signature and the time are
 * words. They are known by their form, whichever SDK made them.
 */
const DERIVED: readonly Rule[] = [
  {
    id: 'sigv4',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html',
    take: (value) =>
      value
        .replace(/(\bCredential=[^/,\s]{1,256}\/)\d{8}(\/)/g, '$1‹date›$2')
        .replace(/\b(Signature=)[0-9a-f]{64,}\b/g, '$1‹signature›')
        .replace(/(X-Amz-Credential=[^&]{1,256}?(?:\/|%2F))\d{8}(?=\/|%2F)/gi, '$1‹date›')
        .replace(/(X-Amz-Signature=)[0-9a-f]{64,}/gi, '$1‹signature›')
        .replace(/(chunk-signature=|x-amz-trailer-signature:)[0-9a-f]{64}/g, '$1‹signature›')
        .replace(ISO_BASIC, '‹time›'),
  },
  {
    id: 'oauth1',
    source: 'RFC 5849, section 3.5',
    take: (value) =>
      value
        .replace(/(\boauth_signature=)("?)[^"&,\s]+\2/g, '$1$2‹signature›$2')
        .replace(/(\boauth_nonce=)("?)[^"&,\s]+\2/g, '$1$2‹nonce›$2')
        .replace(/(\boauth_timestamp=)("?)\d+\2/g, '$1$2‹time›$2'),
  },
  {
    id: 'shared-key',
    source:
      'https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key; https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html',
    take: (value) =>
      value
        .replace(/^(SharedKey(?:Lite)? [^:\s]+:)[A-Za-z0-9+/]+=*$/, '$1‹signature›')
        .replace(/^(\w+ [^:\s]+:)[A-Za-z0-9+/]{27}=$/, '$1‹signature›'),
  },
  {
    id: 'signed-authorization',
    source:
      'Azure App Configuration (https://learn.microsoft.com/azure/azure-app-configuration/rest-api-authentication-hmac), Hawk, EdgeGrid: a scheme with parameters, one of which is the signature',
    take: (value, field) => {
      if (!field.endsWith('authorization')) return value
      const signed = value.replace(SIGNED, '$1$2‹signature›$2')
      if (signed === value) return value
      return signed
        .replace(/(\bnonce=)("?)[^"&,;\s]+\2/gi, '$1$2‹nonce›$2')
        .replace(/(\b(?:ts|timestamp)=)("?)\d[^"&,;\s]*\2/gi, '$1$2‹time›$2')
    },
  },
  {
    id: 'sas',
    source: 'https://learn.microsoft.com/rest/api/storageservices/create-service-sas',
    take: (value) =>
      /(?:^|[?&])sv=\d{4}-\d\d-\d\d(?:&|$)/.test(value) || /(?:^|[ ?&])sr=[^&]+&sig=/.test(value)
        ? value
            .replace(new RegExp(`((?:^|[?&])sig=)${BASE64}+`, 'g'), '$1‹signature›')
            .replace(/((?:^|[?&])(?:se|st|ske|skt)=)[^&\s]+/g, '$1‹time›')
        : value,
  },
  {
    id: 'message-signature',
    source: 'RFC 9421, section 4; https://datatracker.ietf.org/doc/html/draft-cavage-http-signatures-12',
    take: (value, field) => {
      const own = value
        .replace(/(;(?:created|expires)=)\d+/g, '$1‹time›')
        .replace(/(;nonce=)"[^"]*"/g, '$1"‹nonce›"')
        .replace(/(\bsignature=)"[^"]+"/g, '$1"‹signature›"')
      return field === 'signature' ? own.replace(/=:[A-Za-z0-9+/=]+:/g, '=:‹signature›:') : own
    },
  },
  {
    id: 'hmac',
    source: 'fields that are named for a signature and hold one in hex or Base64: of webhooks and of many APIs',
    take: (value, field) =>
      /(?:^|-)(?:signature|hmac|sign)(?:-\w+)*$/.test(field)
        ? value.replace(/\b(?:[0-9a-f]{32,}|[A-Za-z0-9+/_-]{27,}={0,2})(?![A-Za-z0-9+/=_-])/gi, '‹signature›')
        : value,
  },
  {
    id: 'signed-members',
    source:
      'parameters of an address or a form, parts of a form and members of JSON that are named for a signature: https://cloudinary.com/documentation/authentication_signatures, https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism',
    take: (value, field) =>
      field === 'url' || field === 'body'
        ? SIGNED_MEMBERS.reduce(
            (text, form) => text.replace(form, (_, before: string, said: string) => `${before}${signatureWord(said)}`),
            value,
          )
        : value,
  },
  {
    id: 'own-jwt',
    source: 'RFC 7519; RFC 9449 (DPoP); RFC 7523 (assertions)',
    take: (value) =>
      value.replace(/\b(eyJ[\w-]+)\.(eyJ[\w-]+)\.([\w-]*)/g, (whole, head: string, body: string) => {
        const [header, claims] = [objectIn(head), objectIn(body)]
        return header && claims ? `jwt(${said(header)}; ${said(claims)}; ‹signature›)` : whole
      }),
  },
]

const SIGNS = '(?:[\\w.]{1,32}[-_.])?(?:signature|sign|sig|hmac)'
const SIGNATURE = `([0-9a-f]{32,128}|[A-Za-z0-9+/_-]{27,}(?:=|%3D){0,2}|(?:[A-Za-z0-9]|%2[BF]){27,}(?:%3D){0,2})`
/** A parameter, a part of a form (RFC 7578, section 4.2) behind its other fields, a member of JSON. */
const SIGNED_MEMBERS: readonly RegExp[] = [
  new RegExp(`((?:^|[?&])${SIGNS}=)${SIGNATURE}(?=&|#|$)`, 'gi'),
  new RegExp(`(;[ \\t]*name="?${SIGNS}"?\\r\\n(?:[\\w-]+:[^\\r\\n]*\\r\\n){0,8}\\r\\n)${SIGNATURE}(?=\\r\\n--)`, 'gi'),
  new RegExp(`("${SIGNS}"\\s*:\\s*")${SIGNATURE}(?=")`, 'gi'),
]

/** By how long it is it shows which digest was taken; in Base64 one of ECDSA is another length each time. Words stay. */
const signatureWord = (said: string): string => {
  if (/^[0-9a-f]+$/i.test(said)) return `‹signature of ${said.length} hex digits›`
  return /\d/.test(said) && /[a-z]/.test(said) && /[A-Z]/.test(said) ? '‹signature›' : said
}

/** Claims that are other in each token: RFC 7519, section 4.1. */
const TIMES = ['exp', 'nbf', 'iat', 'auth_time']
const ONCE = ['jti', 'nonce', 'ath']

const said = (record: Readonly<Record<string, unknown>>): string =>
  Object.entries(record)
    .map(
      ([name, value]) => `${name}=${TIMES.includes(name) ? '‹time›' : ONCE.includes(name) ? '‹nonce›' : wordOf(value)}`,
    )
    .join(' ')

/** A key that comes along (`jwk`) is made anew for each run. */
const wordOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value)
  return 'kty' in value ? `‹public key›` : JSON.stringify(value)
}

const objectIn = (part: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** Applies every row of `DERIVED`. */
export const takenApart = (value: string, { field }: Pick<FieldFacts, 'field'>): string =>
  value.length < SHORTEST ? value : DERIVED.reduce((text, rule) => rule.take(text, field), value)

/** Characters of the shortest thing that a row knows: most fields are shorter than that. */
const SHORTEST = 16
