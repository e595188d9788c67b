import { Buffer } from 'node:buffer'
import type { Value } from '../value.ts'
import { MomentValue } from './moments.ts'
import { FieldsValue, ListValue, Thing } from './objects.ts'
import { of, type Types } from './types.ts'

type Parts = {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
  /** The token as it was sent. */
  readonly raw: string
}

export class JwtValue extends Thing {
  readonly parts: Parts

  constructor(parts: Parts) {
    super('Jwt')
    this.parts = parts
  }
}

export const jwtValue = (parts: Parts): JwtValue => new JwtValue(parts)

/** A token as it stands, its signature not looked at; null: it is none. A leading `Bearer` is taken off. */
export const jwtFrom = (text: string): JwtValue | null => {
  const raw = text.trim().replace(/^Bearer\s+/i, '')
  const [header, claims, signature, more] = raw.split('.')
  if (header === undefined || claims === undefined || signature === undefined || more !== undefined) return null
  const parts = { header: jsonPart(header), claims: jsonPart(claims) }
  return parts.header === null || parts.claims === null
    ? null
    : new JwtValue({ header: parts.header, claims: parts.claims, raw })
}

const jsonPart = (part: string): Readonly<Record<string, unknown>> | null => {
  try {
    const data: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof data === 'object' && data !== null && !Array.isArray(data)
      ? Object.fromEntries(Object.entries(data))
      : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** A claim's texts: one of each of an array's items; objects as their JSON. */
const textsOf = (claim: unknown): readonly string[] =>
  (Array.isArray(claim) ? claim : [claim]).map((each) =>
    typeof each === 'string' ? each : typeof each === 'boolean' ? String(each) : JSON.stringify(each),
  )

const own = (of: Readonly<Record<string, unknown>>, name: string): readonly string[] | null =>
  Object.hasOwn(of, name) ? textsOf(of[name]) : null

const first = (of: Readonly<Record<string, unknown>>, name: string): string | null => own(of, name)?.[0] ?? null

const moment = (seconds: unknown): Value =>
  typeof seconds === 'number' ? new MomentValue('DateTime', seconds * 1000) : null

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#jwt */
export const jwtTypes: Types = {
  Jwt: {
    properties: {
      Algorithm: of(JwtValue, ({ parts }) => first(parts.header, 'alg')),
      Type: of(JwtValue, ({ parts }) => first(parts.header, 'typ')),
      Audiences: of(JwtValue, ({ parts }) => new ListValue([...(own(parts.claims, 'aud') ?? [])], 'Enumerable')),
      Claims: of(
        JwtValue,
        ({ parts }) =>
          new FieldsValue(
            (name) => own(parts.claims, name),
            () => Object.keys(parts.claims),
          ),
      ),
      ExpirationTime: of(JwtValue, ({ parts }) => moment(parts.claims.exp)),
      NotBefore: of(JwtValue, ({ parts }) => moment(parts.claims.nbf)),
      IssuedAt: of(JwtValue, ({ parts }) => moment(parts.claims.iat)),
      Id: of(JwtValue, ({ parts }) => first(parts.claims, 'jti')),
      Issuer: of(JwtValue, ({ parts }) => first(parts.claims, 'iss')),
      Subject: of(JwtValue, ({ parts }) => first(parts.claims, 'sub')),
    },
    methods: { ToString: of(JwtValue, ({ parts }) => parts.raw) },
  },
}
