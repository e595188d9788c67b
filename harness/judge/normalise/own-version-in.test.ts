import { expect, test } from 'vitest'
import { withoutOwnVersion } from './own-version-in.ts'

const OWN = '‹own version›'
const body = (text: string): string => withoutOwnVersion(text, 'body', '4.8.4')
const counted = (version: string): string =>
  JSON.stringify({ event: 'bought', properties: { mp_lib: 'python', $lib_version: version } })

test.each([
  ['in JSON', counted],
  ['in JSON of a form', (version: string) => `data=${encodeURIComponent(counted(version))}&verbose=1`],
  ['in JSON of JSON', (version: string) => JSON.stringify({ batch: counted(version) })],
  ['in a form', (version: string) => `a=b&lib_version=${version}`],
  ['of a library', (version: string) => JSON.stringify({ context: { library: { name: 'acme', version } } })],
  ['of a package in a list', (version: string) => JSON.stringify({ packages: [{ name: 'pypi:acme', version }] })],
  ['of an SDK, with spaces', (version: string) => `{"sdk": {"version": "${version}", "name": "acme"}}`],
])('the own version is chance where a body says who sends: %s', (_, of) => {
  expect(decodeURIComponent(body(of('4.8.4')))).toBe(decodeURIComponent(of(OWN)))
  expect(body(of('4.8.5'))).toBe(of('4.8.5'))
  expect(body(of('14.8.4'))).toBe(of('14.8.4'))
})

test('in Base64 it is another text, which is the same for each version', () => {
  const coded = (version: string): string => `data=${Buffer.from(counted(version)).toString('base64')}`
  expect(body(coded('4.8.4'))).toBe(withoutOwnVersion(coded('4.10.0'), 'body', '4.10.0'))
  expect(body(coded('4.9.0'))).toBe(coded('4.9.0'))
  expect(withoutOwnVersion(`/track?${coded('4.8.4')}`, 'url', '4.8.4')).toBe(`/track?${body(coded('4.8.4'))}`)
})

test.each([
  ['a version of something else', '{"api_version":"4.8.4","version":"4.8.4"}'],
  ['what is asked for', '{"package":"acme","wants":"4.8.4"}'],
  ['a text', 'version 4.8.4'],
  ['a form', 'version=4.8.4&q=sdk%204.8.4'],
])('elsewhere it is what is asked: %s', (_, text) => {
  expect(body(text)).toBe(text)
})

test.each([
  ['x-acme-auth', (version: string) => `Acme acme_key=k, acme_version=7, acme_client=acme.python/${version}`],
  ['x-acme-auth', (version: string) => `Acme acme_key="k", sdk_version="${version}"`],
  ['x-client-ver', (version: string) => version],
  ['x-lib-version', (version: string) => version],
])('it is chance in a field that says who sends, or in its parameter: %s', (field, of) => {
  expect(withoutOwnVersion(of('4.8.4'), field, '4.8.4')).toBe(of(OWN))
})

test('it is chance in Base64 in a field that says who sends, with other members beside it', () => {
  const said = (version: string): string =>
    Buffer.from(JSON.stringify({ name: 'acme', version, env: { python: '3.11' } })).toString('base64')
  expect(withoutOwnVersion(said('4.8.4'), 'acme-client', '4.8.4')).toBe(
    withoutOwnVersion(said('4.10.0'), 'acme-client', '4.10.0'),
  )
  expect(withoutOwnVersion(said('4.8.4'), 'x-acme-claims', '4.8.4')).toBe(said('4.8.4'))
})

test.each([
  ['x-acme-version', '4.8.4'],
  ['x-acme-auth', 'Acme acme_version=4.8.4'],
  ['accept', 'application/json; version=4.8.4'],
])('a field or a parameter that says what is asked keeps it: %s', (field, text) => {
  expect(withoutOwnVersion(text, field, '4.8.4')).toBe(text)
})

test.each(['upstash-telemetry-sdk', 'x-pusher-library', 'user-agent'])('the own version is chance in %s', (field) => {
  expect(withoutOwnVersion('@acme/sdk@v4.8.4', field, '4.8.4')).toBe(`@acme/sdk@${OWN}`)
})
