import { z } from 'zod'
import { UserError } from '../../errors.ts'
import { readMatrixText } from '../matrix/matrix-text.ts'
import { faultsOf } from '../scenarios/faults.ts'
import { namesKnownAt } from '../scenarios/names-known-at.ts'

/**
 * A file's text, comments and trailing commas allowed, as what a schema makes of it.
 * @param file its path as messages name it
 * @throws UserError `gateway/invalid` with every fault of the file, each with line and column
 */
export const readAs = <T extends z.ZodType>(schema: T, text: string, file: string): z.output<T> => {
  const source = readMatrixText(text, file)
  const read = schema.safeParse(source.value)
  const { tree } = source
  const known = namesKnownAt(() => z.toJSONSchema(schema, { io: 'input' }))
  const faults = [
    ...source.syntax,
    ...source.locate([]),
    // Where the text is no JSON, the rest of it is a guess.
    ...(source.syntax.length === 0 && tree && read.error
      ? faultsOf({ path: file, text: source.text, tree: () => tree }, read.error.issues, known)
      : []),
  ]
  if (read.success && faults.length === 0) return read.data
  throw new UserError('gateway/invalid', faults)
}
