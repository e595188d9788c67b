import { resolve } from 'node:path'
import { packageAddress } from '../../ask/matrix/package-address.ts'
import type { ReadyProgram } from '../../ask/programs/ready-program.ts'
import type { KnownPackage } from '../../ask/projects/use.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { sdkId } from '../../ecosystems/sdk-id.ts'
import { readIfThere } from '../../edges/documents.ts'
import { UserError } from '../../errors.ts'
import type { Place } from '../../model/options.ts'
import { REGISTRIES } from '../../model/sdk.ts'
import type { Overview, ProgramDone, SetUp } from '../../model/set-up.ts'
import { jsonText } from '../../tell/words/in-sight.ts'
import type { Context } from '../command.ts'
import { loadMatrix } from '../inputs/load-matrix.ts'
import { readyPrograms } from '../inputs/ready-programs.ts'
import { knownSdks } from '../sdks/known-sdks.ts'
import { projectDependencies } from './overview.ts'
import { setUpProject } from './project.ts'
import { chosenReady, readyDraft } from './ready.ts'
import { unknownDraft } from './unknown.ts'
import { overview, projectTold } from './words.ts'
import { writeDraft } from './write.ts'

/** What is said on the command line. */
export type Flags = {
  readonly list?: boolean
  readonly dir: string
  readonly config: string
  readonly force?: boolean
  readonly dryRun?: boolean
  readonly package?: string
  readonly json?: boolean
}

/**
 * Sets a project up, writes a program for one SDK, or tells what there is.
 * @throws UserError for what cannot be set up, before anything is written
 */
export const init = async (
  name: string | undefined,
  flags: Flags,
  { place, terminal }: Pick<Context, 'place' | 'terminal'>,
): Promise<void> => {
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
  const done = await programFor(name, flags, all, place)
  await terminal.out(flags.json ? json(done) : told(done))
}

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

const programFor = async (
  text: string,
  flags: Flags,
  all: readonly ReadyProgram[],
  place: Place,
): Promise<ProgramDone> => {
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
