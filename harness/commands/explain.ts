import { text as textOf } from 'node:stream/consumers'
import { UserError } from '../errors.ts'
import { withoutSecrets } from '../judge/explain/hide-secrets.ts'
import { isEnough } from '../judge/explain/same-words.ts'
import { messageOf } from '../judge/explain/words.ts'
import type { Explanation } from '../model/explanation.ts'
import type { Place } from '../model/options.ts'
import type { ProgressEvent } from '../model/progress.ts'
import { explanation as render } from '../tell/reporters/answers/explanation.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import type { SearchOptions } from './explain/search.ts'
import { measuringFlags, sdkFlag } from './flags.ts'
import { OWN_COMMAND } from './inputs/own-command.ts'
import { oneRuntime } from './inputs/runtime-wishes.ts'
import { watchTime } from './world/timings.ts'

type Flags = SearchOptions & { readonly json?: boolean; readonly timings?: boolean }

export const explainCommand: Register = (command, { place, terminal, ownCommand, exit }) => {
  command
    .usage('[options] <text...> [-- command ...]')
    .argument('<text...>', 'what the error says, whole or in part; - reads it from stdin')
  sdkFlag(measuringFlags(command))
    .option('--from <version>', 'search from this version on (default: the oldest)')
    .option('--to <version>', 'search up to this version (default: the newest)')
    .option('--out <dir>', 'where the last report is', 'reports')
    .addHelpText('after', `${OWN_COMMAND}\n${HELP}`)
    .action(async (words: readonly string[], flags: Flags) => {
      const text = words.join(' ') === '-' ? await textOf(process.stdin) : words.join(' ')
      const given = { ...flags, command: ownCommand }
      const watch = watchTime(flags, terminal)
      const { told, measured } = await explain(text, given, place, watch.tell).finally(terminal.progress.end)
      const { colour, width } = terminal
      const json = () => `${jsonText({ ...told, ...watch.part() })}\n`
      await terminal.out(flags.json ? json() : render(told, { colour, width }))
      watch.print()
      exit(isAnswered(told) ? 0 : measured ? 1 : 3)
    })
}

const HELP = `
The last report is looked through. Without one, or with a command of yours, the versions in this project's lockfiles and those of the matrix are
measured. --from and --to search a range of one SDK's versions, measured where the last report has not got them; on PyPI,
when nothing ends so with the dependencies of the release days, with today's as well.
A text may be anybody's: the SDKs of this project stand first, then those whose texts are closest. --sdk takes one alone.

A message is the same when five sixths of the shorter text's words, or eight words, stand in a row in the other; case,
spaces, punctuation, quotes and what an SDK wraps around a gateway's message do not count, and a word that is cut
("subscr…") may go on in any way. What looks like a credential is taken out of the text before all else.

Exit codes:
  0  the text was seen, or the name that it misses was found to have gone
  1  no measured scenario ends in this error
  2  wrong usage or configuration
  3  nothing could be measured`

const explain = async (
  pasted: string,
  options: SearchOptions,
  place: Place,
  tell: (event: ProgressEvent) => void,
): Promise<{ readonly told: Explanation; readonly measured: boolean }> => {
  oneRuntime(options, 'explain')
  // The text as it was pasted goes no further than this line.
  const text = withoutSecrets(pasted).trim()
  if (!isEnough(messageOf(text)))
    throw new UserError('explain/too-short', {
      what: `"${text}" is too little to go by.`,
      hint: 'Give the message as it was printed, at least two words of it.',
    })
  const { subjectOf } = await import('./explain/subject.ts')
  const wish = { text, subject: await subjectOf(options, place, tell), options, place, tell }
  const { search } = await import('./explain/search.ts')
  const { measured, ...found } = await search(wish)
  const { findNames } = await import('./explain/names.ts')
  const names = found.sdks.length > 0 ? [] : await findNames(found.about, wish)
  return { told: { text, ...found, names }, measured: measured || names.some(isAsked) }
}

const isAsked = ({ versions }: Explanation['names'][number]): boolean =>
  versions.some(({ state }) => state !== 'unknown')

/** Seen; or a name that was there and went. */
const isAnswered = ({ sdks, names }: Explanation): boolean =>
  sdks.length > 0 ||
  names.some(({ versions }) => {
    const has = versions.findLastIndex(({ state }) => state === 'there')
    return has >= 0 && versions.slice(has + 1).some(({ state }) => state === 'missing')
  })
