import { VARIANTS } from '../../model/cell.ts'
import { YOUR_COMMAND } from '../../model/gate.ts'
import { ROLES } from '../../model/role.ts'
import { ownRoles } from './credential-mistakes.ts'
import type { Known } from './known.ts'
import { type Mistake, type Path, show } from './mistake.ts'
import { knownHint } from './nearest.ts'
import { entriesOf, isRecord } from './raw.ts'
import { splitWords } from './split-words.ts'

/** The ids and commands of the programs, as far as each can be read. */
export const programMistakes = (value: unknown, known: Known): Mistake[] => {
  const roles = [...ROLES, ...ownRoles(value)]
  return entriesOf(value, 'sdks').flatMap(([index, sdk]) => {
    const programs = isRecord(sdk) ? sdk['programs'] : undefined
    return Object.entries(isRecord(programs) ? programs : {}).flatMap(([id, program]) => {
      const path = ['sdks', index, 'programs', id]
      const isLong = isRecord(program)
      const scenarios = isLong && Array.isArray(program['scenarios']) ? program['scenarios'] : null
      const ids = scenarios ? scenarios.map((scenario) => `${id}.${scenario}`) : [id]
      return [
        ...ids.flatMap((one) => idMistakes(path, one, known.scenarios)),
        ...(isLong ? envMistakes([...path, 'env'], program['env'], roles) : []),
        ...commandMistakes(isLong ? [...path, 'run'] : path, isLong ? program['run'] : program),
      ]
    })
  })
}

const idMistakes = (path: Path, id: string, scenarios: readonly string[]): Mistake[] => {
  const wrong = (what: string): Mistake[] => [{ path, atKey: true, what, hint: 'Give the program another id.' }]
  if (id === YOUR_COMMAND) return wrong(`"${id}" is what a command behind -- is called.`)
  return VARIANTS.some((variant) => scenarios.some((scenario) => scenario + variant === id))
    ? wrong(`"${id}" is the id of a scenario.`)
    : []
}

/** What its environment cannot hold: the harness's own words, and credentials that nobody mints. */
const envMistakes = (path: Path, env: unknown, roles: readonly string[]): Mistake[] =>
  Object.entries(isRecord(env) ? env : {}).flatMap(([name, value]): Mistake[] => {
    if (name.startsWith('SDKDRIFT_') || OURS.includes(name))
      return [{ path: [...path, name], atKey: true, what: `${name} is set by sdkdrift.`, hint: 'Leave it out.' }]
    const role = isRecord(value) ? value['credential'] : undefined
    if (typeof role !== 'string' || role === '' || roles.includes(role)) return []
    return [
      {
        path: [...path, name, 'credential'],
        what: `There is no credential ${show(role)}.`,
        hint: knownHint(role, roles, 'credentials'),
      },
    ]
  })

/** How the version under test, and nothing of the caller's, gets in. */
const OURS = [
  'NODE_OPTIONS',
  'PYTHONPATH',
  'PYTHONDONTWRITEBYTECODE',
  'PATH',
  'HOME',
  'TMPDIR',
  'UV_NO_SYNC',
  'UV_OFFLINE',
]

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
