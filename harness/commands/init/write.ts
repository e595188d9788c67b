import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { type Addition, addSdk } from '../../ask/matrix/add-entry.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { UserError } from '../../errors.ts'
import type { Matrix } from '../../model/matrix.ts'
import type { Place } from '../../model/options.ts'
import type { Registry } from '../../model/sdk.ts'
import type { ProgramDone } from '../../model/set-up.ts'
import { RUNS } from '../inputs/ready-programs.ts'
import { putFile } from '../results/put-files.ts'

/** A program and its entry, as they are to be written. */
export type Draft = {
  readonly registry: Registry
  /** Name of the program's file. */
  readonly file: string
  /** Its text. @param path as the user sees it */
  readonly text: (path: string) => string
  /** @param run starts the program */
  readonly entry: (run: string) => Addition
  readonly notes: readonly string[]
}

/** What there is, and where it goes. */
export type Ground = {
  readonly place: Place
  /** The folder of the program, and the matrix file, as the user names them. */
  readonly dir: string
  readonly config: string
  /** Text of the matrix file; null: there is none yet. */
  readonly text: string | null
  readonly matrix: Matrix
  /** Replace a program that is there. */
  readonly force: boolean
}

/**
 * Writes the program, and its entry into the matrix file.
 * @throws UserError, before anything is written, when one of them is there already
 */
export const writeDraft = async (
  draft: Draft,
  { place, dir, config, text, matrix, force }: Ground,
): Promise<ProgramDone> => {
  const target = join(resolve(place.cwd, dir), draft.file)
  const path = resolve(place.cwd, config)
  const named = (file: string): string => relative(place.cwd, file)
  if (existsSync(target) && !force)
    throw new UserError('init/there', {
      what: `${named(target)} is there already.`,
      hint: 'With --force it is replaced; --dir names another folder.',
    })
  const addition = draft.entry(`${RUNS[ecosystems[draft.registry].language]} ${named(target)}`)
  const { id } = addition.sdk
  if (text !== null && matrix.sdks.some((sdk) => sdk.id === id))
    throw new UserError('init/twice', {
      what: `${config} has an entry "${id}" already.`,
      hint: 'Take it out first, or give it another id.',
    })
  const written = addSdk(text, addition)
  await putFile(target, draft.text(named(target)))
  await putFile(path, written)
  return { files: [named(target)], matrix: named(path), sdk: id, registry: draft.registry, notes: draft.notes }
}
