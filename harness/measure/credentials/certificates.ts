import type { Minted } from '../../model/capture.ts'
import { CERTIFICATES, type ClientCertificates } from '../../model/certificate.ts'
import { formsOf } from './rsa-key.ts'

/** All that gives a client certificate and its private key away, so that no output holds it. */
export const mintedIn = (certificates: ClientCertificates): readonly Minted[] =>
  CERTIFICATES.flatMap((label) => {
    const { cert, key } = certificates[label]
    return [...[cert, JSON.stringify(cert).slice(1, -1)].map(armoured), ...formsOf(key)].map((form) => ({
      label,
      ...form,
    }))
  })

/** What stands between the lines that say what it is: RFC 7468, section 3. */
const armoured = (value: string): Pick<Minted, 'value' | 'drawn'> => {
  const from = value.indexOf('-----', 5) + 5
  return { value, drawn: [[from, value.indexOf('-----END', from)]] }
}
