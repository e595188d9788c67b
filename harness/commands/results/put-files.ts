import { diskTrouble } from '../../edges/disk-trouble.ts'
import { writeWhole } from '../../edges/documents.ts'
import { whyNoPlace } from '../../edges/try-place.ts'
import { type Fault, UserError } from '../../errors.ts'

/**
 * Tries the places of an answer before the work that it takes.
 * @param files absolute; null: it is printed
 * @param hint what to do where one cannot be
 * @throws UserError with every one that cannot be written
 */
export const checkPlaces = async (
  files: readonly (string | null)[],
  hint = 'Name a place that can: --out DIR',
): Promise<void> => {
  const faults: Fault[] = []
  for (const file of new Set(files)) {
    const why = file === null ? null : await whyNoPlace(file)
    if (file !== null && why !== null) faults.push({ ...faultAt(file, why), hint })
  }
  if (faults.length > 0) throw new UserError('files/no-place', faults)
}

/** A file's absolute path and its text, or the pieces of it. */
export type Written = { readonly file: string; readonly text: string | Iterable<string> }

/**
 * Writes each, whatever becomes of the others.
 * @returns a line for each that could not be put where it belongs
 */
export const putFiles = async (all: readonly Written[]): Promise<readonly string[]> => {
  const lines = await Promise.all(
    all.map(({ file, text }) =>
      putFile(file, text).then(
        () => [],
        (error: unknown) => {
          if (error instanceof UserError) return [error.message]
          throw error
        },
      ),
    ),
  )
  return lines.flat()
}

/** @throws UserError when the disk does not take it */
export const putFile = async (file: string, text: Written['text']): Promise<void> => {
  try {
    await writeWhole(file, text)
  } catch (error) {
    const why = diskTrouble(error)
    if (why === null) throw error
    throw new UserError('files/not-written', faultAt(file, why))
  }
}

/** What a command ends with that could not put its answer where programs look for it: a good answer that is not there is none. */
export const codeWithout = <C extends number>(lost: readonly string[], exitCode: C): C | 2 =>
  lost.length > 0 && exitCode === 0 ? 2 : exitCode

const faultAt = (file: string, why: string): Fault => ({
  what: `It cannot be written: ${why}.`,
  where: file,
})
