import { applyEdits, type Edit, findNodeAtLocation, modify, type Node, parseTree } from 'jsonc-parser'
import type { Acceptance } from '../../model/matrix.ts'

/**
 * The text of a matrix file with one more acceptance behind the others. Nothing else is touched: no comment moves, no
 * entry is formatted anew; the new one takes the file's own indentation.
 * @param text without faults; comments and trailing commas allowed
 */
export const addEntry = (text: string, entry: Acceptance): string => appended(text, 'accepted', entry)

/** What is added to a matrix file. */
export type Addition = {
  /** An SDK as `matrix.json` has it. */
  readonly sdk: { readonly id: string } & Readonly<Record<string, unknown>>
  readonly credentials: Readonly<Record<string, unknown>>
}

/**
 * The same with one more SDK and its credentials; a credential that is there stays as it is.
 * @param text null: there is no file yet
 */
export const addSdk = (text: string | null, { sdk, credentials }: Addition): string => {
  const all = Object.entries(credentials)
  if (text === null) return `${JSON.stringify({ sdks: [sdk], ...(all.length > 0 ? { credentials } : {}) }, null, 2)}\n`
  return all.reduce((before, [role, shape]) => named(before, 'credentials', role, shape), appended(text, 'sdks', sdk))
}

/** One more in the list of a key, which need not be there. */
const appended = (text: string, key: string, value: unknown): string => {
  const root = rootOf(text)
  const style = styleOf(text, root)
  const list = findNodeAtLocation(root, [key])
  const last = list?.children?.at(-1)
  if (last) return applyEdits(text, behind(text, last, written(value), style))
  if (list)
    return applyEdits(text, modify(text, [key, -1], value, { formattingOptions: style, isArrayInsertion: true }))
  return applyEdits(text, behind(text, lastOf(root), property(key, [value]), style))
}

/** One more in the object of a key, which need not be there; what has the name already stays. */
const named = (text: string, key: string, name: string, value: unknown): string => {
  const root = rootOf(text)
  const style = styleOf(text, root)
  const object = findNodeAtLocation(root, [key])
  if (!object) return applyEdits(text, behind(text, lastOf(root), property(key, { [name]: value }), style))
  if (findNodeAtLocation(object, [name])) return text
  const last = object.children?.at(-1)
  return last
    ? applyEdits(text, behind(text, last, property(name, value), style))
    : applyEdits(text, modify(text, [key, name], value, { formattingOptions: style }))
}

const rootOf = (text: string): Node => {
  const root = parseTree(text, [], { allowTrailingComma: true })
  if (root?.type === 'object') return root
  throw new Error('A matrix file is an object.')
}

const lastOf = (root: Node): Node => {
  const last = root.children?.at(-1)
  if (last) return last
  throw new Error('A matrix file has at least its SDKs.')
}

/** The same with an acceptance's words replaced: its conditions stay. */
export const renewEntry = (
  text: string,
  index: number,
  words: Pick<Acceptance, 'reason' | 'owner' | 'issue' | 'until'>,
): string => {
  const root = parseTree(text, [], { allowTrailingComma: true })
  const formattingOptions = root ? styleOf(text, root) : {}
  return (['reason', 'owner', 'issue', 'until'] as const).reduce(
    (before, key) => applyEdits(before, modify(before, ['accepted', index, key], words[key], { formattingOptions })),
    text,
  )
}

type Style = { readonly insertSpaces: boolean; readonly tabSize: number; readonly eol: string }
/** A value as it is written, indented by a unit. */
type Written = (unit: string) => string

/** Puts a value behind its last neighbour: on a line of its own where that one has a line of its own. */
const behind = (text: string, last: Node, value: Written, style: Style): Edit[] => {
  const end = last.offset + last.length
  const { comma, lineEnd } = tailOf(text, end)
  const indent = /[^\S\r\n]*$/.exec(text.slice(0, last.offset))?.[0] ?? ''
  if (lineEnd === null || !/(?:^|[\r\n])[^\S\r\n]*$/.test(text.slice(0, last.offset)))
    return [{ offset: end, length: 0, content: `, ${value('')}` }]
  const unit = style.insertSpaces ? ' '.repeat(style.tabSize) : '\t'
  const lines = value(unit).split('\n')
  const content = lines.map((line) => `${style.eol}${indent}${line}`).join('')
  return [
    ...(comma ? [] : [{ offset: end, length: 0, content: ',' }]),
    { offset: lineEnd, length: 0, content: comma ? `${content},` : content },
  ]
}

const written =
  (value: unknown): Written =>
  (unit) =>
    JSON.stringify(value, null, unit)

const property =
  (key: string, value: unknown): Written =>
  (unit) =>
    `${JSON.stringify(key)}: ${JSON.stringify(value, null, unit)}`

/** What stands behind a value: is there a comma, and where does its line end, a comment of its own included? */
const tailOf = (text: string, end: number): { readonly comma: boolean; readonly lineEnd: number | null } => {
  const found = TAIL.exec(text.slice(end))
  return { comma: found?.[1] === ',', lineEnd: found ? end + found[0].length : null }
}

/** Blanks, block comments and a comma, then perhaps a line comment, then the line's end. */
const TAIL = /^(?:[^\S\r\n]|\/\*.*?\*\/)*(,?)(?:[^\S\r\n]|\/\*.*?\*\/)*(?:\/\/[^\r\n]*)?(?=\r?\n)/s

/** How the file is written, by its first key. */
const styleOf = (text: string, root: Node): Style => {
  const first = root.children?.[0]
  const indent = first ? (/[^\S\r\n]*$/.exec(text.slice(0, first.offset))?.[0] ?? '') : ''
  return {
    insertSpaces: !indent.includes('\t'),
    tabSize: indent.includes('\t') ? 1 : indent.length || 2,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  }
}
