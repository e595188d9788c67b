import type { Spot } from '../../../../model/spot.ts'
import { CannotTell } from '../policy.ts'

const END = '(?![\\s\\S])'
const ESCAPES: Readonly<Record<string, string>> = {
  A: '(?<![\\s\\S])',
  z: END,
  Z: `(?=\\n?${END})`,
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  e: '\\x1b',
  a: '\\x07',
}
/** Characters that a pattern whose repetitions multiply may look at without a watch on the time. */
const FEW = 22
/** Steps that a pattern of k repetitions over n characters (n^k) may take without one. */
const STEPS = 1e6

const PIECE =
  /\\(?:p\{[^}]*\}|P\{[^}]*\}|k<\w+>|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)|\(\?<(?![=!])\w+>|\(\?'(\w+)'|\(\?(?::|=|!|<=|<!)|\(\?|\[\^?\]?(?:\\.|[^\]\\])*\]|[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S]/g

/** A pattern that is ready to be matched. */
export type ReadyPattern = {
  readonly regex: RegExp
  /** Whether it could take long over a text of so many characters. */
  readonly mayRunAway: (length: number) => boolean
}

/** Patterns of one process: a document has a few, and asks by them with each request. */
const ready = new Map<string, ReadyPattern>()
const MOST = 500

/** A .NET pattern in JavaScript's language, made once. @throws CannotTell for what the two differ in */
export const readyPattern = (source: string, options: readonly string[], at: Spot): ReadyPattern => {
  const key = `${options.join()} ${source}`
  const there = ready.get(key)
  if (there) return there
  const made = { regex: translated(source, options, at), mayRunAway: lengths(source) }
  if (ready.size >= MOST) ready.clear()
  ready.set(key, made)
  return made
}

const translated = (source: string, options: readonly string[], at: Spot): RegExp => {
  const inline = /^\(\?([ims]+)\)/.exec(source)
  const flags = new Set([...(inline?.[1] ?? '')])
  for (const option of options) {
    if (option === 'IgnoreCase') flags.add('i')
    else if (option === 'Multiline') flags.add('m')
    else if (option === 'Singleline') flags.add('s')
    else if (!['None', 'Compiled', 'CultureInvariant'].includes(option))
      throw new CannotTell(at, `RegexOptions.${option} is not known here`)
  }
  const body = source.slice(inline?.[0].length ?? 0)
  let named = false
  let plain = false
  const pattern = body.replace(PIECE, (piece, quoted: string | undefined) => {
    if (quoted !== undefined) {
      named = true
      return `(?<${quoted}>`
    }
    if (piece.startsWith('(?<') && piece.endsWith('>')) named = true
    if (piece === '(') plain = true
    if (piece === '(?') throw new CannotTell(at, `the pattern "${source}" has a group that is not known here`)
    if (piece.startsWith('[') && piece.length > 1) return classed(piece, source, at)
    if (piece.startsWith('\\')) return escaped(piece, source, at)
    if (piece === '$' && !flags.has('m')) return `(?=\\n?${END})`
    if (piece === '$') return `(?=\\n|${END})`
    if (piece === '^' && flags.has('m')) return '(?<![^\\n])'
    if (piece === '.') return flags.has('s') ? '[\\s\\S]' : '[^\\n]'
    return ['{', '}', ']', '/'].includes(piece) ? `\\${piece}` : piece
  })
  // .NET counts named groups after all others.
  if (named && plain) throw new CannotTell(at, `the pattern "${source}" mixes named and plain groups`)
  try {
    return new RegExp(pattern, `gu${flags.has('i') ? 'i' : ''}`)
  } catch (error) {
    if (error instanceof SyntaxError) throw new CannotTell(at, `the pattern "${source}" is not known here`)
    throw error
  }
}

const escaped = (piece: string, source: string, at: Spot): string => {
  const letter = piece.charAt(1)
  if (piece === '\\w') return '[\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]'
  if (piece === '\\W') return '[^\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]'
  if (Object.hasOwn(ESCAPES, letter)) return ESCAPES[letter] ?? piece
  if (/^\\[pP]\{Is/.test(piece) || letter === 'G')
    throw new CannotTell(at, `"${piece}" of the pattern "${source}" is not known here`)
  if (/[sSbBtnrfv1-9pPkxu0]/.test(letter)) return piece
  if (/[a-zA-Z]/.test(letter)) throw new CannotTell(at, `"${piece}" of the pattern "${source}" is not known here`)
  return literal(letter)
}

const literal = (letter: string): string =>
  /[\\^$.*+?()[\]{}|/-]/.test(letter) ? (letter === '-' ? '\\x2d' : `\\${letter}`) : letter

const classed = (piece: string, source: string, at: Spot): string => {
  const negated = piece.startsWith('[^')
  const inner = piece.slice(negated ? 2 : 1, -1)
  if (/-\[/.test(inner)) throw new CannotTell(at, `"${piece}" of the pattern "${source}" is not known here`)
  const made = inner.replace(/\\(?:[pP]\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)|[\s\S]/g, (each) => {
    if (each === '\\w') return '\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}'
    if (each === '\\W') throw new CannotTell(at, `"${piece}" of the pattern "${source}" is not known here`)
    if (each === '\\b') return '\\x08'
    if (each.startsWith('\\')) return escaped(each, source, at)
    return ['[', ']', '/', '(', ')', '{', '}', '|'].includes(each) ? `\\${each}` : each
  })
  return `[${negated ? '^' : ''}${made}]`
}

/** By the shape of a pattern: what repeats within a repetition, or has branches there, can take 2^n steps. */
const lengths = (source: string): ReadyPattern['mayRunAway'] => {
  const open: { repeated: boolean; branches: boolean }[] = []
  let closed: { repeated: boolean; branches: boolean } | null = null
  let repetitions = 0
  let multiply = false
  for (const [piece] of source.matchAll(PIECE)) {
    const unbounded = /^[*+]\??$|^\{\d+,\d*\}\??$/.test(piece)
    if (piece.startsWith('(')) open.push({ repeated: false, branches: false })
    if (piece === '|') for (const each of open) each.branches = true
    if (unbounded) {
      repetitions += 1
      if (closed !== null && (closed.repeated || closed.branches)) multiply = true
      for (const each of open) each.repeated = true
    }
    closed = piece === ')' ? (open.pop() ?? null) : null
  }
  const powers = Math.max(1, repetitions)
  return (length) => (multiply ? length > FEW : length ** powers > STEPS)
}
