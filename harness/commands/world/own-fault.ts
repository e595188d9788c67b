import { clock } from '../../edges/clock.ts'
import { writeFault } from '../../edges/fault-file.ts'
import { toolVersion } from '../../edges/tool-version.ts'
import { type Conceal, concealer } from '../../judge/secrets/conceal.ts'
import type { Place } from '../../model/options.ts'
import { clean, cut } from '../../tell/words/plain.ts'

/** What a command ends with when this tool itself failed: nothing is said about any SDK, nor about what the user gave. */
export const OWN_FAULT = 4

/**
 * An error that nobody foresaw, in one line: what was under way, what was said, and the file that has the rest. It holds no
 * secret of the caller's.
 */
export const ownFault = (error: unknown, underWay: string, { env, cwd, secrets = [] }: Place): string => {
  const conceal: Conceal = concealer(secrets)
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const details = [
    `sdkdrift ${toolVersion()}, node ${process.version}, ${process.platform} ${process.arch}`,
    `under way: ${underWay}`,
    `in: ${cwd}`,
    '',
    error instanceof Error ? (error.stack ?? said) : said,
    ...causesOf(error),
    '',
  ].join('\n')
  const file = writeFault(env, clock.now(), conceal(details))
  const where = file === null ? 'no file could be written for the details' : `details: ${file}`
  return `${cut(clean(conceal(said)), LONGEST)} (a fault of ours, at: ${cut(clean(conceal(underWay)), LONGEST)}; ${where}; please report it)`
}

/** Characters of one line's parts. */
const LONGEST = 300

const causesOf = (error: unknown, depth = 0): readonly string[] => {
  if (!(error instanceof Error) || error.cause === undefined || depth > 5) return []
  const { cause } = error
  return [
    `caused by: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`,
    ...causesOf(cause, depth + 1),
  ]
}
