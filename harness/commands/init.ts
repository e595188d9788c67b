import type { Register } from './command.ts'
import type { Flags } from './init/init.ts'
import { refuseCommand } from './inputs/own-command.ts'

export const initCommand: Register = (command, { place, terminal, ownCommand }) => {
  command
    .argument('[name]', 'one package alone: of this project, or by its registry: npm:stripe, pypi:stripe')
    .option('--list', 'what this project runs on, by what each can be measured, and the ready programs there are')
    .option('--dir <folder>', 'where the program goes', 'probes')
    .option('--config <file>', 'the matrix file; made where there is none', 'matrix.json')
    .option('--force', 'replace a program that is there')
    .option('--dry-run', 'without a name: print the files, write none')
    .option(
      '--package <what>',
      'without a name: what the jobs install: a version, a tarball, git+https://… (default: sdkdrift)',
    )
    .option('--json', 'print what was done as JSON on stdout')
    .addHelpText('after', HELP)
    .action(async (name: string | undefined, flags: Flags) => {
      refuseCommand(ownCommand, 'init')
      const { init } = await import('./init/init.ts')
      await init(name, flags, { place, terminal })
    })
}

const HELP = `
Without a name: a commented matrix.json for what this project's manifests and lockfiles name and is known, with the ready
programs that it takes; the gate for pull requests and the nightly job, for GitLab where there is a .gitlab-ci.yml, else for
GitHub. What is there stays as it is, and is named.

With one: for some packages a ready program is copied. For any other it is one to begin with: it imports the package, reads the gateway's
address (SDKDRIFT_GATEWAY_URL) and a credential of the run (SDKDRIFT_API_KEY), and says that it cannot (exit code 78) until
you have written your call there. Its entry has the versions from the one that your lockfile has to the newest.`
