import type { CryptoKey } from 'jose'
import { importJWK } from 'jose/key/import'
import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText, literalOf } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { textOf } from '../expressions/evaluate.ts'

/** A key that stands in the document. */
export type InlineKey = {
  /** To be compared with the token's `kid`; null: it is tried whatever that is. */
  readonly id: string | null
  readonly algorithms: readonly string[]
  /** @throws TypeError when it is no key for that algorithm */
  readonly key: (algorithm: string) => Promise<CryptoKey | Uint8Array>
}

const SYMMETRIC = ['HS256', 'HS384', 'HS512']
const RSA = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']

/**
 * The keys of `issuer-signing-keys` or `decryption-keys`: base64, or an RSA modulus and exponent. One that only names a
 * certificate of the API Management instance is none here.
 * https://learn.microsoft.com/azure/api-management/validate-jwt-policy#key-attributes
 */
export const inlineKeys = (element: PolicyElement, list: string, exchange: GatewayExchange): readonly InlineKey[] =>
  keyElements(element, list).flatMap((key) => keyOf(key, exchange))

export const keyElements = ({ children }: PolicyElement, list: string): readonly PolicyElement[] =>
  children.filter(({ name }) => name === list).flatMap((one) => one.children)

export const namesCertificate = (key: PolicyElement): boolean => literalOf(key, 'certificate-id') !== null

const keyOf = (key: PolicyElement, exchange: GatewayExchange): readonly InlineKey[] => {
  const id = attributeText(key, 'id', exchange)
  const n = attributeText(key, 'n', exchange)
  const e = attributeText(key, 'e', exchange)
  if (n !== null && e !== null)
    return [{ id, algorithms: RSA, key: (algorithm) => importJWK({ kty: 'RSA', n, e }, algorithm) }]
  const text = key.text ? textOf(key.text, exchange).trim() : ''
  if (text === '') return []
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'))
  return [{ id, algorithms: SYMMETRIC, key: () => Promise.resolve(bytes) }]
}
