import { generateKeyPair, type KeyPairKeyObjectResult } from 'node:crypto'
import { promisify } from 'node:util'

/** The pair of keys behind an authority. */
export type SigningKey = KeyPairKeyObjectResult

/** A new pair, RSA with 2048 bit: it takes up to 150 ms, on another thread. */
export const makeSigningKey = (): Promise<SigningKey> => promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
