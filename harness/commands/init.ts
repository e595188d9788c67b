import { resolve } from 'node:path'
import { packageAddress } from '../ask/matrix/package-address.ts'
import type { ReadyProgram } from '../ask/programs/ready-program.ts'
import { ecosystems } from '../ecosystems/index.ts'
import { readIfThere } from '../edges/documents.ts'
import { UserError } from '../errors.ts'
import { atMost } from '../model/listed.ts'
import type { Place } from '../model/options.ts'
import { REGISTRIES } from '../model/sdk.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import { type Known, projectDependencies } from './init/overview.ts'
import { chosenReady, readyDraft } from './init/ready.ts'
import { unknownDraft } from './init/unknown.ts'
import { type Done, writeDraft } from './init/write.ts'
import { loadMatrix } from './load-matrix.ts'
import { refuseCommand } from './own-command.ts'
import { readyPrograms } from './ready-programs.ts'

type Flags = {
  readonly list?: boolean
  readonly dir: string
  readonly config: string
  readonly force?: boolean
  readonly json?: boolean
}

export const initCommand: Register = (command, { place, terminal, ownCommand }) => {
  command
    .argument('[name]', 'a package that this project asks for, or by its registry: npm:stripe, pypi:stripe')
    .option('--list', 'the ready programs there are')
    .option('--dir <folder>', 'where the program goes', 'probes')
    .option('--config <file>', 'the matrix file; made where there is none', 'matrix.json')
    .option('--force', 'replace a program that is there')
    .option('--json', 'print what was done as JSON on stdout')
    .addHelpText('after', HELP)
    .action(async (name: string | undefined, flags: Flags) => {
      refuseCommand(ownCommand, 'init')
      const all = await readyPrograms()
      if (flags.list) return terminal.out(flags.json ? json(all.map(listed)) : list(all))
      if (name === undefined) {
        const dependencies = await dependenciesOf(flags, all, place)
        const text = `${overview(dependencies)}${list(all)}`
        return terminal.out(flags.json ? json({ dependencies, ready: all.map(listed) }) : text)
      }
      const done = await init(name, flags, all, place)
      await terminal.out(flags.json ? json(done) : told(done))
    })
}

const HELP = `
For some packages a ready program is copied. For any other it is one to begin with: it imports the package, reads the gateway's
address (SDKDRIFT_GATEWAY_URL) and a credential of the run (SDKDRIFT_API_KEY), and says that it cannot (exit code 78) until
you have written your call there. Its entry has the versions from the one that your lockfile has to the newest.`

const json = (value: unknown): string => `${jsonText(value)}\n`

const listed = (one: ReadyProgram) => ({
  name: one.name,
  title: one.title,
  packages: REGISTRIES.filter((registry) => one[registry]).map((registry) => `${registry}:${one[registry]?.package}`),
})

const list = (all: readonly ReadyProgram[]): string =>
  all.map((one) => `${one.name.padEnd(12)} ${one.title} (${listed(one).packages.join(', ')})\n`).join('')

/** Packages of which nothing is known that are named before the rest is counted. */
const MOST = 12

const overview = (dependencies: readonly Known[]): string => {
  if (dependencies.length === 0) return 'Ready programs:\n\n'
  const name = ({ registry, package: own, versions }: Known): string =>
    `${own} ${versions.join(', ')} (${ecosystems[registry].name})`.replace('  ', ' ')
  const known = dependencies.flatMap((one) => (one.by === null ? [] : [{ one, words: WORDS[one.by](one) }]))
  const width = Math.max(...known.map(({ one }) => name(one).length))
  const unknown = REGISTRIES.flatMap((registry) => {
    const own = dependencies.filter((one) => one.by === null && one.registry === registry)
    const names = own.map((one) => one.package)
    return own.length === 0
      ? []
      : [
          `Nothing is known of ${atMost(names, MOST)} (${ecosystems[registry].name}). If one calls an API, a program to begin with: sdkdrift init ${registry}:${names[0]}`,
        ]
  })
  return [
    'This project runs on:',
    ...known.map(({ one, words }) => `  ${name(one).padEnd(width)}  ${words}`),
    ...unknown.map((line) => `  ${line}`),
    '',
    'Ready programs:',
    '',
    '',
  ].join('\n')
}

const WORDS: Readonly<Record<NonNullable<Known['by']>, (one: Known) => string>> = {
  matrix: () => 'has an entry in the matrix file: sdkdrift matrix',
  family: () => 'scenarios are known for it: sdkdrift gate',
  ready: (one) => `a ready program is there: sdkdrift init ${one.registry}:${one.package}`,
}

const told = ({ files, matrix, sdk, notes }: Done): string =>
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

const dependenciesOf = async (
  flags: Flags,
  ready: readonly ReadyProgram[],
  place: Place,
): Promise<readonly Known[]> => {
  const { ground, families } = await groundOf(flags, place)
  const own = ground.text === null ? [] : ground.matrix.sdks
  return projectDependencies(place, { listed: own, familyOf: families.of, ready })
}

const init = async (text: string, flags: Flags, all: readonly ReadyProgram[], place: Place): Promise<Done> => {
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
