import { CannotTell } from '../policy.ts'
import type { Value } from '../value.ts'
import { textIn } from './arguments.ts'
import { port } from './context-values.ts'
import { unescaped } from './encoding.ts'
import { int } from './numbers.ts'
import { ListValue, TextObject } from './objects.ts'
import { of, type Static, type Types, thrown, type Use } from './types.ts'

const escaped = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** An address in a text, or as a Uri. */
const addressIn = (value: Value | undefined, use: Use): string =>
  value instanceof TextObject && value.type === 'Uri' ? value.text : textIn(value, use)

/** A whole address, or one beside another; null: it is none. */
const parsed = ([first, second]: readonly Value[], use: Use): URL | null => {
  if (second instanceof TextObject && second.type === 'UriKind' && second.text !== 'Absolute') {
    const whole = URL.parse(addressIn(first, use))
    if (whole) return whole
    throw new CannotTell(use.at, 'an address without a host is not known here')
  }
  const isBase = second !== undefined && !(second instanceof TextObject && second.type === 'UriKind')
  return isBase ? URL.parse(addressIn(second, use), addressIn(first, use)) : URL.parse(addressIn(first, use))
}

const made: Static = (given, use) => {
  const url = parsed(given, use)
  if (url) return new TextObject('Uri', url.href)
  throw thrown(use, 'UriFormatException', 'Invalid URI: The format of the URI could not be determined.')
}

const part = (of_: (url: URL) => Value) => of(TextObject, (self) => of_(new URL(self.text)))

/** https://learn.microsoft.com/dotnet/api/system.uri */
export const uriTypes: Types = {
  Uri: {
    functions: {
      EscapeDataString: ([text], use) => escaped(textIn(text, use)),
      UnescapeDataString: ([text], use) => unescaped(textIn(text, use)),
      EscapeUriString: ([text], use) => encodeURI(textIn(text, use).toWellFormed()),
      TryCreate: (given, use) => {
        const [first] = given
        const url = first === null ? null : parsed(given.slice(0, -1), use)
        use.out(given.length - 1, url && new TextObject('Uri', url.href))
        return url !== null
      },
      IsWellFormedUriString: ([text, kind], use) => {
        if (!(kind instanceof TextObject && kind.text === 'Absolute'))
          throw new CannotTell(use.at, 'an address without a host is not known here')
        return typeof text === 'string' && /^[^\s<>"{}|\\^`]+$/.test(text) && URL.canParse(text)
      },
    },
    construct: made,
    properties: {
      Host: part((url) => url.hostname),
      Scheme: part((url) => url.protocol.slice(0, -1)),
      Port: part((url) => int(port(url))),
      AbsolutePath: part((url) => url.pathname),
      LocalPath: part((url) => unescaped(url.pathname)),
      AbsoluteUri: part((url) => url.href),
      PathAndQuery: part((url) => url.pathname + url.search),
      Query: part((url) => url.search),
      Fragment: part((url) => url.hash),
      Authority: part((url) => url.host),
      IsAbsoluteUri: () => true,
      IsDefaultPort: part((url) => url.port === ''),
      Segments: part((url) => new ListValue(url.pathname.match(/[^/]*\/|[^/]+$/g) ?? [])),
    },
    methods: {
      GetLeftPart: of(TextObject, ({ text }, [wanted], use) => {
        const { protocol, host, pathname, search } = new URL(text)
        const whole = { Scheme: '', Authority: host, Path: host + pathname, Query: host + pathname + search }
        const found = wanted instanceof TextObject && Object.entries(whole).find(([name]) => name === wanted.text)
        if (found) return `${protocol}//${found[1]}`
        throw new CannotTell(use.at, 'this part of an address is not known here')
      }),
    },
  },
}
