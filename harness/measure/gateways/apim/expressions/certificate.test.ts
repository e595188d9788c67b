import { createSign } from 'node:crypto'
import forge from 'node-forge'
import { expect, test } from 'vitest'
import { parseExpression } from '../../../../ask/policies/expressions/parse-expression.ts'
import { anExchange } from '../exchange.fixture.ts'
import { CannotTell } from '../policy.ts'
import { textOf } from './evaluate.ts'

const keys = forge.pki.rsa.generateKeyPair(1024)
const made = forge.pki.createCertificate()
made.publicKey = keys.publicKey
made.serialNumber = '0a1b'
made.validity.notBefore = new Date('2026-01-01T00:00:00Z')
made.validity.notAfter = new Date('2027-01-01T00:00:00Z')
const name = [
  { name: 'countryName', value: 'DE' },
  { name: 'commonName', value: 'caller' },
]
made.setSubject(name)
made.setIssuer(name)
made.sign(keys.privateKey, forge.md.sha256.create())
const der = Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(made)).getBytes(), 'binary')
const thumbprint = forge.md.sha1.create().update(der.toString('binary')).digest().toHex().toUpperCase()
const signature = createSign('sha256').update('x').sign(forge.pki.privateKeyToPem(keys.privateKey), 'base64')

const spot = { file: 'p.xml', line: 1, column: 1 }
const of = (of: string): string => {
  const source = `@{ var c = new X509Certificate2(Convert.FromBase64String("${der.toString('base64')}")); return ${of}; }`
  const read = parseExpression(source, spot)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return textOf({ kind: 'expression', spot, source, expression: read.expression }, anExchange())
}

test.each([
  ['c.Thumbprint', thumbprint],
  ['c.Subject', 'CN=caller, C=DE'],
  ['c.SerialNumber', '0A1B'],
  ['c.NotAfter.ToString("yyyy-MM-dd")', '2027-01-01'],
  ['c.NotBefore < DateTime.Now', 'False'],
  ['c.GetNameInfo(X509NameType.SimpleName, false)', 'caller'],
  [
    `c.GetRSAPublicKey().VerifyData(Encoding.UTF8.GetBytes("x"), Convert.FromBase64String("${signature}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)`,
    'True',
  ],
])('%s of a certificate', (source, text) => {
  expect(of(source)).toBe(text)
})

test('whom the gateway trusts is not told', () => {
  expect(() => of('c.Verify()')).toThrow(CannotTell)
})
