import { expect, test } from 'vitest'
import { redactor } from '../../judge/mask/redact.ts'
import { makeTrust } from '../capture/trust.ts'
import { mintedIn } from './certificates.ts'

test('a certificate and its key are hidden, and words about certificates are not', async () => {
  const clients = await (await makeTrust(new Date())).clients()
  const redact = redactor(mintedIn(clients))
  const { cert, key } = clients['client-certificate']
  expect(redact(`failed: ${JSON.stringify({ key })}`)).not.toContain(key.split('\n')[3])
  expect(redact(cert)).not.toContain(cert.split('\n')[3])
  expect(redact('requires a nonempty own `certificateChain` value')).toBe(
    'requires a nonempty own `certificateChain` value',
  )
})
