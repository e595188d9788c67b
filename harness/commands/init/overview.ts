import type { ReadyProgram } from '../../ask/programs/ready-program.ts'
import { findUses } from '../../ask/projects/find-uses.ts'
import type { KnownPackage, Use } from '../../ask/projects/use.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { projectFolder } from '../../edges/project-folder.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Place } from '../../model/options.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import type { Dependency } from '../../model/set-up.ts'

/** What knows a package. */
export type Knowing = {
  readonly listed: readonly MatrixSdk[]
  readonly familyOf: (registry: Registry, name: string) => string | undefined
  readonly ready: readonly ReadyProgram[]
}

/** Everything that the project in this folder runs on, by name within its registry. */
export const projectDependencies = async ({ cwd }: Place, knowing: Knowing): Promise<readonly Dependency[]> => {
  const files = projectFolder(cwd)
  const { others } = await findUses(files, [])
  const own = others.filter(({ atRunTime }) => atRunTime)
  const { uses } = await findUses(files, own)
  return REGISTRIES.flatMap((registry) =>
    own
      .filter((one) => one.registry === registry)
      .toSorted((a, b) => (a.package < b.package ? -1 : 1))
      .map(({ package: name }) => ({
        registry,
        package: name,
        versions: versionsOf(uses.filter((use) => use.registry === registry && use.package === name)),
        by: knownBy({ registry, package: name }, knowing),
      })),
  )
}

const versionsOf = (uses: readonly Use[]): readonly string[] => {
  const locked = [...new Set(uses.flatMap((use) => use.locked.map(({ version }) => version)))]
  if (locked.length === 0) return [...new Set(uses.flatMap(({ declared }) => declared?.range || []))]
  const { exact, compare } = ecosystems[uses[0]?.registry ?? 'npm']
  return locked.every((version) => exact(version) !== null) ? locked.toSorted(compare) : locked
}

const knownBy = (one: KnownPackage, { listed, familyOf, ready }: Knowing): Dependency['by'] => {
  const { normalName } = ecosystems[one.registry]
  const isIt = (name: string | undefined): boolean => name !== undefined && normalName(name) === normalName(one.package)
  if (listed.some((sdk) => sdk.registry === one.registry && isIt(sdk.package))) return 'matrix'
  if (familyOf(one.registry, normalName(one.package))) return 'family'
  return ready.some((program) => isIt(program[one.registry]?.package)) ? 'ready' : null
}
