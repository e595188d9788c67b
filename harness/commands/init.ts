import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { addSdk } from '../ask/matrix/add-entry.ts'
import { knownHint } from '../ask/matrix/nearest.ts'
import { packageAddress } from '../ask/matrix/package-address.ts'
import type { ReadyProgram } from '../ask/programs/ready-program.ts'
import { ecosystems } from '../ecosystems/index.ts'
import { readIfThere, writeWhole } from '../edges/documents.ts'
import { UserError } from '../errors.ts'
import type { Place } from '../model/options.ts'
import { REGISTRIES, type Registry } from '../model/sdk.ts'
import type { Register } from './command.ts'
import { loadMatrix } from './load-matrix.ts'
import { refuseCommand } from './own-command.ts'
import { programsFolder, RUNS, readyId, readyPrograms } from './ready-programs.ts'

type Flags = {
  readonly list?: boolean
  readonly dir: string
  readonly config: string
  readonly force?: boolean
  readonly json?: boolean
}

export const initCommand: Register = (program, { place, terminal, ownCommand }) => {
  program
    .command('init')
    .description('copy a ready program for an SDK into this project, and write its entry into matrix.json')
    .argument('[name]', 'stripe, or by its registry: npm:stripe, pypi:stripe')
    .option('--list', 'which there are')
    .option('--dir <folder>', 'where the program goes', 'probes')
    .option('--config <file>', 'the matrix file; made where there is none', 'matrix.json')
    .option('--force', 'replace a program that is there')
    .option('--json', 'print what was done as JSON on stdout')
    .addHelpText('after', HELP)
    .action(async (name: string | undefined, flags: Flags) => {
      refuseCommand(ownCommand, 'init')
      const all = await readyPrograms()
      if (name === undefined || flags.list) return terminal.out(flags.json ? json(all.map(listed)) : list(all))
      const done = await init(name, flags, all, place)
      await terminal.out(flags.json ? json(done) : told(done))
    })
}

const HELP = `
The program is yours then: change its calls to those that you make. For any other package, write one: a script that makes
a call at SDKDRIFT_GATEWAY_URL with a credential of the run (SDKDRIFT_API_KEY), and name it in matrix.json under "programs".`

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const registriesOf = (one: ReadyProgram): readonly Registry[] => REGISTRIES.filter((registry) => one[registry])

const listed = (one: ReadyProgram) => ({
  name: one.name,
  title: one.title,
  packages: registriesOf(one).map((registry) => `${registry}:${one[registry]?.package}`),
})

const list = (all: readonly ReadyProgram[]): string =>
  all.map((one) => `${one.name.padEnd(12)} ${one.title} (${listed(one).packages.join(', ')})\n`).join('')

type Done = {
  readonly files: readonly string[]
  readonly matrix: string
  readonly sdk: string
  readonly registry: Registry
  readonly because: string
}

const told = ({ files, matrix, sdk, registry, because }: Done): string =>
  [
    `For ${ecosystems[registry].name}${because}.`,
    `${files.join(', ')}: the program, yours to change.`,
    `${matrix}: the entry "${sdk}".`,
    `Next: sdkdrift matrix --sdk ${sdk}`,
    '',
  ].join('\n')

const init = async (name: string, flags: Flags, all: readonly ReadyProgram[], place: Place): Promise<Done> => {
  const path = resolve(place.cwd, flags.config)
  const text = await readIfThere(path)
  // A matrix with a fault is told before anything is written.
  const { matrix, families } = await loadMatrix(text === null ? undefined : flags.config, place)
  const { one, registry, because } = chosen(name, all, families.of, place)
  const part = one[registry]
  if (!part) throw new Error(`${one.name} is not for ${registry}.`)
  const target = join(resolve(place.cwd, flags.dir), part.file)
  const named = (path: string): string => relative(place.cwd, path)
  if (existsSync(target) && !flags.force)
    throw new UserError('init/there', {
      what: `${named(target)} is there already.`,
      hint: 'With --force it is replaced; --dir names another folder.',
    })
  const id = readyId(one, registry)
  if (text !== null && matrix.sdks.some((sdk) => sdk.id === id))
    throw new UserError('init/twice', {
      what: `${flags.config} has an entry "${id}" already.`,
      hint: 'Take it out first, or give it another id.',
    })
  const run = `${RUNS[ecosystems[registry].language]} ${named(target)}`
  const { env, scenarios, hosts, credentials } = one
  const more = { ...(scenarios ? { scenarios } : {}), ...(Object.keys(env).length > 0 ? { env } : {}) }
  const sdk = {
    id,
    registry,
    package: part.package,
    versions: part.versions ?? [{ range: part.range, keep: part.keep }],
    ...(hosts ? { hosts } : {}),
    programs: { [one.name]: Object.keys(more).length > 0 ? { run, ...more } : run },
  }
  const written = addSdk(text, { sdk, credentials })
  await mkdir(join(target, '..'), { recursive: true })
  await writeWhole(target, await readFile(join(programsFolder(), one.name, part.file), 'utf8'))
  await writeWhole(path, written)
  return { files: [named(target)], matrix: named(path), sdk: id, registry, because }
}

type Chosen = { readonly one: ReadyProgram; readonly registry: Registry; readonly because: string }

const chosen = (
  text: string,
  all: readonly ReadyProgram[],
  familyOf: (registry: Registry, packageName: string) => string | undefined,
  { cwd }: Place,
): Chosen => {
  const address = packageAddress(text)
  const fits = (one: ReadyProgram, registry: Registry): boolean => {
    const found = one[registry]?.package
    if (found === undefined) return false
    const { normalName } = ecosystems[registry]
    const wanted = address?.package ?? text
    return one.name === wanted || normalName(found) === normalName(wanted)
  }
  const found = REGISTRIES.filter((registry) => !address || address.registry === registry).flatMap((registry) =>
    all.filter((one) => fits(one, registry)).map((one) => ({ one, registry })),
  )
  const [first, second] = found
  const speaking = REGISTRIES.find(
    (registry) => (!address || address.registry === registry) && familyOf(registry, address?.package ?? text),
  )
  if (!first && speaking)
    throw new UserError('init/needless', {
      what: `${text} needs no program: scenarios are known for it.`,
      where: `init ${text}`,
      hint: `sdkdrift gate asks them in a project that uses it; for the night, name it in matrix.json: { "id": "…", "registry": "${speaking}", "package": "${address?.package ?? text}", "versions": ["latest"] }`,
    })
  if (!first)
    throw new UserError('init/unknown', {
      what: `There is no ready program for "${text}".`,
      where: `init ${text}`,
      hint: `${knownHint(
        address?.package ?? text,
        all.map(({ name }) => name),
        'programs',
      )} Any script of yours is one: see "programs" in the README.`,
    })
  if (!second) return { ...first, because: '' }
  const here = found.filter(({ registry }) => MANIFESTS[registry].some((file) => existsSync(join(cwd, file))))
  const only = here.length === 1 ? here[0] : undefined
  if (only) return { ...only, because: ', as this project is' }
  return {
    ...first,
    because: `; for ${ecosystems[second.registry].name}: init ${second.registry}:${second.one[second.registry]?.package}`,
  }
}

const MANIFESTS = {
  npm: ['package.json'],
  pypi: ['pyproject.toml', 'requirements.txt', 'setup.py', 'Pipfile'],
} as const satisfies Readonly<Record<Registry, readonly string[]>>
