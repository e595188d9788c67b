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
  json: (text) => text.replaceAll(/./g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  html: (text) => text.replaceAll(/./g, (one) => `&#${one.charCodeAt(0)};`),
  'html in hex': (text) => text.replaceAll(/./g, (one) => `&#x${one.charCodeAt(0).toString(16)};`),
}
