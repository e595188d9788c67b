import { stopsRun } from '../model/checkup.ts'
import { checkup, mendOf } from '../tell/reporters/answers/checkup.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import { refuseCommand } from './inputs/own-command.ts'

type Flags = { readonly config?: string; readonly offline?: boolean; readonly json?: boolean }

export const doctorCommand: Register = (command, { place, terminal, ownCommand, exit }) => {
  command
    .option('--config <file>', 'the matrix file (default: matrix.json here, else the built-in list)')
    .option('--offline', 'ask no registry and fetch nothing: is there what a run with --offline needs?')
    .option('--json', 'print what was found as JSON on stdout')
    .addHelpText('after', HELP)
    .action(async ({ config, offline = false, json }: Flags) => {
      refuseCommand(ownCommand, 'doctor')
      const { examine } = await import('./doctor/examine.ts')
      const checks = await examine({ config, offline }, place)
      const ready = !checks.some(stopsRun)
      const told = checks.map((check) => ({ ...check, stops: stopsRun(check), mend: mendOf(check) }))
      await terminal.out(json ? `${jsonText({ ready, checks: told })}\n` : checkup(checks))
      exit(ready ? 0 : 1)
    })
}

const HELP = `
What a run would fetch on first use (uv, pnpm) is fetched. Of what nothing in the matrix needs, nothing is fetched.

Exit codes:
  0  sdkdrift matrix in this folder has what it needs
  1  it would fail: what is marked with ✗
  2  wrong usage, or a fault in the matrix file`
