import type { Node, Statement } from '../../../model/policy-expression.ts'
import type { Spot } from '../../../model/spot.ts'
import { isReserved } from './keywords.ts'
import { type RawHole, SyntaxFault, type Token } from './token.ts'

/** Deeper than this nobody writes; what is would cost the stack. */
const MAX_DEPTH = 120

/** More than these of one expression help nobody. */
const MAX_FAULTS = 10

/** What a statement goes on with behind a `}`. */
const GOES_ON = ['else', 'catch', 'finally', 'while', ';', '.', '?.', ',', ')']

/** https://learn.microsoft.com/dotnet/csharp/language-reference/keywords/query-keywords */
const QUERY_WORDS = new Set(
  'from where select group into orderby join let in on equals by ascending descending'.split(' '),
)

/** Words from first to last, and the place among them. */
export class Cursor {
  #index = 0
  #depth = 0
  #queries = 0
  readonly #tokens: readonly Token[]
  readonly #spotAt: (at: number) => Spot
  readonly #faults: { readonly spot: Spot; readonly what: string }[]
  /** Statements between braces, the first of which is next. */
  readonly block: (cursor: Cursor) => readonly Statement[]
  readonly hole: (hole: RawHole, depth: number) => Node

  constructor(
    tokens: readonly Token[],
    tools: {
      readonly spotAt: (at: number) => Spot
      readonly block: (cursor: Cursor) => readonly Statement[]
      readonly hole: (hole: RawHole, depth: number) => Node
      /** How deep it stands already: a hole in what holds it. */
      readonly depth: number
      /** What is wrong in statements that were left out. */
      readonly faults: { readonly spot: Spot; readonly what: string }[]
    },
  ) {
    this.#depth = tools.depth
    this.#tokens = tokens
    this.#spotAt = tools.spotAt
    this.block = tools.block
    this.#faults = tools.faults
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
    if (token.kind !== 'name' || isReserved(token.text)) throw this.fault(`Expected ${what}`)
    this.next()
    return token.text.replace(/^@/, '')
  }

  get depth(): number {
    return this.#depth
  }

  /** What stands here is C#, and not known here. */
  unknown(what: string): SyntaxFault {
    return new SyntaxFault(this.peek().at, `${what} not supported in expressions here.`)
  }

  /**
   * What `read` gives; where it fails, the fault is kept, null given, and what is left of the statement is left out.
   * @throws SyntaxFault when no statement can follow, or enough is wrong already
   */
  orSkipped<T>(read: () => T): T | null {
    const [index, depth] = [this.#index, this.#depth]
    try {
      return read()
    } catch (error) {
      if (!(error instanceof SyntaxFault) || error.isLast || this.peek().kind === 'end') throw error
      if (this.#faults.length >= MAX_FAULTS) throw error
      this.#faults.push({ spot: this.#spotAt(error.at), what: error.message })
      this.#index = index
      this.#depth = depth
      this.#skipStatement()
      return null
    }
  }

  /** Behind the `;` or `}` that ends it, or before the `}` of the block that it stands in. */
  #skipStatement(): void {
    for (let open = 0; this.peek().kind !== 'end' && !(open === 0 && this.is('}')); ) {
      const { kind, text } = this.next()
      if (kind !== 'sign') continue
      if (text === ';' && open === 0) return
      if (['(', '[', '?[', '{'].includes(text)) open += 1
      else if ([')', ']', '}'].includes(text)) open = Math.max(0, open - 1)
      if (text === '}' && open === 0 && !GOES_ON.some((one) => this.is(one))) return
    }
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

  /** Reads a part of a query, in which the words of its clauses end a value. */
  withinQuery<T>(read: () => T): T {
    this.#queries += 1
    try {
      return read()
    } finally {
      this.#queries -= 1
    }
  }

  /** Whether a word begins the next clause of a query here, and is no name. */
  endsClause(word: string): boolean {
    return this.#queries > 0 && QUERY_WORDS.has(word)
  }

  /** @throws SyntaxFault when it is nested deeper than anybody writes */
  nested<T>(read: () => T): T {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH)
      throw new SyntaxFault(this.peek().at, `It is nested deeper than ${MAX_DEPTH} levels.`, true)
    const found = read()
    this.#depth -= 1
    return found
  }
}
