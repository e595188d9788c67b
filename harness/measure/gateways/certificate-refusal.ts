import type { Exchange } from '../../model/capture.ts'
import { answer } from './answered-by.ts'

/**
 * What a token endpoint says to who asks for a token by the certificate of its connection, and has shown none or another than the
 * one that is enrolled; null: nothing, it asks otherwise or has shown that one. RFC 8705, section 2, and RFC 6749, section 5.2.
 */
export const certificateRefusal = (
  { certificate }: Pick<Exchange, 'certificate'>,
  body: Uint8Array,
): Response | null => {
  if (certificate === 'client-certificate' || !ASKS_BY_CERTIFICATE.test(Buffer.from(body).toString())) return null
  const by = `token endpoint: ${certificate ? 'a certificate that is not enrolled' : 'no certificate'}`
  return answer(by, 401, { error: 'invalid_grant', error_description: 'The certificate is not enrolled.' })
}

/** OpenAI's type of what is exchanged: `openai` 7.57.0, src/internal/auth/x509-token-exchange.ts. */
const ASKS_BY_CERTIFICATE = /urn:[\w:-]+:token-type:x509\b/
