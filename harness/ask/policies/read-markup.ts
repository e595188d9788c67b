import { nearest } from '../matrix/nearest.ts'
import { decodeEntities } from './entities.ts'
import type { ReadFault } from './fault.ts'
import { plain, type Stretch, trimmed, verbatim } from './mapped-text.ts'
import type { RawElement } from './raw-element.ts'
import { scanBody } from './scan-body.ts'
import { nameAt, scanTag } from './scan-tag.ts'
import type { SourceText } from './source-text.ts'

export type Markup = { readonly elements: readonly RawElement[]; readonly faults: readonly ReadFault[] }

type Open = { -readonly [K in keyof RawElement]: RawElement[K] } & { children: RawElement[]; words: Stretch[] }

/** More than these nobody reads; and a reader that goes on in a broken text finds no end of them. */
const MOST_FAULTS = 50
/** API Management's own documents are nested a few deep. */
const DEEPEST = 100

/**
 * The elements of a policy document as it is really written: expressions with quotes and angle brackets as they are, or escaped
 * as in well-formed XML. It goes on after a fault, so that all are told at once.
 */
export const readMarkup = ({ text, spotAt }: SourceText): Markup => {
  const faults: ReadFault[] = []
  const root = opened('', 0)
  const stack: Open[] = [root]
  const complain = (offset: number, what: string, hint?: string): void => {
    faults.push({ code: 'policy/invalid', spot: spotAt(offset), what, ...(hint === undefined ? {} : { hint }) })
  }
  const top = (): Open => stack.at(-1) ?? root
  const close = (): void => {
    const done = stack.pop()
    if (!done) return
    const words = trimmed(done.words)
    if (words.length > 0) done.text = { mapped: words, doubtful: false }
  }
  const say = (from: number, to: number, decode: boolean): void => {
    const words = verbatim(text.slice(from, to), from)
    top().words.push(...(decode ? decodeEntities(words) : words))
  }

  let at = 0
  while (at < text.length && faults.length < MOST_FAULTS) {
    const next = text.indexOf('<', at)
    const until = next === -1 ? text.length : next
    if (until > at) say(at, until, true)
    at = until
    if (at >= text.length) break
    const skipped = PASSED_OVER.find(({ begins }) => text.startsWith(begins, at))
    if (skipped) {
      const { begins, ends, what } = skipped
      const end = text.indexOf(ends, at + begins.length)
      if (end === -1) complain(at, `The ${what} that begins here is not closed.`, `Expected ${ends} after it.`)
      const inner = end === -1 ? text.length : end
      if (what === 'CDATA') say(at + begins.length, inner, false)
      at = end === -1 ? text.length : end + ends.length
      continue
    }
    if (text[at + 1] === '/') {
      at = closeTag(at)
      continue
    }
    const name = nameAt(text, at + 1)
    if (name === null) {
      complain(at, 'A "<" stands here that begins no tag.', 'In text it is written &lt;.')
      at += 1
      continue
    }
    const tag = scanTag(text, at, name)
    for (const { offset, what, hint } of tag.faults) complain(offset, what, hint)
    const element: Open = { ...opened(name, at), attributes: tag.attributes }
    top().children.push(element)
    at = tag.end
    if (tag.selfClosed) continue
    if (stack.length >= DEEPEST) {
      complain(element.offset, `Elements are nested deeper than ${DEEPEST}.`)
      break
    }
    const body = scanBody(text, at, name)
    stack.push(element)
    if (!body) continue
    if (body.fault) complain(body.fault.offset, body.fault.what, body.fault.hint)
    if (plain(body.value.mapped).trim() !== '') element.text = body.value
    stack.pop()
    const end = text.indexOf('>', body.end)
    at = end === -1 ? text.length : end + 1
  }

  function closeTag(start: number): number {
    const name = nameAt(text, start + 2)
    const end = text.indexOf('>', start)
    const after = end === -1 ? text.length : end + 1
    const index = stack.findLastIndex((one) => one !== root && one.name === name)
    if (name === null || index === -1) {
      const open = stack.slice(1).map((one) => one.name)
      const meant = name === null ? undefined : nearest(name, open)
      const hint = open.length === 0 ? 'No element is open here.' : `Expected </${open.at(-1)}>.`
      complain(start, `</${name ?? ''}> closes nothing.`, meant ? `Did you mean </${meant}>?` : hint)
      // A slip in the name closes what was meant.
      if (meant !== undefined && meant === open.at(-1)) close()
      return after
    }
    for (const { name: inner, offset } of stack.slice(index + 1).reverse())
      complain(offset, `<${inner}> is not closed.`, `Expected </${inner}> before </${name}>.`)
    while (stack.length > index) close()
    return after
  }

  if (faults.length < MOST_FAULTS)
    for (const { name, offset } of stack.slice(1))
      complain(offset, `<${name}> is not closed.`, `Expected </${name}> before the end.`)
  while (stack.length > 0) close()
  if (root.text) complain(root.text.mapped[0]?.from ?? 0, 'Text stands outside of every element.')
  return { elements: root.children, faults }
}

const PASSED_OVER = [
  { begins: '<!--', ends: '-->', what: 'comment' },
  { begins: '<![CDATA[', ends: ']]>', what: 'CDATA' },
  { begins: '<?', ends: '?>', what: 'instruction' },
  { begins: '<!', ends: '>', what: 'declaration' },
] as const

const opened = (name: string, offset: number): Open => ({
  name,
  offset,
  attributes: [],
  children: [],
  text: null,
  words: [],
})
