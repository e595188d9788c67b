import { createPrivateKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { Minted } from '../../model/capture.ts'

/** An RSA private key of 2048 bit, PEM (PKCS #8). */
export const rsaKey = async (): Promise<string> => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return privateKey
}

/**
 * All that gives a private key away besides its PEM: as it is written in JSON, without its last line break, its body as one
 * line and line by line, and its secret numbers as a JWK has them (RFC 7518, section 6.3.2).
 */
export const formsOf = (pem: string): readonly Pick<Minted, 'value' | 'drawn'>[] => {
  const lines = pem.trim().split('\n').slice(1, -1)
  const { d, p, q, dp, dq, qi } = createPrivateKey(pem).export({ format: 'jwk' })
  const written = [pem, pem.trim()].map((text) => JSON.stringify(text).slice(1, -1))
  const numbers = [d, p, q, dp, dq, qi].flatMap((one) => one ?? [])
  return [
    ...[...written, pem.trim(), lines.join(''), ...lines].map((value) => ({ value })),
    ...numbers.map((value) => ({ value, drawn: [[0, value.length] as const] })),
  ]
}
