import { resolve } from 'node:path'
import { packageAddress } from '../ask/matrix/package-address.ts'
import type { ReadyProgram } from '../ask/programs/ready-program.ts'
import type { KnownPackage } from '../ask/projects/use.ts'
import { ecosystems } from '../ecosystems/index.ts'
import { sdkId } from '../ecosystems/sdk-id.ts'
import { readIfThere } from '../edges/documents.ts'
import { UserError } from '../errors.ts'
import type { Place } from '../model/options.ts'
import { REGISTRIES } from '../model/sdk.ts'
import type { Overview, ProgramDone, SetUp } from '../model/set-up.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import { projectDependencies } from './init/overview.ts'
import { setUpProject } from './init/project.ts'
import { chosenReady, readyDraft } from './init/ready.ts'
import { unknownDraft } from './init/unknown.ts'
import { overview, projectTold } from './init/words.ts'
import { writeDraft } from './init/write.ts'
import { loadMatrix } from './inputs/load-matrix.ts'
import { refuseCommand } from './inputs/own-command.ts'
import { readyPrograms } from './inputs/ready-programs.ts'
import { knownSdks } from './sdks/known-sdks.ts'

type Flags = {
  readonly list?: boolean
  readonly dir: string
  readonly config: string
  readonly force?: boolean
  readonly dryRun?: boolean
  readonly package?: string
  readonly json?: boolean
}

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
      const all = await readyPrograms()
      if (flags.list) {
        const { dependencies } = await dependenciesOf(flags, all, place)
        const text = `${overview(dependencies)}${list(all)}`
        return terminal.out(flags.json ? json({ dependencies, ready: all.map(listed) }) : text)
      }
      if (name === undefined) {
        const { dependencies, idOf } = await dependenciesOf(flags, all, place)
        const { dir, config, dryRun = false, package: tool } = flags
        const done = await setUpProject(dependencies, all, { cwd: place.cwd, dir, config, idOf, dryRun, tool })
        return terminal.out(flags.json ? json(done) : projectTold(done))
      }
      for (const [flag, value] of [
        ['--dry-run', flags.dryRun],
        ['--package', flags.package],
      ])
        if (value !== undefined)
          throw new UserError('init/project-only', {
            what: `${flag} is for init without a name.`,
            where: `init ${name}`,
          })
      const done = await init(name, flags, all, place)
      await terminal.out(flags.json ? json(done) : told(done))
    })
}

const HELP = `
Without a name: a commented matrix.json for what this project's manifests and lockfiles name and is known, with the ready
programs that it takes; the gate for pull requests and the job of the night, for GitLab where there is a .gitlab-ci.yml, else for
GitHub. What is there stays as it is, and is named.

With one: for some packages a ready program is copied. For any other it is one to begin with: it imports the package, reads the gateway's
address (SDKDRIFT_GATEWAY_URL) and a credential of the run (SDKDRIFT_API_KEY), and says that it cannot (exit code 78) until
you have written your call there. Its entry has the versions from the one that your lockfile has to the newest.`

const json = (value: SetUp): string => `${jsonText(value)}\n`

const listed = (one: ReadyProgram): Overview['ready'][number] => ({
  name: one.name,
  title: one.title,
  packages: REGISTRIES.filter((registry) => one[registry]).map((registry) => `${registry}:${one[registry]?.package}`),
})

const list = (all: readonly ReadyProgram[]): string =>
  all.map((one) => `${one.name.padEnd(12)} ${one.title} (${listed(one).packages.join(', ')})\n`).join('')

const told = ({ files, matrix, sdk, notes }: ProgramDone): string =>
  [
    `${files.join(', ')}: the program.`,
    `${matrix}: the entry "${sdk}".`,
    ...notes,
    `Next: sdkdrift matrix --sdk ${sdk}`,
    '',
  ].join('\n')

/** The user's matrix, if there is one; one with a fault is told before anything is written. */
const groundOf = async (flags: Flags, place: Place) => {
  const { dir, config, force = false } = flags
  const text = await readIfThere(resolve(place.cwd, config))
  const { matrix, families } = await loadMatrix(text === null ? undefined : config, place)
  return { ground: { place, dir, config, text, matrix, force }, families }
}

const dependenciesOf = async (flags: Flags, ready: readonly ReadyProgram[], place: Place) => {
  const { ground, families } = await groundOf(flags, place)
  const own = ground.text === null ? [] : ground.matrix.sdks
  const known = knownSdks([], Object.fromEntries(families.all.map((family) => [family.id, family])))
  return {
    dependencies: await projectDependencies(place, { listed: own, familyOf: families.of, ready }),
    idOf: ({ registry, package: name }: KnownPackage): string =>
      known.find((sdk) => sdk.registry === registry && sdk.package === ecosystems[registry].normalName(name))?.id ??
      sdkId(registry, name),
  }
}

const init = async (text: string, flags: Flags, all: readonly ReadyProgram[], place: Place): Promise<ProgramDone> => {
  const { ground, families } = await groundOf(flags, place)
  const address = packageAddress(text)
  const name = address?.package ?? text
  const ready = chosenReady(name, address, all, place)
  if (ready) return writeDraft(await readyDraft(ready), ground)
  const speaking = REGISTRIES.find(
    (registry) => (!address || address.registry === registry) && families.of(registry, name),
  )
  if (speaking)
    throw new UserError('init/needless', {
      what: `${text} needs no program: scenarios are known for it.`,
      where: `init ${text}`,
      hint: `sdkdrift gate asks them in a project that uses it; for the night, name it in matrix.json: { "id": "…", "registry": "${speaking}", "package": "${name}", "versions": ["latest"] }`,
    })
  return writeDraft(await unknownDraft(name, address, all, ground), ground)
}
