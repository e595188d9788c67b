import { Argument } from 'commander'
import { gradeOf } from '../model/policy-check.ts'
import type { Register } from './command.ts'

export const policyCommand: Register = (command, { place, terminal, exit }) => {
  command
    .usage('check [options] <file...>')
    .addArgument(new Argument('<check>', 'the one thing that can be done with it').choices(['check']))
    .argument('<file...>', 'policy documents, fragments, folders of scopes, APIOps folders (folder#api)')
    .option('--json', 'print the answer as JSON on stdout; its schema is in the package (tell/reporters)')
    .addHelpText('after', HELP)
    .action(async (_: string, files: readonly string[], flags: { readonly json?: boolean }) => {
      const [{ checkPolicy }, { policy: render }, { jsonText }] = await Promise.all([
        import('./policy/check-policy.ts'),
        import('../tell/reporters/answers/policy.ts'),
        import('../tell/words/in-sight.ts'),
      ])
      const checks = await Promise.all(files.map((file) => checkPolicy(file, place)))
      await terminal.out(flags.json ? `${jsonText(checks)}\n` : render(checks, { colour: terminal.colour }))
      exit(Math.max(...checks.map(gradeOf)))
    })
}

const HELP = `
Of each policy, by line:
  enforced       it does here what it does in API Management
  adapted        something stands in for what is not here (a managed identity, a certificate), and why
  passed over    it cannot decide about a request (telemetry), and does nothing
  not supported  it can, and it is not known here: a document with one is refused as a gateway

Exit codes:
  0    all is enforced
  1    something is adapted or passed over, or a named value or a fragment is missing
  2    something is not supported, or the document is faulty`
