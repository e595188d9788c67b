/** What JSON this is; plain data, as `JSON.parse` gives it. */
type Data = null | boolean | number | string | Data[] | { [name: string]: Data }

const DEEPEST = 64
const LITERALS: ReadonlyMap<string, Data> = new Map<string, Data>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', null],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
])
const ESCAPES: ReadonlyMap<string, string> = new Map(Object.entries({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }))

/**
 * JSON as Newtonsoft reads it: also texts between `'`, names without quotes, comments, numbers of other bases, and a comma with
 * nothing before or behind it. Documents write `'` because no `"` stands in an attribute. What Newtonsoft refuses is refused here:
 * a document that tries and catches decides by it.
 * @throws SyntaxError
 */
export const lenientJson = (text: string): Data => {
  const reader = new Reader(text)
  const data = reader.value(0)
  reader.end()
  return data
}

class Reader {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  value(depth: number): Data {
    if (depth > DEEPEST) throw new SyntaxError(`deeper than ${DEEPEST}`)
    const next = this.next()
    if (next === '{') return this.object(depth)
    if (next === '[') return this.array(depth)
    if (next === '"' || next === "'") return this.quoted(next)
    if (next === ',') return null
    const word = this.word(WORD)
    const literal = LITERALS.get(word)
    if (literal !== undefined) return literal
    const number = numberFrom(word)
    if (!Number.isFinite(number)) throw new SyntaxError(`"${word}" at ${this.at}`)
    return number
  }

  end(): void {
    if (this.next() !== '') throw new SyntaxError(`more at ${this.at}`)
  }

  private object(depth: number): Data {
    const made = new Map<string, Data>()
    this.at += 1
    while (this.next() !== '}') {
      const quote = this.next()
      const name = quote === '"' || quote === "'" ? this.quoted(quote) : this.word(NAME)
      this.take(':')
      made.set(name, this.value(depth + 1))
      if (this.next() !== '}') this.take(',')
    }
    this.at += 1
    return Object.fromEntries(made)
  }

  private array(depth: number): Data {
    const made: Data[] = []
    this.at += 1
    while (this.next() !== ']') {
      made.push(this.value(depth + 1))
      if (this.next() !== ']') this.take(',')
    }
    this.at += 1
    return made
  }

  private quoted(quote: string): string {
    let made = ''
    for (this.at += 1; ; this.at += 1) {
      const char = this.text[this.at]
      if (char === undefined) throw new SyntaxError('a text has no end')
      if (char === quote) break
      made += char === '\\' ? this.escape() : char
    }
    this.at += 1
    return made
  }

  private escape(): string {
    this.at += 1
    const char = this.text[this.at] ?? ''
    if (char !== 'u') {
      const meant = ESCAPES.get(char) ?? ('\\\'"/'.includes(char) ? char : undefined)
      if (meant === undefined) throw new SyntaxError(`\\${char}`)
      return meant
    }
    const code = this.text.slice(this.at + 1, this.at + 5)
    if (!/^[0-9a-f]{4}$/i.test(code)) throw new SyntaxError(`\\u${code}`)
    this.at += 4
    return String.fromCharCode(Number.parseInt(code, 16))
  }

  private word(kind: RegExp): string {
    const found = kind.exec(this.text.slice(this.at, this.at + LONGEST_WORD))?.[0]
    if (found === undefined) throw new SyntaxError(`nothing at ${this.at}`)
    this.at += found.length
    return found
  }

  private take(wanted: string): void {
    if (this.next() !== wanted) throw new SyntaxError(`no ${wanted} at ${this.at}`)
    this.at += 1
  }

  /** What stands next, blanks and comments passed over; at the end, nothing. */
  private next(): string {
    BLANK.lastIndex = this.at
    this.at += BLANK.exec(this.text)?.[0].length ?? 0
    return this.text[this.at] ?? ''
  }
}

const BLANK = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y
const LONGEST_WORD = 200
const WORD = /^[\w$.+-]+/
/** A name without quotes is of letters and digits of any script. */
const NAME = /^[\p{L}\p{Nd}_$]+/u

/** NaN: it is none. Behind a zero it is of base 8, or of 16 after `0x`. */
const numberFrom = (word: string): number => {
  if (/^0x[\da-f]+$/i.test(word)) return Number(word)
  if (/^0[0-7]+$/.test(word)) return Number.parseInt(word, 8)
  return /^-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(word) && !/^0\d/.test(word) ? Number(word) : Number.NaN
}
