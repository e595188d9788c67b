import type { Register } from './command.ts'
import { refuseCommand } from './inputs/own-command.ts'
import type { Flags } from './repro/script-for.ts'

export const reproCommand: Register = (command, { place, terminal, ownCommand }) => {
  command
    .argument('<finding>', 'an id of the last report')
    .option('--out <dir>', 'where the report lies', 'reports')
    .option('--config <file>', 'the matrix file (default: matrix.json here, else the built-in list)')
    .addHelpText('after', HELP)
    .action(async (id: string, flags: Flags) => {
      refuseCommand(ownCommand, 'repro')
      const { scriptFor } = await import('./repro/script-for.ts')
      await terminal.out(await scriptFor(id, flags, place))
    })
}

const HELP = `
Prints a script of a few lines in the SDK's own language that shows the change without this tool: it serves a gateway on
loopback, makes the call, and prints what arrives. Its first lines say how to run it with each version.
  sdkdrift repro openai-python-2.34.0-35e680f8 > repro.py`
