import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { newPair, signaturesOf } from './signatures.ts'

const [ours, theirs] = [newPair(), newPair()]
const writer = signaturesOf({ SDKDRIFT_STORE_KEY: ours.key })
const bytes = Buffer.from('a result')

test('what a trusted key signed is believed, by its writer and by who only reads', () => {
  const sealed = writer.seal('npm/openai/1.0.0/a', bytes)
  const reader = signaturesOf({ SDKDRIFT_STORE_TRUST: `${theirs.trust} ${ours.trust}` })
  for (const one of [writer, reader]) expect(one.open('npm/openai/1.0.0/a', sealed)).toEqual(bytes)
  expect([writer.canSign, reader.canSign]).toEqual([true, false])
})

test.each<[string, string, (sealed: Uint8Array) => Uint8Array]>([
  ['no signature', 'a', () => bytes],
  ['nothing', 'a', () => new Uint8Array()],
  ['another key', 'a', () => signaturesOf({ SDKDRIFT_STORE_KEY: theirs.key }).seal('a', bytes)],
  ['another name', 'b', (sealed) => sealed],
  ['a byte more', 'a', (sealed) => Buffer.concat([sealed, Buffer.from('!')])],
  ['a signature cut short', 'a', (sealed) => Buffer.from(Buffer.from(sealed).toString().replace(/.\n/, '\n'))],
])('with %s it is not', (_, name, change) => {
  expect(writer.open(name, change(writer.seal('a', bytes)))).toBeNull()
})

test('a key may be PEM, also with its line ends as a CI hands them on', () => {
  const pem = String(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }))
  for (const text of [pem, pem.replaceAll('\n', '\\n')])
    expect(signaturesOf({ SDKDRIFT_STORE_KEY: text }).canSign).toBe(true)
})

test.each([
  [{}, 'no key is trusted'],
  [{ SDKDRIFT_STORE_KEY: 'hunter2' }, 'This is no private key.'],
  [{ SDKDRIFT_STORE_TRUST: 'hunter2' }, '"hunter2" is no public key.'],
])('%j is refused with what is wrong', (env, text) => {
  expect(() => signaturesOf(env)).toThrow(text)
})
