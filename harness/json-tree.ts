import { type Node, type ParseError, type ParseOptions, parseTree, printParseErrorCode } from 'jsonc-parser'

export type JsonSlip = {
  /** What is wrong there: `CommaExpected`, `NestedTooDeep`. */
  readonly name: string
  readonly offset: number
  readonly length: number
}

/** Brackets that may be open at once. Nobody writes so many; the parser needs a piece of the stack for each. */
const DEEPEST = 500
/** Slips that are told: a text with more is no JSON at all. */
const MOST_SLIPS = 100

/** JSON as a tree that remembers where everything stands, and what keeps it from being JSON, line by line. */
export const readJsonTree = (
  text: string,
  options: ParseOptions = {},
): { readonly tree: Node | undefined; readonly slips: readonly JsonSlip[] } => {
  const offset = tooDeepAt(text)
  if (offset !== null) return { tree: undefined, slips: [{ name: 'NestedTooDeep', offset, length: 1 }] }
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, options)
  const told = [...firstOfEachLine(errors, text)].slice(0, MOST_SLIPS)
  return { tree, slips: told.map(({ error, ...at }) => ({ name: printParseErrorCode(error), ...at })) }
}

/** One slip makes the parser stumble several times in a line: the first one tells. */
function* firstOfEachLine(slips: readonly ParseError[], text: string): Generator<ParseError> {
  let from: number | null = null
  for (const slip of slips) {
    if (from === null || text.slice(from, slip.offset).includes('\n')) yield slip
    from = Math.max(from ?? 0, slip.offset)
  }
}

/** Where the bracket stands that is one too many; brackets in texts and comments count for nothing. */
const tooDeepAt = (text: string): number | null => {
  let open = 0
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '"') at = endOfText(text, at)
    else if (sign === '/') at = endOfComment(text, at)
    else if (sign === '[' || sign === '{') {
      open += 1
      if (open > DEEPEST) return at
    } else if (sign === ']' || sign === '}') open = Math.max(0, open - 1)
  }
  return null
}

/** Are more brackets open at once than anybody writes? Whoever walks through its value needs a piece of the stack for each. */
export const isTooDeep = (text: string): boolean => text.length > DEEPEST && tooDeepAt(text) !== null

/** A text that is not closed ends with its line, as the parser has it. */
const endOfText = (text: string, start: number): number => {
  let at = start + 1
  while (at < text.length && text[at] !== '"' && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1
  return at
}

const endOfComment = (text: string, start: number): number => {
  const end =
    text[start + 1] === '/'
      ? text.indexOf('\n', start)
      : text[start + 1] === '*'
        ? text.indexOf('*/', start + 2)
        : start
  return end === -1 ? text.length : end
}
