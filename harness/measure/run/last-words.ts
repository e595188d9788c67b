/** `AuthenticationError: 401 …`, `openai.AuthenticationError: Error code: 401 - …`, `Uncaught TypeError: …`. */
const NAMED = /^(?:Uncaught )?(?:[A-Za-z_$][\w.$]*)?(?:Error|Exception|Exit|Interrupt)\b(?::.*)?$/
const MAX_LENGTH = 1000

/**
 * The line in which a program says why it ended: the last error it names at the beginning of a line, else its last line.
 * The trace around it holds paths and line numbers of the SDK, which differ from version to version though nothing else
 * does.
 */
export const lastWords = (stderr: string): string => {
  const lines = stderr.split(/\r?\n/).map((line) => line.trimEnd())
  const named = namedError(lines)
  const last = lines.findLast((line) => line.trim() !== '' && !/^Node\.js v\d/.test(line))
  return (named ?? last ?? '').trim().slice(0, MAX_LENGTH)
}

/** The last line that begins with an error's name. */
export const namedError = (lines: readonly string[]): string | undefined => lines.findLast((line) => NAMED.test(line))
