import { Buffer } from 'node:buffer'
import { createHash, createHmac } from 'node:crypto'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { bytesIn, numberIn, textIn } from './arguments.ts'
import { chance } from './guid.ts'
import { int, isNumber } from './numbers.ts'
import { BytesValue, TextObject, Thing } from './objects.ts'
import { of, type Static, type TypeFacts, type Types, thrown, type Use } from './types.ts'

const bytes = (of: Uint8Array): BytesValue => new BytesValue(new Uint8Array(of))

const CODES: Readonly<Record<string, 'utf8' | 'ascii' | 'latin1' | 'utf16le'>> = {
  UTF8: 'utf8',
  ASCII: 'ascii',
  Unicode: 'utf16le',
  Default: 'utf8',
  Latin1: 'latin1',
}

const codeOf = (name: string) => (Object.hasOwn(CODES, name) ? (CODES[name] ?? 'utf8') : 'utf8')

/** What stands behind percent signs, as UTF-8. */
export const unescaped = (text: string): string =>
  text.replace(/(%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))

/** WebUtility leaves `!()*-._` alone and writes a blank as `+`. */
const urlEncoded =
  (lower: boolean): Static =>
  ([text], use) => {
    if (text === null) return null
    const made = encodeURIComponent(textIn(text, use).toWellFormed())
      .replaceAll('%20', '+')
      .replaceAll("'", '%27')
      .replaceAll('~', '%7E')
    return lower ? made.replace(/%[0-9A-F]{2}/g, (each) => each.toLowerCase()) : made
  }

const urlDecoded: Static = ([text], use) => (text === null ? null : unescaped(textIn(text, use).replaceAll('+', ' ')))

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const htmlEncoded: Static = ([text], use) =>
  text === null
    ? null
    : textIn(text, use).replace(/[&<>"'\u00a0-\u00ff]/g, (each) => ENTITIES[each] ?? `&#${each.charCodeAt(0)};`)

const htmlDecoded: Static = ([text], use) =>
  text === null
    ? null
    : textIn(text, use).replace(
        /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7}));/g,
        (whole, name: string | undefined, code: string | undefined) => {
          if (code !== undefined) return Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : whole
          return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name ?? ''] ?? whole
        },
      )

const web = (lower: boolean): TypeFacts => ({
  functions: { UrlEncode: urlEncoded(lower), UrlDecode: urlDecoded, HtmlEncode: htmlEncoded, HtmlDecode: htmlDecoded },
})

class DigestValue extends Thing {
  readonly digest: (input: Uint8Array) => Uint8Array

  constructor(digest: (input: Uint8Array) => Uint8Array) {
    super('Digest')
    this.digest = digest
  }
}

const hash = (name: string): TypeFacts => {
  const made = () => new DigestValue((input) => createHash(name).update(input).digest())
  return {
    construct: made,
    functions: {
      Create: made,
      HashData: ([input], use) => bytes(createHash(name).update(bytesIn(input, use)).digest()),
    },
  }
}

const hmac = (name: string): TypeFacts => ({
  construct: ([key], use) => {
    if (key === undefined) throw new CannotTell(use.at, 'a key that is drawn by chance is not known here')
    const secret = bytesIn(key, use)
    return new DigestValue((input) => createHmac(name, secret).update(input).digest())
  },
})

/** A plain value's own bytes, little-endian. */
const bytesOfValue = (value: Value, use: Use): Uint8Array => {
  if (typeof value === 'boolean') return Uint8Array.of(value ? 1 : 0)
  if (!isNumber(value)) throw new CannotTell(use.at, 'the bytes of what is no number are not known here')
  const room = Buffer.alloc(8)
  switch (value.type) {
    case 'char':
      room.writeUInt16LE(Number(value.value))
      return room.subarray(0, 2)
    case 'int':
      room.writeInt32LE(Number(value.value))
      return room.subarray(0, 4)
    case 'long':
      room.writeBigInt64LE(BigInt(value.value))
      return room
    case 'float':
      room.writeFloatLE(Number(value.value))
      return room.subarray(0, 4)
    case 'double':
      room.writeDoubleLE(Number(value.value))
      return room
    case 'decimal':
      throw new CannotTell(use.at, 'a decimal has no bytes of that kind')
  }
}

/** https://learn.microsoft.com/dotnet/api/system.text.encoding, System.Net.WebUtility, System.Security.Cryptography */
export const encodingTypes: Types = {
  Encoding: {
    fields: Object.fromEntries(Object.keys(CODES).map((name) => [name, () => new TextObject('Encoding', name)])),
    functions: {
      GetEncoding: ([name], use) => {
        const known = { 'utf-8': 'UTF8', 'us-ascii': 'ASCII', 'iso-8859-1': 'Latin1', 'utf-16': 'Unicode' }[
          textIn(name, use).toLowerCase()
        ]
        if (known === undefined) throw new CannotTell(use.at, `the encoding ${textIn(name, use)} is not known here`)
        return new TextObject('Encoding', known)
      },
    },
    methods: {
      GetBytes: of(TextObject, (self, [text], use) => {
        const source = textIn(text, use)
        use.spend(1 + Math.trunc(source.length / 100))
        return bytes(
          Buffer.from(self.text === 'ASCII' ? source.replace(/[^\0-\x7f]/g, '?') : source, codeOf(self.text)),
        )
      }),
      GetByteCount: of(TextObject, (self, [text], use) => int(Buffer.byteLength(textIn(text, use), codeOf(self.text)))),
      GetString: of(TextObject, (self, [input], use) => Buffer.from(bytesIn(input, use)).toString(codeOf(self.text))),
    },
  },
  WebUtility: web(false),
  HttpUtility: web(true),
  BitConverter: {
    functions: {
      GetBytes: ([value], use) => bytes(bytesOfValue(value ?? null, use)),
      // Little-endian, as on the gateway's machines.
      ToInt32: ([input, from], use) => {
        const view = Buffer.from(bytesIn(input, use))
        const at = from === undefined ? 0 : numberIn(from, use)
        if (at < 0 || at + 4 > view.length)
          throw thrown(use, 'ArgumentException', 'Destination array is not long enough.')
        return int(view.readInt32LE(at))
      },
      ToString: ([input], use) =>
        Array.from(bytesIn(input, use), (each) => each.toString(16).toUpperCase().padStart(2, '0')).join('-'),
    },
  },
  Digest: {
    methods: {
      ComputeHash: of(DigestValue, (self, [input], use) => {
        const from = bytesIn(input, use)
        use.spend(1 + Math.trunc(from.length / 100))
        return bytes(self.digest(from))
      }),
    },
  },
  RNGCryptoServiceProvider: {
    construct: () => new Thing('RNGCryptoServiceProvider'),
    methods: {
      GetBytes: (_self, [target], use) => {
        const room = bytesIn(target, use)
        use.spend(room.length)
        for (let at = 0; at < room.length; at += 16) room.set(chance(use.exchange).subarray(0, room.length - at), at)
        return null
      },
    },
  },
  MD5: hash('md5'),
  SHA1: hash('sha1'),
  SHA256: hash('sha256'),
  SHA384: hash('sha384'),
  SHA512: hash('sha512'),
  SHA1Managed: hash('sha1'),
  SHA256Managed: hash('sha256'),
  SHA384Managed: hash('sha384'),
  SHA512Managed: hash('sha512'),
  HMACMD5: hmac('md5'),
  HMACSHA1: hmac('sha1'),
  HMACSHA256: hmac('sha256'),
  HMACSHA384: hmac('sha384'),
  HMACSHA512: hmac('sha512'),
}
