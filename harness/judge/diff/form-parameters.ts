import { isTooDeep } from '../../json-tree.ts'
import type { WireExchange } from '../../model/report.ts'

type Request = Pick<WireExchange['request'], 'body' | 'headers'>

/**
 * What a body of `application/x-www-form-urlencoded` says, by name: a text, JSON where that is what it holds, and a list where
 * several have the same name. Null for any other body.
 * https://url.spec.whatwg.org/#concept-urlencoded-parser
 */
export const formParameters = (request: Request): Readonly<Record<string, unknown>> | null => {
  const pairs = pairsOf(request)
  return (
    pairs &&
    Object.fromEntries(
      [...Map.groupBy(pairs, ({ name }) => name)].map(([name, [first, ...others]]) => [
        name,
        first && others.length === 0 ? first.value : [first, ...others].map((one) => one?.value),
      ]),
    )
  )
}

/** By what the writing of two such forms differs that say the same: the order of their names, else the first pair that does. */
export const formWrittenAs = (before: Request, after: Request): readonly [string, string] | null => {
  const [a, b] = [pairsOf(before), pairsOf(after)]
  if (!a || !b) return null
  const [was, is] = [a, b].map((pairs) => pairs.map(({ name }) => name).join(', '))
  if (was !== is) return [`with ${was} in this order`, `with ${is} in this order`]
  const at = a.findIndex(({ written }, index) => written !== b[index]?.written)
  return [`with \`${a[at]?.written}\``, `with \`${b[at]?.written}\``]
}

type Pair = { readonly name: string; readonly value: unknown; readonly written: string }

const pairsOf = ({ body, headers }: Request): readonly Pair[] | null => {
  if (typeof body !== 'string') return null
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  if (!/^application\/x-www-form-urlencoded\b/i.test(type) || !/^[^\s={}"]+=[^\s{}"]*$/.test(body)) return null
  try {
    return body.split('&').map((written) => {
      const [name = '', ...value] = written.split('=')
      return { name: decoded(name), value: saidBy(decoded(value.join('='))), written }
    })
  } catch {
    // A percent sign that stands for itself: what leaves the process is no such form.
    return null
  }
}

const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))

const saidBy = (text: string): unknown => {
  if (!/^[[{]/.test(text) || isTooDeep(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
