import { applyEdits, type Edit, findNodeAtLocation, modify, type Node, parseTree } from 'jsonc-parser'
import type { Acceptance } from '../../model/matrix.ts'

/**
 * The text of a matrix file with one more acceptance behind the others. Nothing else is touched: no comment moves, no
 * entry is formatted anew; the new one takes the file's own indentation.
 * @param text without faults; comments and trailing commas allowed
 */
export const addEntry = (text: string, entry: Acceptance): string => {
  const root = parseTree(text, [], { allowTrailingComma: true })
  if (root?.type !== 'object') throw new Error('A matrix file is an object.')
  const style = styleOf(text, root)
  const list = findNodeAtLocation(root, ['accepted'])
  const last = list?.children?.at(-1)
  if (last) return applyEdits(text, behind(text, last, entry, style))
  if (list)
    return applyEdits(text, modify(text, ['accepted', -1], entry, { formattingOptions: style, isArrayInsertion: true }))
  const lastKey = root.children?.at(-1)
  if (!lastKey) throw new Error('A matrix file has at least its SDKs.')
  return applyEdits(text, behind(text, lastKey, { key: 'accepted', value: [entry] }, style))
}

/** The same with an acceptance's words replaced: its conditions stay. */
export const renewEntry = (
  text: string,
  index: number,
  words: Pick<Acceptance, 'reason' | 'issue' | 'until'>,
): string => {
  const root = parseTree(text, [], { allowTrailingComma: true })
  const formattingOptions = root ? styleOf(text, root) : {}
  return (['reason', 'issue', 'until'] as const).reduce(
    (before, key) => applyEdits(before, modify(before, ['accepted', index, key], words[key], { formattingOptions })),
    text,
  )
}

type Style = { readonly insertSpaces: boolean; readonly tabSize: number; readonly eol: string }
type Property = { readonly key: string; readonly value: unknown }

/** Puts a value behind its last neighbour: on a line of its own where that one has a line of its own. */
const behind = (text: string, last: Node, value: Acceptance | Property, style: Style): Edit[] => {
  const end = last.offset + last.length
  const { comma, lineEnd } = tailOf(text, end)
  const indent = /[^\S\r\n]*$/.exec(text.slice(0, last.offset))?.[0] ?? ''
  if (lineEnd === null || !/(?:^|[\r\n])[^\S\r\n]*$/.test(text.slice(0, last.offset)))
    return [{ offset: end, length: 0, content: `, ${written(value, '')}` }]
  const unit = style.insertSpaces ? ' '.repeat(style.tabSize) : '\t'
  const lines = written(value, unit).split('\n')
  const content = lines.map((line) => `${style.eol}${indent}${line}`).join('')
  return [
    ...(comma ? [] : [{ offset: end, length: 0, content: ',' }]),
    { offset: lineEnd, length: 0, content: comma ? `${content},` : content },
  ]
}

const written = (value: Acceptance | Property, unit: string): string =>
  'value' in value
    ? `${JSON.stringify(value.key)}: ${JSON.stringify(value.value, null, unit)}`
    : JSON.stringify(value, null, unit)

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
