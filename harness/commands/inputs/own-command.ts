import type { Command } from 'commander'
import { UserError } from '../../errors.ts'
import { YOUR_COMMAND } from '../../model/gate.ts'
import type { Place } from '../../model/options.ts'
import type { Program } from '../../model/program.ts'

/** What stands behind `--` is the user's own command; what stands before it are this tool's words. */
export const splitAtMark = (
  argv: readonly string[],
): { readonly words: readonly string[]; readonly ownCommand: readonly string[] } => {
  const mark = argv.indexOf('--')
  return mark < 0 ? { words: argv, ownCommand: [] } : { words: argv.slice(0, mark), ownCommand: argv.slice(mark + 1) }
}

/** The user's own command as a program, run where it was called; null when there is none. */
export const programOf = (argv: readonly string[] | undefined, { cwd }: Pick<Place, 'cwd'>): Program | null => {
  const [file, ...args] = argv ?? []
  return file === undefined ? null : { id: YOUR_COMMAND, argv: [file, ...args], cwd }
}

/** Made for `-- COMMAND`: a word too many before the mark is most likely its first, without the mark. */
export const takesCommand = (command: Command): Command =>
  command.allowExcessArguments().hook('preAction', (_, { args, registeredArguments }) => {
    const more = registeredArguments.at(-1)?.variadic ? [] : args.slice(registeredArguments.length)
    if (more.length > 0) throw tooManyWords(command.name(), more)
  })

/** Words of which a command of ours can make nothing. @param name the command's */
export const tooManyWords = (name: string, words: readonly string[]): UserError =>
  new UserError('options/too-many-words', {
    what: `${name} cannot use "${words.join(' ')}": that is one word too many.`,
    hint: `A command of your own stands behind --, for example: sdkdrift ${name} -- node smoke.mjs`,
  })

/** @throws UserError for a command behind one of ours that measures nothing */
export const refuseCommand = (argv: readonly string[], name: string): void => {
  if (argv.length > 0)
    throw new UserError('options/no-use-of-command', {
      what: `${name} measures nothing, so it runs no command of yours.`,
      where: `-- ${argv.join(' ')}`,
      hint: 'Leave it out.',
    })
}

/** Where it runs, and what it is told, in the words of a command's help. */
export const ITS_SURROUNDINGS = `in this folder, with PATH and these variables:
  SDKDRIFT_GATEWAY_URL                           the gateway; OpenAI's API is below /v1, Azure's below /openai
  SDKDRIFT_GATEWAY_HOST, SDKDRIFT_GATEWAY_PORT   the same in parts
  SDKDRIFT_SCENARIO                              which of its scenarios; exit code 78 says that it cannot do it
  SDKDRIFT_API_KEY, SDKDRIFT_ENTRA_TOKEN,
  SDKDRIFT_SUBSCRIPTION_KEY                      credentials that are good there
  OPENAI_BASE_URL, AZURE_OPENAI_ENDPOINT, …      the SDK's own, as many as it needs`

/** What each measuring command says of it in its help. */
export const OWN_COMMAND = `
Your own command (behind --) is measured as a scenario is, behind each gateway, ${ITS_SURROUNDINGS}
It is measured alone; with --scenario, both are (bisect follows one of them). Any other variable: -- env NAME=value node smoke.mjs`
