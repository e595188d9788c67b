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
  let block: Block | null = null
  const close = (): void => {
    if (block) out.push(...filled(block, width))
    block = null
  }
  for (const line of text.split('\n')) {
    const row = ROW.exec(line)
    if (block && line.trim() !== '' && indentOf(line) === block.column && (block.column > 0 || !line.startsWith(' ')))
      block = { ...block, words: `${block.words} ${line.trim()}` }
    else if (row) {
      close()
      const [, name = '', gap = '', words = ''] = row
      block = { name, words, column: columns(name) + gap.length }
    } else {
      close()
      if (line === '' || line.startsWith(' ')) out.push(line)
      else block = { name: '', words: line, column: 0 }
    }
  }
  close()
  return out.join('\n')
}

/** Words that go on in lines below, from this column on, behind a name. */
type Block = { readonly name: string; readonly words: string; readonly column: number }

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
