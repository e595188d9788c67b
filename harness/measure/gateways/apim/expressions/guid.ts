import { createHash } from 'node:crypto'
import type { GatewayExchange } from '../exchange.ts'
import { CannotTell } from '../policy.ts'
import { textIn } from './arguments.ts'
import { BytesValue, TextObject } from './objects.ts'
import { of, type Types, thrown } from './types.ts'

const SHAPE = /^\{?([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})\}?$/i

const hyphened = (hex: string): string =>
  hex
    .toLowerCase()
    .replaceAll('-', '')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const parsed = (text: string): TextObject | null => {
  const hex = SHAPE.exec(text.trim())?.[1]
  return hex === undefined ? null : new TextObject('Guid', hyphened(hex))
}

/** An id as a Guid, the same for the same id. */
export const guidFrom = (id: string): TextObject => {
  const hex = createHash('sha256').update(id).digest('hex').slice(0, 32)
  return parsed(id) ?? new TextObject('Guid', hyphened(`${hex.slice(0, 12)}4${hex.slice(13, 16)}8${hex.slice(17)}`))
}

const drawn = new WeakMap<GatewayExchange, number>()

/** Chance that comes out the same for the same request of a run: how many were drawn before decides. */
export const chance = (exchange: GatewayExchange): Buffer => {
  const before = drawn.get(exchange) ?? 0
  drawn.set(exchange, before + 1)
  return createHash('sha256').update(`${exchange.id} ${before}`).digest()
}

export const guidTypes: Types = {
  Guid: {
    fields: { Empty: () => new TextObject('Guid', '00000000-0000-0000-0000-000000000000') },
    functions: {
      NewGuid: (_given, { exchange }) => guidFrom(chance(exchange).toString('hex')),
      Parse: ([text], use) => {
        const guid = parsed(textIn(text, use))
        if (guid === null) throw thrown(use, 'FormatException', 'Unrecognized Guid format.')
        return guid
      },
      TryParse: ([text], use) => {
        const guid = typeof text === 'string' ? parsed(text) : null
        use.out(1, guid ?? new TextObject('Guid', '00000000-0000-0000-0000-000000000000'))
        return guid !== null
      },
    },
    construct: ([text], use) => {
      const guid = parsed(textIn(text, use))
      if (guid === null) throw thrown(use, 'FormatException', 'Unrecognized Guid format.')
      return guid
    },
    methods: {
      ToByteArray: of(TextObject, ({ text }, _given, use) => {
        const bytes = Buffer.from(text.replaceAll('-', ''), 'hex')
        if (bytes.length !== 16) throw new CannotTell(use.at, 'the bytes of this Guid are not known here')
        const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
        return new BytesValue(Uint8Array.from(order, (at) => bytes[at] ?? 0))
      }),
    },
  },
}
