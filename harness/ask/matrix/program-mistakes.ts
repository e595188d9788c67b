import { VARIANTS } from '../../model/cell.ts'
import { YOUR_COMMAND } from '../../model/gate.ts'
import type { Known } from './known.ts'
import { type Mistake, type Path, show } from './mistake.ts'
import { entriesOf, isRecord } from './raw.ts'
import { splitWords } from './split-words.ts'

/** The ids and commands of the programs, as far as each can be read. */
export const programMistakes = (value: unknown, known: Known): Mistake[] =>
  entriesOf(value, 'sdks').flatMap(([index, sdk]) => {
    const programs = isRecord(sdk) ? sdk['programs'] : undefined
    return Object.entries(isRecord(programs) ? programs : {}).flatMap(([id, program]) => {
      const path = ['sdks', index, 'programs', id]
      const isLong = isRecord(program)
      return [
        ...idMistakes(path, id, known.scenarios),
        ...commandMistakes(isLong ? [...path, 'run'] : path, isLong ? program['run'] : program),
      ]
    })
  })

const idMistakes = (path: Path, id: string, scenarios: readonly string[]): Mistake[] => {
  const wrong = (what: string): Mistake[] => [{ path, atKey: true, what, hint: 'Give the program another id.' }]
  if (id === YOUR_COMMAND) return wrong(`"${id}" is what a command behind -- is called.`)
  return VARIANTS.some((variant) => scenarios.some((scenario) => scenario + variant === id))
    ? wrong(`"${id}" is the id of a scenario.`)
    : []
}

const commandMistakes = (path: Path, command: unknown): Mistake[] => {
  // What is no command at all, or an empty list or text, is told by its shape.
  if (typeof command === 'string' && command !== '') {
    const split = splitWords(command)
    if ('words' in split) return empty(path, command, split.words[0])
    return split.fault === 'open-quote'
      ? [{ path, what: `A quote in ${show(command)} is not closed.`, hint: 'Or give its words as a list.' }]
      : [
          {
            path,
            what: `${show(command)} needs a shell, and none reads it.`,
            hint: 'Name one: ["sh", "-c", "…"]. Or quote the word.',
          },
        ]
  }
  return Array.isArray(command) && typeof command[0] === 'string' ? empty(path, command, command[0]) : []
}

const empty = (path: Path, command: unknown, file: string | undefined): Mistake[] =>
  file
    ? []
    : [{ path, what: `${show(command)} names no program.`, hint: 'Expected a command such as "node smoke.mjs".' }]
