import type { Flags } from './accept/accept.ts'
import type { Register } from './command.ts'
import { refuseCommand } from './inputs/own-command.ts'

export const acceptCommand: Register = (command, { place, terminal, ownCommand }) => {
  command
    .argument('<finding>', "the finding's id, as a report prints it")
    .requiredOption('--reason <text>', 'why it is accepted')
    .option('--owner <name>', 'who answers for it: a person or a team')
    .option('--issue <url>', 'a public address that tells more')
    .option('--until <day>', 'the last day (YYYY-MM-DD, UTC) on which it holds')
    .option('--config <file>', 'the matrix file', 'matrix.json')
    .option('--out <dir>', 'where the last report is', 'reports')
    .addHelpText('after', HELP)
    .action(async (id: string, flags: Flags) => {
      refuseCommand(ownCommand, 'accept')
      const { accept } = await import('./accept/accept.ts')
      await terminal.out(await accept(id, flags, place))
    })
}

const HELP = `
A version that the matrix names, or has in a range taken whole, is written as it is. Where a rule (newest, …) or a tag picked
it, the next release will take its place: then this change is accepted from that version on ("to": ">=7.55.0").`
