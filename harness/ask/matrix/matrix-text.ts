import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser'
import { type Fault, placeAt } from '../../errors.ts'
import { readJsonTree } from '../../json-tree.ts'
import type { Mistake } from './mistake.ts'

/** A file's text as a tree that remembers where everything stands. */
export type MatrixText = {
  readonly value: unknown
  /** Undefined when the file is empty. */
  readonly tree: Node | undefined
  /** What offsets in the tree count in. */
  readonly text: string
  /** What keeps it from being JSON. When there is any, the rest of the tree is a best guess. */
  readonly syntax: readonly Fault[]
  /** Faults in the order of the file. */
  readonly locate: (mistakes: readonly Mistake[]) => Fault[]
}

const EXPLAINED: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no JSON value; texts stand in double quotes',
  InvalidNumberFormat: 'this is no number as JSON writes it',
  PropertyNameExpected: 'a key in double quotes was expected',
  ValueExpected: 'a value was expected',
  ColonExpected: 'a ":" was expected',
  CommaExpected: 'a "," was expected',
  CloseBraceExpected: 'a "}" was expected',
  CloseBracketExpected: 'a "]" was expected',
  EndOfFileExpected: 'nothing more was expected',
  UnexpectedEndOfComment: 'a comment is not closed',
  UnexpectedEndOfString: 'a text is not closed with a double quote on its line',
  InvalidUnicode: 'a broken \\u escape',
  InvalidEscapeCharacter: 'a "\\" before a character that needs none (a path takes "/" or "\\\\")',
  InvalidCharacter: 'a character that JSON does not allow here',
  NestedTooDeep: 'more than 500 brackets are open',
}

/** Parses JSON with comments and trailing commas. */
export const readMatrixText = (text: string, file: string): MatrixText => {
  // A byte order mark is no fault; a blank in its place keeps all offsets.
  const clean = text.replace(/^\uFEFF/, ' ')
  const { tree: root, slips } = readJsonTree(clean, { allowTrailingComma: true })
  const place = (offset: number): string => placeAt(file, clean, offset)
  return {
    value: root && getNodeValue(root),
    tree: root,
    text: clean,
    syntax: slips.map(({ name, offset, length }) => {
      const found = clean.slice(offset, offset + Math.min(length, 20)).trim()
      return {
        what: `Not valid JSON${found ? ` at \`${found}\`` : ''}: ${EXPLAINED[name] ?? name}.`,
        where: place(offset),
      }
    }),
    locate: (mistakes) =>
      [
        ...mistakes.map(({ what, hint, ...at }) => ({ what, hint, offset: root ? offsetOf(root, at) : 0 })),
        ...(root ? repeatedKeys(root) : []).map(({ key, offset }) => ({
          what: `The key "${key}" stands here a second time.`,
          hint: 'Keep one of them.',
          offset,
        })),
      ]
        .sort((a, b) => a.offset - b.offset)
        .map(({ what, hint, offset }) => ({ what, where: place(offset), ...(hint ? { hint } : {}) })),
  }
}

const offsetOf = (root: Node, { path, atKey }: Pick<Mistake, 'path' | 'atKey'>): number => {
  const node = findNodeAtLocation(root, [...path])
  if (node) return atKey && node.parent?.type === 'property' ? node.parent.offset : node.offset
  // A key that is missing has no place of its own: point at what lacks it.
  return path.length > 0 ? offsetOf(root, { path: path.slice(0, -1) }) : root.offset
}

/** Keys written twice in one object: the parser keeps one of them without a word. */
const repeatedKeys = (node: Node): readonly { readonly key: string; readonly offset: number }[] => {
  const keys = node.type === 'object' ? (node.children ?? []).flatMap((property) => property.children?.[0] ?? []) : []
  const seen = new Set<unknown>()
  const here = keys.filter(({ value }) => seen.size === seen.add(value).size)
  return [
    ...here.map(({ value, offset }) => ({ key: String(value), offset })),
    ...(node.children ?? []).flatMap(repeatedKeys),
  ]
}
