import type { Filtered, Operand, Operator, Test } from './liquid-template.ts'

const WORDS =
  /\s*(?:("[^"]*"|'[^']*')|(-?\d+(?:\.\d+)?(?!\.?\w))|(==|!=|<>|<=|>=|\.\.|[<>|:,.[\]()])|([A-Za-z_][\w-]*\??))/y

/** Of one tag; more nobody writes, and they may stand within each other. */
const MOST_WORDS = 500

/** The words of what stands within a tag; null: something there is no word. */
const wordsOf = (text: string): readonly string[] | null => {
  const words: string[] = []
  const source = text.trim()
  for (WORDS.lastIndex = 0; WORDS.lastIndex < source.length; ) {
    const [whole] = WORDS.exec(source) ?? []
    if (whole === undefined) return null
    words.push(whole.trim())
  }
  return words
}

class Words {
  private readonly words: readonly string[]
  private at = 0

  constructor(words: readonly string[]) {
    this.words = words
  }

  is(word: string): boolean {
    return this.words[this.at] === word
  }

  take(word: string): boolean {
    if (!this.is(word)) return false
    this.at += 1
    return true
  }

  next(): string | undefined {
    const word = this.words[this.at]
    this.at += 1
    return word
  }

  peek(): string | undefined {
    return this.words[this.at]
  }
}

/** What `read` makes of a tag's words, all of them; null: it is written otherwise. */
export const reading = <T>(text: string, read: (words: Words) => T | null): T | null => {
  const all = wordsOf(text)
  if (!all || all.length > MOST_WORDS) return null
  const words = new Words(all)
  const made = read(words)
  return words.peek() === undefined ? made : null
}

const LITERALS: Readonly<Record<string, boolean | null>> = { true: true, false: false, nil: null, null: null }

/** `body.lines[0].name`, `"text"`, `(1..3)`. */
export const operand = (words: Words): Operand | null => {
  const word = words.next()
  if (word === undefined) return null
  if (/^["']/.test(word)) return { operand: 'literal', value: word.slice(1, -1) }
  if (/^-?\d/.test(word)) return { operand: 'literal', value: Number(word) }
  if (word === '(') return range(words)
  if (!/^[A-Za-z_]/.test(word)) return null
  if (Object.hasOwn(LITERALS, word)) return { operand: 'literal', value: LITERALS[word] ?? null }
  if (word === 'empty' || word === 'blank') return { operand: 'empty' }
  const steps: (string | Operand)[] = []
  for (;;) {
    if (words.take('.')) {
      const name = words.next()
      if (name === undefined || !/^[A-Za-z_]/.test(name)) return null
      steps.push(name)
    } else if (words.take('[')) {
      const by = operand(words)
      if (!by || !words.take(']')) return null
      steps.push(by)
    } else return { operand: 'path', root: word, steps }
  }
}

const range = (words: Words): Operand | null => {
  const from = operand(words)
  if (!from || !words.take('..')) return null
  const to = operand(words)
  return to && words.take(')') ? { operand: 'range', from, to } : null
}

/** `value | Filter: a, b | Other`. */
export const filtered = (words: Words): Filtered | null => {
  const value = operand(words)
  if (!value) return null
  const filters: { name: string; given: Operand[] }[] = []
  while (words.take('|')) {
    const name = words.next()
    if (name === undefined || !/^[A-Za-z_]/.test(name)) return null
    const given: Operand[] = []
    if (words.take(':'))
      do {
        const one = operand(words)
        if (!one) return null
        given.push(one)
      } while (words.take(','))
    filters.push({ name, given })
  }
  return { value, filters }
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  '==': '==',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
  contains: 'contains',
}

/** From the right, as Liquid takes `and` and `or`: neither binds closer. */
export const condition = (words: Words): Test | null => {
  const left = comparison(words)
  if (!left) return null
  const joint = words.take('and') ? 'both' : words.take('or') ? 'either' : null
  if (joint === null) return left
  const right = condition(words)
  return right && { test: joint, left, right }
}

const comparison = (words: Words): Test | null => {
  const left = operand(words)
  if (!left) return null
  const operator = OPERATORS[words.peek() ?? '']
  if (!operator) return { test: 'true', value: left }
  words.next()
  const right = operand(words)
  return right && { test: 'compare', operator, left, right }
}
