import * as errors from 'jose/errors'
import { compactDecrypt } from 'jose/jwe/compact/decrypt'
import type { InlineKey } from './signing-keys.ts'

/** The token within an encrypted one (RFC 7516), by the first of the document's keys that opens it; null: none does. */
export const decrypted = async (raw: string, keys: readonly InlineKey[]): Promise<string | null> => {
  for (const { key } of keys) {
    const opened = await openedWith(raw, key)
    if (opened !== null) return opened
  }
  return null
}

/** First by its parts alone: to look at each character of a long token that has three of them says nothing more. */
export const isEncrypted = (raw: string): boolean => raw.split('.').length === 5 && /^[\w.-]*$/.test(raw)

const openedWith = async (raw: string, key: InlineKey['key']): Promise<string | null> => {
  try {
    const { plaintext } = await compactDecrypt(raw, await key('dir'))
    return new TextDecoder().decode(plaintext)
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof DOMException) return null
    throw error
  }
}
