import { Command, CommanderError } from 'commander'
import { commands } from './commands/index.ts'
import { splitAtMark } from './commands/inputs/own-command.ts'
import { OWN_FAULT, ownFault } from './commands/world/own-fault.ts'
import { here } from './edges/here.ts'
import { settingsFiles } from './edges/settings-files.ts'
import { createTerminal } from './edges/terminal.ts'
import { toolVersion } from './edges/tool-version.ts'
import { tellWhenInterrupted } from './edges/until-interrupted.ts'
import { UserError } from './errors.ts'
import { callersSecrets } from './judge/secrets/callers-secrets.ts'
import { concealer } from './judge/secrets/conceal.ts'
import { RegistryError } from './measure/registries/registry-error.ts'
import { inSight } from './tell/words/in-sight.ts'
import { reflow } from './tell/words/reflow.ts'

const main = async (argv: readonly string[]): Promise<number> => {
  const started = here()
  const place = { ...started, secrets: callersSecrets(started.env, settingsFiles(started.env, started.cwd)) }
  const conceal = concealer(place.secrets)
  const { words, ownCommand } = splitAtMark(argv)
  const named = namesIn(words)
  const parts = named.length > 0 ? await partsOfCommands() : null
  const terminal = createTerminal(
    place.env,
    { stdout: process.stdout, stderr: process.stderr },
    conceal,
    parts?.liveProgress ?? null,
  )
  const failed = (error: unknown): void => terminal.err(`sdkdrift failed: ${ownFault(error, argv.join(' '), place)}\n`)
  // What nobody waited for.
  process.on('uncaughtException', (error) => {
    failed(error)
    process.exit(OWN_FAULT)
  })
  tellWhenInterrupted((signal) => {
    terminal.progress.end()
    terminal.err(`Ended by ${signal}. What was finished is kept: the same command goes on from there.\n`)
  })
  let code = 0
  const helpWidth = process.stdout.isTTY ? terminal.width : WIDTH_OF_HELP
  const program = new Command('sdkdrift')
    .description(
      'What changes on the wire when an SDK moves from one version to another, and does your gateway still let you in?',
    )
    .version(toolVersion())
    .showHelpAfterError('  sdkdrift --help says what there is.')
    .addHelpText('after', BEGIN)
    .configureOutput({
      outputError: (text, write) => write(inOneVoice(text)),
      getOutHelpWidth: () => helpWidth,
      writeOut: (text) => process.stdout.write(reflow(text, helpWidth)),
    })
    .configureHelp({ subcommandTerm: (command) => TERMS.get(command.name()) ?? 'help [command]' })
    .exitOverride()
  const exit = (value: number): void => {
    code = value
  }
  for (const [name, { does, load }] of Object.entries(commands)) {
    const command = program
      .command(name)
      .description(does)
      .showHelpAfterError(`  sdkdrift ${name} --help says what it takes.`)
    if (named.includes(name)) (await load())(command, { place, terminal, conceal, ownCommand, exit })
  }
  try {
    await program.parseAsync([...words], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    // A registry that does not answer is no fault of ours; whoever can do without its answer has caught it.
    const faults = error instanceof UserError ? error.faults : error instanceof RegistryError ? [error] : null
    if (faults === null) {
      failed(error)
      return OWN_FAULT
    }
    for (const { what, where, hint } of faults)
      terminal.err(`${inSight(`${where ? `${where}: ` : ''}${what}${hint ? `\n  ${hint}` : ''}`)}\n`)
    return 2
  }
}

const BEGIN = `
To begin, in the folder of your project:
  sdkdrift gate     may its SDKs move to their newer versions?
  sdkdrift init     writes matrix.json and the jobs for CI
  sdkdrift doctor   has this machine what a run needs?`

/** Where nobody says how wide it may be. */
const WIDTH_OF_HELP = 80

/** The parser's words in the form of all others: a sentence, then what helps. */
const inOneVoice = (text: string): string =>
  text.replace(/^error: (.)/u, (_, first: string) => first.toUpperCase()).replace(/^\((Did you mean .*\?)\)$/mu, '  $1')

/** How the list of commands names them, whether their own words and flags are read or not. */
const TERMS = new Map(
  Object.entries(commands).map(([name, { words }]) => [name, `${name} [options] ${words}`.trimEnd()]),
)

/** The commands that are named: of the others (help, a misspelt name) no more is read than the list says. */
const namesIn = (words: readonly string[]): readonly string[] =>
  Object.keys(commands).filter((name) => words.includes(name))

/** What each command needs, and a list of them does not. */
const partsOfCommands = async () => {
  const [{ config }, { liveProgress }] = await Promise.all([import('zod'), import('./edges/live-progress.ts')])
  // Compiling schemas pays for values by the thousand; a run has too few, and the compiler too much of its first second.
  config({ jitless: true })
  return { liveProgress }
}

const code = await main(process.argv.slice(2))
// What was printed must be flushed first. Then at once: a shutdown of TLS in a tunnel, which the client it was for left, is never
// done with, and Node waits for it without end (24.21.0, seen with a proxied agent).
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))))
process.exit(code)
