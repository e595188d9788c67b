import type { Program } from '../../model/program.ts'
import { splitWords } from './split-words.ts'

/** A program as `matrix.json` has it: a command, or one with how many seconds it may take. */
export type ProgramText = string | { readonly run: CommandText; readonly timeout?: number }
/** Split as a shell splits it, or word for word. */
type CommandText = string | readonly string[]

/** The words of a command that has no fault; none of one that has (`program-mistakes.ts` tells it). */
const wordsOf = (command: CommandText): readonly string[] => {
  if (typeof command !== 'string') return command
  const split = splitWords(command)
  return 'words' in split ? split.words : []
}

/** @param folder where the matrix file is: it runs there */
export const readProgram = (id: string, text: ProgramText, folder: string): Program => {
  const { run, timeout } = typeof text === 'string' ? { run: text, timeout: undefined } : text
  const [file = '', ...args] = wordsOf(run)
  return {
    id,
    argv: [file, ...args],
    cwd: folder,
    ...(timeout === undefined ? {} : { timeoutMs: Math.ceil(timeout * 1000) }),
  }
}
