import { expect, test } from 'vitest'
import { certificateRefusal } from './certificate-refusal.ts'

const asking = (type: string) =>
  Buffer.from(JSON.stringify({ subject_token_type: `urn:openai:params:oauth:token-type:${type}` }))

test('who asks by certificate is refused with another than the enrolled one, and with none', async () => {
  expect(certificateRefusal({ certificate: 'client-certificate' }, asking('x509'))).toBeNull()
  for (const shown of [{}, { certificate: 'other-certificate' } as const]) {
    const refusal = certificateRefusal(shown, asking('x509'))
    expect(refusal?.status).toBe(401)
    expect(await refusal?.json()).toMatchObject({ error: 'invalid_grant' })
  }
})

test('who asks otherwise needs no certificate', () => {
  expect(certificateRefusal({}, asking('jwt'))).toBeNull()
})
