import type { Program } from '../../model/program.ts'
import { splitWords } from './split-words.ts'

/** A program as `matrix.json` has it: a command, or one with what it needs to know. */
export type ProgramText =
  | string
  | {
      readonly run: CommandText
      readonly scenarios?: readonly string[]
      readonly env?: NonNullable<Program['env']>
      readonly inputs?: readonly string[]
      /** Seconds. */
      readonly timeout?: number
    }
/** Split as a shell splits it, or word for word. */
type CommandText = string | readonly string[]

/** The words of a command that has no fault; none of one that has (`program-mistakes.ts` tells it). */
const wordsOf = (command: CommandText): readonly string[] => {
  if (typeof command !== 'string') return command
  const split = splitWords(command)
  return 'words' in split ? split.words : []
}

/**
 * A program as it is measured: one that serves several scenarios is one for each.
 * @param folder where the matrix file is: it runs there
 */
export const readProgram = (id: string, text: ProgramText, folder: string): readonly Program[] => {
  const { run, scenarios, env, inputs, timeout } = typeof text === 'string' ? { run: text } : text
  const [file = '', ...args] = wordsOf(run)
  const program: Program = {
    id,
    argv: [file, ...args],
    cwd: folder,
    ...(env === undefined ? {} : { env }),
    ...(inputs === undefined ? {} : { inputs }),
    ...(timeout === undefined ? {} : { timeoutMs: Math.ceil(timeout * 1000) }),
  }
  return scenarios?.map((scenario) => ({ ...program, id: `${id}.${scenario}`, scenario })) ?? [program]
}
