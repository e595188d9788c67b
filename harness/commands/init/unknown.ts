import { knownHint } from '../../ask/matrix/nearest.ts'
import type { PackageAddress } from '../../ask/matrix/package-address.ts'
import type { ReadyProgram } from '../../ask/programs/ready-program.ts'
import { findUses } from '../../ask/projects/find-uses.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { projectFolder } from '../../edges/project-folder.ts'
import { UserError } from '../../errors.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import { hadOf } from './had.ts'
import { skeletonDraft } from './skeleton.ts'
import type { Draft, Ground } from './write.ts'

/**
 * A program to begin with, for a package that no ready program and no family knows: for the versions from what the project
 * has.
 * @throws UserError for a name that neither the project asks for nor an address gives, and for one that has an entry
 */
export const unknownDraft = async (
  name: string,
  address: PackageAddress | null,
  all: readonly ReadyProgram[],
  ground: Ground,
): Promise<Draft> => {
  const wanted = REGISTRIES.filter((registry) => !address || address.registry === registry)
  const { uses } = await findUses(
    projectFolder(ground.place.cwd),
    wanted.map((registry) => ({ registry, package: name })),
  )
  const registries = [...new Set(uses.map(({ registry }) => registry))]
  const registry = address?.registry ?? (registries.length === 1 ? registries[0] : undefined)
  if (!registry) throw registries.length > 1 ? ambiguous(name) : unknown(name, all)
  const twice = ground.text === null ? undefined : ground.matrix.sdks.find((sdk) => isOf(sdk, registry, name))
  if (twice)
    throw new UserError('init/twice', {
      what: `${ground.config} has an entry for ${name} already: "${twice.id}".`,
      hint: 'A program of yours is named there, under "programs".',
    })
  return skeletonDraft(
    registry,
    name,
    hadOf(
      registry,
      uses.filter((use) => use.registry === registry),
    ),
  )
}

const isOf = (sdk: MatrixSdk, registry: Registry, name: string): boolean => {
  const { normalName } = ecosystems[registry]
  return sdk.registry === registry && normalName(sdk.package) === normalName(name)
}

const ambiguous = (name: string): UserError =>
  new UserError('init/which-registry', {
    what: `This project asks for ${name} on ${REGISTRIES.map((one) => ecosystems[one].name).join(' and ')}.`,
    where: `init ${name}`,
    hint: `Which is meant: ${REGISTRIES.map((one) => `sdkdrift init ${one}:${name}`).join(' or ')}`,
  })

const unknown = (name: string, all: readonly ReadyProgram[]): UserError =>
  new UserError('init/unknown', {
    what: `There is no ready program for "${name}", and no manifest or lockfile here asks for it.`,
    where: `init ${name}`,
    hint: `${knownHint(
      name,
      all.map((one) => one.name),
      'programs',
    )} For any other package its registry says which it is: ${REGISTRIES.map((one) => `sdkdrift init ${one}:${name}`).join(' or ')}`,
  })
