import type { Branch, Liquid, LiquidNode, Operand, Test } from './liquid-template.ts'
import { condition, filtered, operand, reading } from './read-operand.ts'

/** `{{ … }}` and `{% … %}`; a hyphen takes the blanks beside it. */
const PIECE = /\{\{(-?)([^{}]*?)(-?)\}\}|\{%(-?)\s*(\w*)([^{}]*?)(-?)%\}/g

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly text: string; readonly inner: string }
  | { readonly kind: 'tag'; readonly text: string; readonly name: string; readonly inner: string }

/** A template, read; what of it is not known stands in it as that. */
export const readLiquid = (template: string): Liquid => {
  const pieces = new Pieces(piecesOf(template))
  return pieces.body([])
}

const piecesOf = (template: string): readonly Piece[] => {
  const pieces: Piece[] = []
  let at = 0
  const text = (to: number, cutsEnd: boolean, cutsStart: boolean): void => {
    const plain = template.slice(at, to)
    const kept = cutsStart ? plain.trimStart() : plain
    if (kept !== '') pieces.push({ kind: 'text', text: cutsEnd ? kept.trimEnd() : kept })
  }
  let cuts = false
  for (const found of template.matchAll(PIECE)) {
    const [whole, before, output, after, tagBefore, name, inner = '', tagAfter] = found
    text(found.index, (before ?? tagBefore) === '-', cuts)
    pieces.push(
      name === undefined
        ? { kind: 'output', text: whole, inner: output ?? '' }
        : { kind: 'tag', text: whole, name, inner: inner.trim() },
    )
    at = found.index + whole.length
    cuts = (after ?? tagAfter) === '-'
  }
  text(template.length, false, cuts)
  return pieces
}

/** Tags within tags; deeper nobody writes. */
const DEEPEST = 100

class Pieces {
  private readonly pieces: readonly Piece[]
  private at = 0
  private depth = 0

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces
  }

  /** Up to one of these tags, which stays; up to the end where there are none. */
  body(until: readonly string[]): Liquid {
    const nodes: LiquidNode[] = []
    for (let piece = this.pieces[this.at]; piece; piece = this.pieces[this.at]) {
      if (piece.kind === 'tag' && until.includes(piece.name)) return nodes
      this.at += 1
      nodes.push(...this.deeper(piece))
    }
    if (until.length > 0) nodes.push({ node: 'unknown', text: `{% ${until.at(-1)} %}` })
    return nodes
  }

  private deeper(piece: Piece): readonly LiquidNode[] {
    if (this.depth >= DEEPEST) return [{ node: 'unknown', text: piece.text }]
    this.depth += 1
    const nodes = this.nodesOf(piece)
    this.depth -= 1
    return nodes
  }

  private nodesOf(piece: Piece): readonly LiquidNode[] {
    if (piece.kind === 'text') return [{ node: 'text', text: piece.text }]
    if (piece.kind === 'tag') return this.tag(piece)
    const value = reading(piece.inner, filtered)
    return [value ? { node: 'output', value } : { node: 'unknown', text: piece.text }]
  }

  private tag({ name, inner, text }: Extract<Piece, { kind: 'tag' }>): readonly LiquidNode[] {
    switch (name) {
      case 'assign':
        return [assign(inner) ?? { node: 'unknown', text }]
      case 'capture': {
        const body = this.ended('endcapture')
        return [/^\w+$/.test(inner) ? { node: 'capture', name: inner, body } : { node: 'unknown', text }]
      }
      case 'comment':
        this.ended('endcomment')
        return []
      case 'raw':
        return [{ node: 'text', text: this.asWritten('endraw') }]
      case 'if':
      case 'unless':
        return this.branches(name, inner, text)
      case 'case':
        return this.cases(inner, text)
      case 'for':
        return this.loop(inner, text)
      case 'break':
      case 'continue':
        return [{ node: name }]
      default:
        return [{ node: 'unknown', text }]
    }
  }

  private ended(end: string): Liquid {
    const body = this.body([end])
    this.at += 1
    return body
  }

  private asWritten(end: string): string {
    const texts: string[] = []
    for (let piece = this.pieces[this.at]; piece; piece = this.pieces[this.at]) {
      this.at += 1
      if (piece.kind === 'tag' && piece.name === end) break
      texts.push(piece.text)
    }
    return texts.join('')
  }

  private branches(name: 'if' | 'unless', inner: string, text: string): readonly LiquidNode[] {
    const end = `end${name}`
    const branches: Branch[] = []
    const first = reading(inner, condition)
    let test: Test | null | undefined = name === 'unless' && first ? { test: 'not', of: first } : (first ?? undefined)
    for (;;) {
      const body = this.body(['elsif', 'else', end])
      // Whether a test that nobody can read holds is not known, and neither is what comes of the others.
      if (test === undefined) branches.push({ test: null, body: [{ node: 'unknown', text }] })
      else branches.push({ test, body })
      const next = this.pieces[this.at]
      this.at += 1
      if (next?.kind !== 'tag' || next.name === end) return [{ node: 'if', branches }]
      test = next.name === 'else' ? null : (reading(next.inner, condition) ?? undefined)
    }
  }

  private cases(inner: string, text: string): readonly LiquidNode[] {
    const value = reading(inner, operand)
    const branches: Branch[] = []
    this.body(['when', 'else', 'endcase'])
    for (;;) {
      const tag = this.pieces[this.at]
      this.at += 1
      if (tag?.kind !== 'tag' || tag.name === 'endcase')
        return [value ? { node: 'if', branches } : { node: 'unknown', text }]
      const tests = tag.name === 'else' ? null : whenTests(value, tag.inner)
      const body = this.body(['when', 'else', 'endcase'])
      branches.push(
        tests === undefined ? { test: null, body: [{ node: 'unknown', text: tag.text }] } : { test: tests, body },
      )
    }
  }

  private loop(inner: string, text: string): readonly LiquidNode[] {
    const head = loopHead(inner)
    const body = this.body(['else', 'endfor'])
    const isElse = this.pieces[this.at]
    this.at += 1
    const otherwise = isElse?.kind === 'tag' && isElse.name === 'else' ? this.ended('endfor') : []
    return [head ? { node: 'for', ...head, body, otherwise } : { node: 'unknown', text }]
  }
}

const assign = (inner: string): LiquidNode | null => {
  const [, name, source] = /^(\w+)\s*=\s*(.*)$/s.exec(inner) ?? []
  const value = source === undefined ? null : reading(source, filtered)
  return name !== undefined && value ? { node: 'assign', name, value } : null
}

/** `when 1, 2` and `when 1 or 2`; undefined: it is written otherwise. */
const whenTests = (left: Operand | null, inner: string): Test | undefined => {
  const rights = reading(inner, (words) => {
    const found: Operand[] = []
    do {
      const one = operand(words)
      if (!one) return null
      found.push(one)
    } while (words.take(',') || words.take('or'))
    return found
  })
  const tests = left && rights?.map((right): Test => ({ test: 'compare', operator: '==', left, right }))
  return tests?.reduce((all, one) => ({ test: 'either', left: all, right: one }))
}

const loopHead = (inner: string) => {
  const [, name, rest] = /^(\w+)\s+in\s+(.*)$/s.exec(inner) ?? []
  if (name === undefined || rest === undefined) return null
  return reading(rest, (words) => {
    const list = operand(words)
    if (!list) return null
    let [limit, offset, reversed]: [Operand | null, Operand | null, boolean] = [null, null, false]
    for (let word = words.next(); word !== undefined; word = words.next()) {
      if (word === 'reversed') reversed = true
      else if ((word === 'limit' || word === 'offset') && words.take(':')) {
        const value = operand(words)
        if (!value) return null
        if (word === 'limit') limit = value
        else offset = value
      } else return null
    }
    return { name, in: list, limit, offset, reversed }
  })
}
