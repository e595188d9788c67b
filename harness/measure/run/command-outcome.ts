import type { Exchange } from '../../model/capture.ts'
import type { Installed } from '../../model/installed.ts'
import { type AskedRuntime, wishText } from '../../model/runtime-wish.ts'
import type { CommandLog } from './command-log.ts'
import { lastWords } from './last-words.ts'
import { wayToMissing } from './missing-package.ts'
import { observed } from './observed.ts'

/** It never asked for the SDK. */
export const unused = (
  { tooOld }: CommandLog,
  sdk: { readonly id: string; readonly package: string },
  { exitCode, said }: { readonly exitCode: number; readonly said: Said },
): string => {
  if (tooOld !== null)
    return `Your command runs on ${tooOld}, which cannot be given another version of ${sdk.package}: it takes Node 20.6 or newer.`
  const never = `Your command ended with exit code ${exitCode} and never imported ${sdk.package}, so it says nothing about ${sdk.id}${exitCode === 0 ? '.' : wayToMissing(lastWords(said), sdk.package) || '.'}`
  return exitCode !== 0 && WANTS_INLINE.test(said.stderr) ? `${never} ${INLINE}` : never
}

/** uv's words when a script's own dependencies are not in its cache: it was told to fetch nothing. */
const WANTS_INLINE = /resolving script dependencies[\s\S]*network was disabled/

const INLINE = `uv would install what the script names for itself (PEP 723), and a run fetches nothing. Start it with python3: the version under test is there, and --with NAME@VERSION pins what else it needs. Or let uv have it before, by "uv sync --script" with a UV_CACHE_DIR of your own, and hand that over: -- env UV_CACHE_DIR=… uv run …`

/** What it asked for is made for another Python. */
export const misfitting = (
  { module, runtime }: NonNullable<CommandLog['misfit']>,
  { target, runtime: own }: Extract<Installed, { state: 'ready' }>,
): string =>
  `Your command runs on ${runtime}, and ${target.sdk.package} ${target.version} was installed for ${own.name} ${own.version}: ${module} cannot be loaded there. Set UV_PYTHON to the Python that your command runs on.`

/** Why its result is none of the runtime that was asked for; null when it is one. */
export const onAnother = ({ loadedIn }: CommandLog, runtime: AskedRuntime): string | null => {
  // A pre-release's label is no part of what a process says.
  const numbers = /^\d+(?:\.\d+)*/.exec(runtime.version)?.[0]
  const other = loadedIn.find((version) => version !== numbers)
  return other === undefined
    ? null
    : `Your command loaded the SDK in ${runtime.name} ${other}, and not in ${wishText(runtime)}, which was asked for: let ${runtime.name} of PATH run it, and not one that a path, a shebang or a virtual environment names.`
}

type Said = Parameters<typeof lastWords>[0]

type Ended = {
  readonly log: CommandLog
  readonly exchanges: readonly Exchange[]
  readonly said: Said
}

/**
 * What its end means, together with what reached the gateway. A connection elsewhere that was refused is why it failed where
 * the gateway had not said no, and it names nothing else; who ended well all the same has had what it came for. Then it is
 * told beside the result.
 */
export const outcomeOf = (
  exitCode: number,
  { log: { refused }, exchanges, said }: Ended,
): ReturnType<typeof observed> => {
  const [elsewhere] = refused
  const last = exchanges.at(-1)?.answered.status ?? 0
  const hasItsAnswer = last >= 400 || (exitCode === 0 && exchanges.length > 0)
  const hasItsReason = exitCode !== 0 && lastWords(said) !== '' && !OF_THE_NETWORK.test(`${said.stderr}${said.stdout}`)
  if (elsewhere && !hasItsAnswer && !hasItsReason) return observed({ kind: 'egress', ...elsewhere }, exchanges)
  if (exitCode === 0) return observed({ kind: 'returned' }, exchanges)
  return observed(
    {
      kind: 'raised',
      name: `exit code ${exitCode}`,
      message: lastWords(said),
      // What the gateway said last is why it ended so, if it said no.
      status: last >= 400 ? last : null,
    },
    exchanges,
  )
}

/**
 * What the guards say of a connection, and runtimes and HTTP clients of a network that does not lead there: many SDKs tell no
 * more of it than this.
 */
const OF_THE_NETWORK =
  /sdkdrift refused a connection|fetch failed|\bconnect(?:ion|ing|or)?\b|\bnetwork\b|getaddrinfo|name resolution|max retries exceeded|\bECONN|\bE(?:AI_AGAIN|NOTFOUND|HOSTUNREACH)\b|unreachable|\bsocket\b/i
