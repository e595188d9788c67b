import { Command, CommanderError } from 'commander'
import { config } from 'zod'
import { commands } from './commands/index.ts'
import { splitAtMark } from './commands/own-command.ts'
import { here } from './edges/here.ts'
import { createTerminal } from './edges/terminal.ts'
import { toolVersion } from './edges/tool-version.ts'
import { UserError } from './errors.ts'

const main = async (argv: readonly string[]): Promise<number> => {
  const place = here()
  const { words, ownCommand } = splitAtMark(argv)
  const terminal = createTerminal(place.env, { stdout: process.stdout, stderr: process.stderr })
  let code = 0
  const program = new Command('sdkdrift')
    .description(
      'What changes on the wire when an SDK moves from one version to another, and does your gateway still let you in?',
    )
    .version(toolVersion())
    .showHelpAfterError('(run sdkdrift --help to see what there is)')
    .exitOverride()
  const exit = (value: number): void => {
    code = value
  }
  for (const load of wanted(words)) (await load())(program, { place, terminal, ownCommand, exit })
  try {
    await program.parseAsync([...words], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof UserError)) throw error
    for (const { what, where, hint } of error.faults)
      terminal.err(`${where ? `${where}: ` : ''}${what}${hint ? `\n  ${hint}` : ''}\n`)
    return 2
  }
}

/** The command that is named; without one (help, a misspelt name) all of them. */
const wanted = ([name]: readonly string[]) => {
  const named = Object.entries(commands).filter(([known]) => known === name)
  return (named.length > 0 ? named : Object.entries(commands)).map(([, load]) => load)
}

// Compiling schemas pays for values by the thousand; a run has too few, and the compiler too much of its first second.
config({ jitless: true })
// Set, not exit(): what was printed must be flushed first.
process.exitCode = await main(process.argv.slice(2))
