import { BlockList, isIP, SocketAddress } from 'node:net'
import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { textIn } from './arguments.ts'
import { BytesValue, TextObject } from './objects.ts'
import { of, type Types, thrown, type Use } from './types.ts'

/**
 * An address in the one form that is usual; null: it is none.
 * @throws CannotTell for numbers that .NET reads as an address of fewer than four parts, or in another base
 */
const addressFrom = (text: string, { at }: Pick<Use, 'at'>): TextObject | null => {
  const plain = text.replace(/^\[(.*:.*)\]$/, '$1')
  const family = isIP(plain)
  if (family === 0 && /^[\da-fx.]+$/i.test(plain) && /^\d/.test(plain))
    throw new CannotTell(at, `whether "${plain}" is an address is not known here`)
  if (family === 0) return null
  const { address } = new SocketAddress({ address: plain, family: family === 4 ? 'ipv4' : 'ipv6' })
  return new TextObject('IPAddress', address)
}

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

/** https://learn.microsoft.com/dotnet/api/system.net.ipaddress */
export const addressTypes: Types = {
  IPAddress: {
    functions: {
      Parse: ([text], use) => {
        const address = addressFrom(textIn(text, use), use)
        if (address) return address
        throw thrown(use, 'FormatException', 'An invalid IP address was specified.')
      },
      TryParse: ([text], use) => {
        const address = typeof text === 'string' ? addressFrom(text, use) : null
        use.out(1, address)
        return address !== null
      },
      IsLoopback: ([address]) =>
        address instanceof TextObject && LOOPBACK.check(address.text, isIP(address.text) === 6 ? 'ipv6' : 'ipv4'),
    },
    methods: {
      GetAddressBytes: of(TextObject, ({ text }, _given, use): Value => {
        if (isIP(text) !== 4) throw new CannotTell(use.at, 'the bytes of an IPv6 address are not known here')
        return new BytesValue(Uint8Array.from(text.split('.'), Number))
      }),
    },
  },
}
