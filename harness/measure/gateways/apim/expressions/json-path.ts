/** A path through JSON, as Newtonsoft reads it. https://www.newtonsoft.com/json/help/html/QueryJsonSelectTokenJsonPath.htm */
export type JsonPath = readonly JsonStep[]

export type JsonStep = { readonly deep: boolean } & (
  | { readonly step: 'names'; readonly names: readonly string[] }
  | { readonly step: 'places'; readonly places: readonly number[] }
  | {
      readonly step: 'slice'
      readonly from: number | null
      readonly to: number | null
      readonly by: number
    }
  | { readonly step: 'all' }
  | { readonly step: 'filter'; readonly test: JsonTest }
)

export type JsonTest =
  | { readonly test: 'both' | 'either'; readonly left: JsonTest; readonly right: JsonTest }
  | { readonly test: 'exists'; readonly path: JsonOperand }
  | {
      readonly test: 'compare'
      readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>='
      readonly left: JsonOperand
      readonly right: JsonOperand
    }

export type JsonOperand =
  | { readonly operand: 'path'; readonly from: '@' | '$'; readonly path: JsonPath }
  | { readonly operand: 'value'; readonly value: string | number | boolean | null }

const known = new Map<string, JsonPath | null>()
const MOST = 500

/** Null: it is none, or has what is not known here (`=~`, scripts). */
export const jsonPath = (text: string): JsonPath | null => {
  const there = known.get(text)
  if (there !== undefined) return there
  const read = new Reader(text)
  read.take('$')
  const path = read.steps()
  const whole = path !== null && read.isAtEnd() ? path : null
  if (known.size >= MOST) known.clear()
  known.set(text, whole)
  return whole
}

const NAME = /[^.[\]'"*$()?@=!<>&|\s]+/y
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const QUOTED = /'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"/y
const OPERATOR = /==|!=|<=|>=|<|>/y
/** Tests within tests; deeper nobody writes. */
const DEEPEST = 50

class Reader {
  private at = 0
  private depth = 0
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  isAtEnd(): boolean {
    return this.at >= this.text.length
  }

  take(sign: string): boolean {
    if (!this.text.startsWith(sign, this.at)) return false
    this.at += sign.length
    return true
  }

  /** Null: no path. */
  steps(): JsonPath | null {
    const found: JsonStep[] = []
    for (;;) {
      const deep = this.take('..')
      const isDotted = !deep && this.take('.')
      if (!(deep || isDotted || found.length === 0 || this.text[this.at] === '[')) return found
      const step = this.step(deep)
      if (step === null) return found.length === 0 && !deep && !isDotted ? found : null
      found.push(step)
    }
  }

  private step(deep: boolean): JsonStep | null {
    if (this.take('*')) return { deep, step: 'all' }
    if (this.take('[')) return this.bracket(deep)
    const name = this.match(NAME)
    return name === null ? null : { deep, step: 'names', names: [name] }
  }

  private bracket(deep: boolean): JsonStep | null {
    this.blanks()
    const step = this.inBracket(deep)
    this.blanks()
    return step !== null && this.take(']') ? step : null
  }

  private inBracket(deep: boolean): JsonStep | null {
    if (this.take('*')) return { deep, step: 'all' }
    if (this.take('?')) {
      const test = this.take('(') ? this.either() : null
      return test !== null && this.take(')') ? { deep, step: 'filter', test } : null
    }
    const names = this.several(() => this.quoted())
    if (names.length > 0) return { deep, step: 'names', names }
    const [from, to, by] = [
      this.whole(),
      this.take(':') ? this.whole() : undefined,
      this.take(':') ? this.whole() : null,
    ]
    if (to !== undefined) return by === 0 ? null : { deep, step: 'slice', from, to, by: by ?? 1 }
    if (from === null) return null
    this.blanks()
    const more = this.take(',') ? this.several(() => this.whole()) : []
    return { deep, step: 'places', places: [from, ...more] }
  }

  private several<T>(read: () => T | null): readonly T[] {
    const found: T[] = []
    for (let one = read(); one !== null; one = read()) {
      found.push(one)
      this.blanks()
      if (!this.take(',')) break
      this.blanks()
    }
    return found
  }

  private either(): JsonTest | null {
    this.depth += 1
    let left = this.depth > DEEPEST ? null : this.both()
    while (left !== null && this.take('||')) {
      const right = this.both()
      left = right && { test: 'either', left, right }
    }
    this.depth -= 1
    return left
  }

  private both(): JsonTest | null {
    let left = this.compared()
    while (left !== null && this.take('&&')) {
      const right = this.compared()
      left = right && { test: 'both', left, right }
    }
    return left
  }

  private compared(): JsonTest | null {
    this.blanks()
    if (this.take('(')) {
      const inner = this.either()
      const test = inner !== null && this.take(')') ? inner : null
      this.blanks()
      return test
    }
    const left = this.operand()
    this.blanks()
    if (left === null) return null
    const sign = this.match(OPERATOR)
    const operator = OPERATORS.find((one) => one === sign)
    if (operator === undefined) return left.operand === 'path' ? { test: 'exists', path: left } : null
    this.blanks()
    const right = this.operand()
    this.blanks()
    return right && { test: 'compare', operator, left, right }
  }

  private operand(): JsonOperand | null {
    const from = this.take('@') ? '@' : this.take('$') ? '$' : null
    if (from !== null) {
      const path = this.steps()
      return path && { operand: 'path', from, path }
    }
    const text = this.quoted()
    if (text !== null) return { operand: 'value', value: text }
    for (const [word, value] of WORDS) if (this.take(word)) return { operand: 'value', value }
    const number = this.match(NUMBER)
    return number === null ? null : { operand: 'value', value: Number(number) }
  }

  private whole(): number | null {
    const number = this.match(NUMBER, (found) => /^-?\d+$/.test(found))
    return number === null ? null : Number(number)
  }

  private quoted(): string | null {
    const text = this.match(QUOTED)
    return text === null ? null : text.slice(1, -1).replace(/\\(.)/g, '$1')
  }

  private blanks(): void {
    while (this.text[this.at] === ' ') this.at += 1
  }

  private match(pattern: RegExp, holds: (found: string) => boolean = () => true): string | null {
    pattern.lastIndex = this.at
    const [found] = pattern.exec(this.text) ?? []
    if (found === undefined || !holds(found)) return null
    this.at += found.length
    return found
  }
}

const OPERATORS = ['==', '!=', '<=', '>=', '<', '>'] as const
const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const
