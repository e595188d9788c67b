import type { Spot } from '../../../model/policy-document.ts'
import type { Node, Statement } from '../../../model/policy-expression.ts'
import { type RawHole, SyntaxFault, type Token } from './token.ts'

/** Deeper than this nobody writes; what is would cost the stack. */
const MAX_DEPTH = 120

/** Words from first to last, and the place among them. */
export class Cursor {
  #index = 0
  #depth = 0
  readonly #tokens: readonly Token[]
  readonly #spotAt: (at: number) => Spot
  /** Statements between braces, the first of which is next. */
  readonly block: (cursor: Cursor) => readonly Statement[]
  readonly hole: (hole: RawHole) => Node

  constructor(
    tokens: readonly Token[],
    tools: {
      readonly spotAt: (at: number) => Spot
      readonly block: (cursor: Cursor) => readonly Statement[]
      readonly hole: (hole: RawHole) => Node
    },
  ) {
    this.#tokens = tokens
    this.#spotAt = tools.spotAt
    this.block = tools.block
    this.hole = tools.hole
  }

  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#index + ahead, this.#tokens.length - 1)]
    if (!token) throw new Error('There is an end at least.')
    return token
  }

  spot(token: Token = this.peek()): Spot {
    return this.#spotAt(token.at)
  }

  next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.#index += 1
    return token
  }

  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return (token.kind === 'sign' || token.kind === 'name') && token.text === text
  }

  /** Takes it if it is next. */
  take(text: string): boolean {
    if (!this.is(text)) return false
    this.next()
    return true
  }

  /** @throws SyntaxFault */
  expect(text: string): void {
    if (!this.take(text)) throw this.fault(`Expected "${text}"`)
  }

  /** @throws SyntaxFault */
  name(what = 'a name'): string {
    const token = this.peek()
    if (token.kind !== 'name') throw this.fault(`Expected ${what}`)
    this.next()
    return token.text.replace(/^@/, '')
  }

  fault(expected: string): SyntaxFault {
    const token = this.peek()
    const found =
      token.kind === 'end' ? 'the end' : `"${token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text}"`
    return new SyntaxFault(token.at, `${expected}, found ${found}.`)
  }

  /** What `read` gives if it reads all that it wants and `holds` is true behind it; else null, and nothing is taken. */
  attempt<T>(read: () => T, holds: (found: T) => boolean = () => true): T | null {
    const [index, depth] = [this.#index, this.#depth]
    try {
      const found = read()
      if (holds(found)) return found
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error
      this.#depth = depth
    }
    this.#index = index
    return null
  }

  /** @throws SyntaxFault when it is nested deeper than anybody writes */
  nested<T>(read: () => T): T {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) throw new SyntaxFault(this.peek().at, `It is nested deeper than ${MAX_DEPTH} levels.`)
    const found = read()
    this.#depth -= 1
    return found
  }
}
