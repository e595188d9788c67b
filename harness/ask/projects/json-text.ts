import type { Node } from 'jsonc-parser'
import { type Fault, lineAt } from '../../errors.ts'
import { readJsonTree } from '../../json-tree.ts'

export type { Node } from 'jsonc-parser'

export type Json = { readonly root: Node; readonly lineOf: (node: Node) => number }

/** JSON (trailing commas and comments are let through, as bun writes them) as a tree that remembers its lines. */
export const readJson = (file: string, text: string): Json | { readonly fault: Fault } => {
  // A byte order mark is no fault; a blank in its place keeps all offsets.
  const clean = text.replace(/^\uFEFF/, ' ')
  const { tree: root, slips } = readJsonTree(clean, { allowTrailingComma: true })
  const [slip] = slips
  if (slip)
    return {
      fault: broken(file, lineAt(clean, slip.offset), `it is not valid JSON (${words(slip.name)})`),
    }
  if (root?.type !== 'object') return { fault: broken(file, 1, 'it is no JSON object') }
  return { root, lineOf: ({ offset }) => lineAt(clean, offset) }
}

/** `CloseBraceExpected` → `close brace expected`. */
const words = (code: string): string => code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()

/** @param why goes on after "could not be read:" */
export const broken = (file: string, line: number, why: string): Fault => ({
  what: `This file could not be read: ${why}.`,
  where: `${file}:${line}`,
  hint: 'Nothing in it is used.',
})

/** The members of an object, in order of the file; none for anything else. */
export const members = (
  node: Node | undefined,
): readonly { readonly key: string; readonly at: Node; readonly value: Node }[] =>
  node?.type === 'object'
    ? (node.children ?? []).flatMap(({ children: [at, value] = [] }) =>
        at && value ? [{ key: String(at.value), at, value }] : [],
      )
    : []

export const member = (node: Node | undefined, key: string): Node | undefined =>
  members(node).findLast((candidate) => candidate.key === key)?.value

export const text = (node: Node | undefined): string | undefined =>
  node?.type === 'string' ? String(node.value) : undefined

export const items = (node: Node | undefined): readonly Node[] => (node?.type === 'array' ? (node.children ?? []) : [])
