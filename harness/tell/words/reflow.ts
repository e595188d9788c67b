import { columns } from '../../columns.ts'

/** A row of less room for its words has them below its name. */
const LEAST_ROOM = 24

/** A line that says what a word means: `  --out <dir>   where it is written`. */
const ROW = /^( +\S.*?)( {2,})(\S.*)$/

/**
 * A help text for a terminal of so many columns: what stands in lines one below the other is one paragraph, and what stands
 * under the words of a row is that row's. Indented lines that are no row are commands to be copied, and stay whole.
 */
export const reflow = (text: string, width: number): string => {
  const out: string[] = []
  let block = blockFrom('')
  for (const line of text.split('\n')) {
    if (block && goesOn(block, line)) {
      block = { ...block, words: `${block.words} ${line.trim()}` }
      continue
    }
    if (block) out.push(...filled(block, width))
    block = blockFrom(line)
    if (!block) out.push(line)
  }
  return [...out, ...(block ? filled(block, width) : [])].join('\n')
}

/** Words that go on in lines below, from this column on, behind a name. */
type Block = { readonly name: string; readonly words: string; readonly column: number }

const goesOn = ({ column }: Block, line: string): boolean => line.trim() !== '' && indentOf(line) === column

/** Null: it stands as it is. */
const blockFrom = (line: string): Block | null => {
  const [, name = '', gap = '', words = ''] = ROW.exec(line) ?? []
  if (words !== '') return { name, words, column: columns(name) + gap.length }
  return line === '' || line.startsWith(' ') ? null : { name: '', words: line, column: 0 }
}

const filled = ({ name, words, column }: Block, width: number): readonly string[] => {
  if (width - column >= LEAST_ROOM || column === 0)
    return linesOf(words, width - column).map(
      (line, at) => `${at === 0 ? name.padEnd(column) : ' '.repeat(column)}${line}`,
    )
  const indent = ' '.repeat(indentOf(name) + 4)
  return [name, ...linesOf(words, width - indent.length).map((line) => `${indent}${line}`)]
}

const linesOf = (text: string, room: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && columns(line) + 1 + columns(word) > room) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

const indentOf = (line: string): number => line.length - line.trimStart().length
