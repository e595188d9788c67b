import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../edges/paths.ts'

/** What people read of this repository, as paths from its root. */
export const documents: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root(), 'docs')).map((name) => `docs/${name}`),
]

export const documentText = (name: string): string => readFileSync(join(root(), name), 'utf8')

/** A block for a shell, and every other one. */
const BLOCK = /^ *```(\w*)\n(.*?)^ *```/gmsu
/** Programs that a line begins with. */
const PROGRAMS = 'sdkdrift|npx|npm|bash|node|uv'

/** Every line for a shell in a document, and every command that stands in a sentence, as they are written. */
export const linesIn = (name: string): readonly string[] => {
  const text = documentText(name)
  const blocks = [...text.matchAll(BLOCK)].flatMap(([, language, block = '']) =>
    language === 'sh' || language === 'bash' ? block.split('\n') : [],
  )
  const inline = [...text.replaceAll(BLOCK, '').matchAll(new RegExp(`\`((?:${PROGRAMS}) [^\`]+)\``, 'gu'))].map(
    ([, code = '']) => code,
  )
  const lines = [...blocks, ...inline].map((line) => line.trim().replace(/^npx (?=sdkdrift )/u, ''))
  return [...new Set(lines)].filter((line) => line !== '')
}

/** What is to be filled in stands in capitals; `…`, `[ ]` and `|` are no shell's. */
const OPEN = /[A-Z]{2,}(?![\w-]*=)|…|\b[NG]\b|\|/u
/** A command that is only spoken of. */
const isName = (code: string): boolean => /^sdkdrift [a-z-]+(?: check)?$/u.test(code)

/** Those lines of a document that call this program with nothing to be filled in. */
export const shownIn = (name: string): readonly string[] => {
  const text = documentText(name)
  const spoken = text.replaceAll(BLOCK, '')
  return linesIn(name).filter(
    (line) =>
      line.startsWith('sdkdrift ') &&
      (!spoken.includes(`\`${line}\``) || !(OPEN.test(quoteless(line)) || isName(line))),
  )
}

const quoteless = (line: string): string => line.replaceAll(/"[^"]*"|'[^']*'/gu, '""')

/** As a shell takes it apart, as far as documents need it. */
export const wordsOf = (line: string): readonly string[] =>
  [
    ...line
      .replace(/\s+#.*$/u, '')
      .replace(/\s>\s.*$/u, '')
      .matchAll(/"([^"]*)"|'([^']*)'|(\S+)/gu),
  ].map(([, double, single, bare]) => double ?? single ?? bare ?? '')
