const codeOf = (one: string): number => one.charCodeAt(0)
const inJson = (text: string): string =>
  text.replaceAll(/./g, (one) => `\\u${codeOf(one).toString(16).padStart(4, '0')}`)

/** By its bits, as RFC 4648 says it. */
const inBase32 = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .match(/.{1,5}/g)
    ?.map((bits) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(bits.padEnd(5, '0'), 2)])
    .join('') ?? ''

/** How a secret may be written, each by its name: what tests leak. */
export const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'upper case': (text) => text.toUpperCase(),
  'swapped case': (text) =>
    text.replace(/[a-z]/gi, (one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())),
  backwards: (text) => [...text].reverse().join(''),
  base64: (text) => btoa(text),
  'base64 behind one byte': (text) => btoa(`:${text}`),
  'base64 behind two bytes': (text) => btoa(`a:${text}`),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  basic: (text) => `Basic ${btoa(`:${text}`)}`,
  hex: (text) => Buffer.from(text).toString('hex'),
  'hex in capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  percent: (text) => Buffer.from(text).toString('hex').replaceAll(/../g, '%$&'),
  json: (text) => inJson(text),
  html: (text) => text.replaceAll(/./g, (one) => `&#${codeOf(one)};`),
  'html in hex': (text) => text.replaceAll(/./g, (one) => `&#x${codeOf(one).toString(16)};`),
  'percent twice': (text) => Buffer.from(text).toString('hex').replaceAll(/../g, '%25$&'),
  'json in json': (text) => JSON.stringify(inJson(text)).slice(1, -1),
  'in braces': (text) => text.replaceAll(/./g, (one) => `\\u{${codeOf(one).toString(16)}}`),
  'of eight digits': (text) => text.replaceAll(/./g, (one) => `\\U${codeOf(one).toString(16).padStart(8, '0')}`),
  octal: (text) => text.replaceAll(/./g, (one) => `\\${codeOf(one).toString(8).padStart(3, '0')}`),
  'html in html': (text) => text.replaceAll(/./g, (one) => `&amp;#${codeOf(one)};`),
  'quoted-printable': (text) => Buffer.from(text).toString('hex').toUpperCase().replaceAll(/../g, '=$&'),
  'bytes in hex': (text) => [...Buffer.from(text)].map((byte) => byte.toString(16)).join(':'),
  'bytes as in programs': (text) => [...Buffer.from(text)].map((byte) => `0x${byte.toString(16)}`).join(', '),
  'words in hex': (text) =>
    Buffer.from(text)
      .toString('hex')
      .replaceAll(/.{4}(?=.)/g, '$& '),
  'bytes as numbers': (text) => JSON.stringify([...Buffer.from(text)]).slice(1, -1),
  base32: inBase32,
  'base32 behind two bytes in small letters': (text) => inBase32(`a:${text}`).toLowerCase(),
  'base64 of utf-16': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  'hex of utf-16': (text) => Buffer.from(text, 'utf16le').toString('hex'),
}
