import { claimTexts } from '../tokens/claim-texts.ts'
import { parseToken } from '../tokens/parse-token.ts'
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
  const token = parseToken(raw)
  return token && new JwtValue(token)
}

const first = (of: Readonly<Record<string, unknown>>, name: string): string | null => claimTexts(of, name)?.[0] ?? null

const moment = (seconds: unknown): Value =>
  typeof seconds === 'number' ? new MomentValue('DateTime', seconds * 1000) : null

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#jwt */
export const jwtTypes: Types = {
  Jwt: {
    properties: {
      Algorithm: of(JwtValue, ({ parts }) => first(parts.header, 'alg')),
      Type: of(JwtValue, ({ parts }) => first(parts.header, 'typ')),
      Audiences: of(JwtValue, ({ parts }) => new ListValue([...(claimTexts(parts.claims, 'aud') ?? [])], 'Enumerable')),
      Claims: of(
        JwtValue,
        ({ parts }) =>
          new FieldsValue(
            (name) => claimTexts(parts.claims, name),
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
