import { describe, expect, test } from 'vitest'
import type { Minted } from '../../model/capture.ts'
import { concealer } from './conceal.ts'
import { ENCODINGS } from './encodings.fixture.ts'

const HEX = 'c8a1f3907be254d61f08a9c37d5be426'
const codeOf = (one: string): number => one.charCodeAt(0)
const jsonPart = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const SIGNATURE = 'Zk3vQ-9xLm_T2aYc8RbW5uJd7HsN1oPeGi4KfXrVtB6yMqCzD0wEjUhAlSgIpOnF'
const JTI = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
const HEADER = jsonPart({ alg: 'RS256', typ: 'JWT', kid: 'k' })
const secrets: readonly Minted[] = [
  { label: 'api-key', value: `harness-${HEX}`, drawn: [[8, 40]] },
  { label: 'entra-token', value: `${HEADER}.${jsonPart({ iss: 'http://a', jti: JTI, iat: 1 })}.${SIGNATURE}` },
  { label: 'value of NPM_TOKEN', value: 'npm_4eC39HqLyjWDarjtT1zdp7dcQw81' },
  { label: 'value of DB_PASSWORD', value: 'correct-horse-battery-staple' },
]
const conceal = concealer(secrets)
const [key = '', token = '', npm = '', words = ''] = secrets.map(({ value }) => value)

describe.each(Object.entries(ENCODINGS))('in %s', (_, encode) => {
  test.each([
    ['all of it', key],
    ['a prefix of 20 characters', key.slice(0, 20)],
    ['a tail of 10', key.slice(-10)],
    ['ten in the middle', key.slice(15, 25)],
    ['a token’s tail', token.slice(-16)],
    ['a token’s middle', SIGNATURE.slice(3, 20)],
    ['a key of which nobody knows how it was drawn', npm],
    ['its tail', npm.slice(-12)],
    ['a password of words, whole', words],
  ])('%s is named, and what stands around it stays', (_, piece) => {
    const written = encode(piece)
    const shown = conceal(`{"said": "bad key (${written}) given"}`)
    expect(shown).toMatch(/^\{"said": "bad key \(.*‹.+›.*\) given"\}$/)
    for (let at = 0; at + 12 <= written.length; at++) expect(shown).not.toContain(written.slice(at, at + 12))
  })
})

test.each([
  ['in UTF-16', (text: string) => `${[...text].join('\0')}\0`],
  ['in UTF-16, in JSON', (text: string) => JSON.stringify([...text].join('\0')).slice(1, -1)],
  ['with what has no width', (text: string) => [...text].join('\u200b')],
  ['letter by letter', (text: string) => [...text].join(' ')],
  ['byte by byte, over several lines of JSON', (text: string) => JSON.stringify([...Buffer.from(text)].join(',\n  '))],
])('a piece that stands apart %s is named', (_, apart) => {
  expect(conceal(`{"a": ${apart(key.slice(12, 30))}}`)).toMatch(/^\{"a": "?‹piece of api-key›(?:\\u0000|\0)?"?\}$/)
})

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const hex = (text: string): string => Buffer.from(text).toString('hex')
const backwards = (text: string): string => [...text].reverse().join('')
const inBase32 = (text: string): string => ENCODINGS['base32']?.(text) ?? ''
const cut = (length: number, text: string): readonly string[] => text.match(new RegExp(`.{1,${length}}`, 'g')) ?? []

describe.each<[string, (text: string) => string]>([
  ['Base64 of Base64', (text) => base64(base64(text))],
  ['Base64 of Base64 behind others', (text) => base64(`xx${base64(`:${text}`)}`)],
  ['Base64 for addresses, twice', (text) => Buffer.from(Buffer.from(text).toString('base64url')).toString('base64url')],
  ['Base64 three times', (text) => base64(base64(base64(text)))],
  ['Base64 of hex', (text) => base64(hex(text))],
  ['hex of Base64', (text) => hex(base64(text))],
  ['hex twice', (text) => hex(hex(text))],
  ['Base64 backwards', (text) => backwards(base64(text))],
  ['Base64 of it backwards', (text) => base64(backwards(text))],
  ['hex backwards', (text) => backwards(hex(text))],
  ['Base32 of Base64', (text) => inBase32(base64(text))],
  ['Base32 twice, in capitals', (text) => inBase32(inBase32(text).toUpperCase()).toUpperCase()],
  ['Base64 of Base32', (text) => base64(inBase32(text))],
  ['Base64 of percent', (text) => base64(hex(text).replaceAll(/../g, '%$&'))],
  ['Base64 of hex of UTF-16', (text) => base64(Buffer.from(text, 'utf16le').toString('hex'))],
])('an encoding in an encoding, %s', (_, encode) => {
  test('is named, whole and where the middle of it is all that is left', () => {
    for (const part of [HEX, npm, SIGNATURE]) {
      const written = encode(part)
      expect(conceal(`("${written}")`)).toMatch(/^\("\S{0,12}\w+\(.*‹.*›.*\)\S{0,12}"\)$/)
      const middle = written.slice(-61, -5)
      const shown = conceal(`("${middle}")`)
      expect(shown).toMatch(/‹.+›/)
      for (let at = 12; at + 24 <= middle.length; at++) expect(shown).not.toContain(middle.slice(at, at + 12))
    }
  })
})

test.each<[string, (text: string) => string]>([
  ['in fours', (text) => cut(4, text).join('-')],
  ['in fives, with commas', (text) => cut(5, text).join(', ')],
  ['in sevens', (text) => cut(7, text).join('.')],
  ['in threes of a list in JSON', (text) => JSON.stringify(cut(3, text))],
  ['one by one in a list in JSON in JSON', (text) => JSON.stringify(JSON.stringify([...text]))],
  ['one by one with dots', (text) => [...text].join('.')],
  ['one by one with slashes', (text) => [...text].join('/')],
  ['one by one with what has a name of its own', (text) => [...text].join('_')],
  ['one by one, an accent on each', (text) => [...text].join('\u0301')],
  ['in characters of full width', (text) => text.replaceAll(/./g, (one) => String.fromCharCode(codeOf(one) + 0xfee0))],
  ['into an object with a key for each character', (text) => JSON.stringify({ ...[...text] })],
  ['into an object with a name for each piece', (text) => JSON.stringify({ ...cut(3, text) }, null, 2)],
  ['into an object of its bytes', (text) => JSON.stringify(new Uint8Array(Buffer.from(text)))],
  ['into an object in a text of JSON', (text) => JSON.stringify(JSON.stringify({ ...cut(5, text) }))],
  ['letter by letter, each in colour', (text) => [...text].map((one) => `\x1b[31m${one}\x1b[0m`).join('')],
  ['letter by letter, each in JSON’s colour', (text) => [...text].map((one) => `\\u001b[31m${one}\\u001b[0m`).join('')],
  ['letter by letter, each in a tag', (text) => [...text].map((one) => `<b class="hl">${one}</b>`).join('')],
  ['in pieces, each in a tag, with breaks', (text) => cut(4, text).join('</i> <i>')],
  [
    'into parameters',
    (text) =>
      cut(4, text)
        .map((one, at) => `p${at}=${one}`)
        .join('&'),
  ],
  ['into parameters of one letter', (text) => [...text].map((one, at) => `p[${at}]=${one}`).join('&')],
  [
    'into a cookie',
    (text) =>
      cut(2, text)
        .map((one, at) => `p${at}=${one}`)
        .join('; '),
  ],
  ['as numbers with dots', (text) => [...text].map(codeOf).join('.')],
  ['as the parts of a path', (text) => [...text].map(codeOf).join('/')],
  ['as HTML that browsers read too', (text) => [...text].map((one) => `&#${codeOf(one)} `).join('')],
  ['as numbers in eights', (text) => [...text].map((one) => codeOf(one).toString(8)).join(' ')],
  ['as numbers in twos', (text) => [...text].map((one) => codeOf(one).toString(2).padStart(8, '0')).join(' ')],
])('a key that was cut %s is named', (_, written) => {
  expect(conceal(`{"a": ${written(HEX)} }`)).toMatch(/^\{"a": [^‹]{0,20}\(?‹piece of api-key›\)?[^‹]{0,20} \}$/)
})

test.each([
  ['its bytes', BigInt(`0x${hex(HEX)}`)],
  ['its bytes, the last first', BigInt(`0x${hex(backwards(`key=${npm}`))}`)],
  ['hex', BigInt(`0x${HEX}`)],
])('a key as one number, of %s, is named', (_, number) => {
  expect(conceal(`{"a": ${number}, "b": 18446744073709551615}`)).toMatch(
    /^\{"a": number\(.*‹.+›\)*, "b": 18446744073709551615\}$/,
  )
})

test.each([
  ['Base64 that is read in any way', 'QUFB'],
  ['hex of hex', '3433'],
  ['commas', 'a,'],
  ['quotes', 'a\\"'],
  ['tags that begin', '<a'],
  ['members', '"a":"b",'],
  ['members that begin', '"a":'],
  ['digits', '1'],
  ['Base32', 'ME'],
  ['breaks', '\\n'],
])('a long text of %s takes no longer than it may', (_, one) => {
  const before = process.cpuUsage()
  conceal(one.repeat(100_000 / one.length))
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5)
})

test('what reads in more ways than are looked through is not shown, nor a key in it', () => {
  const made = 'VkRWRFZE'.repeat(25_000)
  const hidden = base64(base64(base64(HEX)))
  const shown = conceal(`(${made}${hidden}${made})`)
  expect(shown.match(/base64\(‹\d{5,6} characters, not looked into: [0-9a-f]{8}›\)/g)).not.toBeNull()
  expect(cut(16, hidden).some((piece) => shown.includes(piece))).toBe(false)
  expect(conceal(`(${made}a${made})`)).not.toBe(conceal(`(${made}b${made})`))
})

test.each([
  ['a file of zeros in Base64', base64('\0'.repeat(200_000))],
  ['a file of spaces in hex', hex(' '.repeat(200_000))],
  ['long text in Base64 three times', base64(base64(base64('The quick brown fox. '.repeat(5000))))],
])('%s is looked through, and stays as it is', (_, text) => {
  expect(conceal(text)).toBe(text)
  const behind = conceal(`${text} ${base64(base64(HEX))}`)
  expect(behind.startsWith(text)).toBe(true)
  expect(behind.slice(text.length)).toMatch(/^ \S{0,4}base64\(.*‹piece of api-key›.*\)\S{0,4}$/)
})

test.each([4, 8, 13])('each piece of eight characters of a key is one, also at place %i', (at) => {
  expect(conceal(`x ${HEX.slice(at, at + 8)} y`)).toBe('x ‹piece of api-key› y')
})

test('a piece is named by what it is, and how it was written', () => {
  expect(conceal(key.slice(0, 20))).toBe('‹piece of api-key›')
  expect(conceal(key)).toBe('‹api-key›')
  expect(conceal(key.toUpperCase())).toBe('recased(‹api-key›)')
  expect(conceal(Buffer.from(key.slice(10, 30)).toString('hex'))).toBe('hex(‹piece of api-key›)')
  expect(conceal(`a${key.slice(-9)}${key.slice(0, 22)}z`)).toBe('a‹piece of api-key›‹piece of api-key›z')
})

test.each([
  ['the prefix that all keys have', 'harness-'],
  ['the header that all tokens have', HEADER],
  ['the claims before what is drawn', token.slice(0, HEADER.length + 12)],
  ['seven characters', HEX.slice(0, 7)],
  ['another key of the same form', 'harness-00000000000000000000000000000001'],
  ['a word of a password', 'correct-horse'],
  ['a role', '‹api-key›'],
  [
    'what stands apart by itself',
    'a b c d e f g h, 10:22:33:44:55:66, [99, 100, 101, 102, 103, 104, 105, 106], 3f25 04e0 4f89',
  ],
  ['parameters', '?a=63&b=38=61=31=66&q=%25&=%3D'],
  ['an object of short members', '{"n":1,"top_p":1,"a":"c8a1","b":"7be254","stream":true}'],
  ['a page', '<p>c8a1</p><p class="c8a1">7be2</p> 1 < 2 > 0'],
  ['ordinary text', 'POST /openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21 100% & \\u0041'],
])('%s stays as it is', (_, text) => {
  expect(conceal(text)).toBe(text)
})

test('escapes that stand before a piece do not move it', () => {
  expect(conceal(`%20&amp;\\u0041[${HEX.slice(0, 10)}]`)).toBe('%20&amp;\\u0041[‹piece of api-key›]')
  const escaped = ENCODINGS['percent']?.(HEX.slice(0, 10))
  expect(conceal(`a%20b\\/[${escaped}]%20z`)).toBe('a%20b\\/[‹piece of api-key›]%20z')
})

test('a text with escapes can still be read when a piece of it is hidden', () => {
  const pem = `-----BEGIN KEY-----\n${HEX}\n-----END KEY-----\n`
  const hide = concealer([{ label: 'own-key', value: pem, drawn: [[20, 52]] }])
  for (const text of [JSON.stringify({ pem }), JSON.stringify({ text: JSON.stringify(pem) })]) {
    const hidden = hide(text)
    expect(hidden).not.toContain(HEX.slice(0, 10))
    expect(() => JSON.parse(hidden)).not.toThrow()
  }
})

test('what stands behind a key that was cut is left as it stands, also where it might be one piece more', () => {
  const cut = '6338 6131 6633 3930 3762'
  const shown = conceal(`{"a": " <${cut}> {"a": "`)
  expect(shown).toMatch(/^\{"a": " <.*‹.*› ?\)?> \{"a": "$/)
  expect(shown).not.toContain('6131')
})
