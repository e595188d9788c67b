import { Buffer } from 'node:buffer'
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { bytesIn, textIn } from './arguments.ts'
import { jwtFrom } from './jwt-value.ts'
import { BytesValue, RecordValue } from './objects.ts'
import { type Method, type Static, type Types, thrown, type Use } from './types.ts'

const basicFrom = (value: Value): Value => {
  if (typeof value !== 'string') return null
  const encoded = /^Basic\s+([A-Za-z0-9+/]+=*)\s*$/i.exec(value.trim())?.[1]
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 0) return null
  return new RecordValue('BasicAuthCredentials', [
    ['UserId', text.slice(0, colon)],
    ['Password', text.slice(colon + 1)],
  ])
}

const tried =
  (from: (value: Value) => Value): Method =>
  (self, _given, use) => {
    const made = from(self)
    use.out(0, made)
    return made !== null
  }

const tokenFrom = (value: Value): Value => (typeof value === 'string' ? jwtFrom(value) : null)

/** AES in CBC mode with PKCS #7 padding, what .NET does by default. */
const aes =
  (way: 'encrypt' | 'decrypt'): Method =>
  (self, [name, key, iv], use: Use) => {
    const input = bytesIn(self, use)
    if (!['aes', 'aesmanaged', 'rijndael'].includes(textIn(name, use).toLowerCase()))
      throw new CannotTell(use.at, `the algorithm ${textIn(name, use)} is not known here`)
    const [secret, start] = [bytesIn(key, use), bytesIn(iv, use)]
    if (![16, 24, 32].includes(secret.length) || start.length !== 16)
      throw thrown(use, 'CryptographicException', 'Specified key is not a valid size for this algorithm.')
    const make = way === 'encrypt' ? createCipheriv : createDecipheriv
    const cipher = make(`aes-${secret.length * 8}-cbc`, secret, start)
    use.spend(1 + Math.trunc(input.length / 100))
    try {
      return new BytesValue(Buffer.concat([cipher.update(input), cipher.final()]))
    } catch (error) {
      throw thrown(use, 'CryptographicException', error instanceof Error ? error.message : 'Padding is invalid.')
    }
  }

/** Methods that may be called on null: they are functions with the receiver as their first argument. */
export const extensions: Readonly<Record<string, Method>> = {
  AsJwt: tokenFrom,
  TryParseJwt: tried(tokenFrom),
  AsBasic: basicFrom,
  TryParseBasic: tried(basicFrom),
  Encrypt: aes('encrypt'),
  Decrypt: aes('decrypt'),
}

/** Called by the class that they stand in: `ExpressionSyntaxExtensions.TryParseJwt(text, out jwt)`. */
export const extensionTypes: Types = {
  ExpressionSyntaxExtensions: {
    functions: Object.fromEntries(
      Object.entries(extensions).map(([name, does]): [string, Static] => [
        name,
        ([self = null, ...given], use) =>
          does(self, given, { ...use, out: (index, value) => use.out(index + 1, value) }),
      ]),
    ),
  },
}
