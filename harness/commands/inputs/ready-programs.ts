import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readProgram } from '../../ask/matrix/read-program.ts'
import { parseReadyProgram, type ReadyProgram } from '../../ask/programs/ready-program.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { sdkId } from '../../ecosystems/sdk-id.ts'
import { root } from '../../edges/paths.ts'
import { type CredentialShapes, rolesOf } from '../../model/credential-shape.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Language } from '../../model/runtime.ts'
import { NO_FAMILY, REGISTRIES, type Registry } from '../../model/sdk.ts'

/** Where the programs that come with the tool lie, a folder each. */
export const programsFolder = (): string => join(root(), 'fixtures', 'programs')

/** All of them, by name. */
export const readyPrograms = async (): Promise<readonly ReadyProgram[]> => {
  const names = (await readdir(programsFolder())).sort()
  return Promise.all(
    names.map(async (name) =>
      parseReadyProgram(name, await readFile(join(programsFolder(), name, 'program.json'), 'utf8')),
    ),
  )
}

/** How a program in a registry's language is started. */
export const RUNS = { node: 'node', python: 'python3' } as const satisfies Readonly<Record<Language, string>>

/** The id of the entry that a ready program gets. */
export const readyId = ({ name }: ReadyProgram, registry: Registry): string => sdkId(registry, name)

/** Each package that a ready program is for, as an SDK that is measured by it where it lies. */
export const readySdks = (all: readonly ReadyProgram[]): readonly MatrixSdk[] =>
  all.flatMap((one) =>
    REGISTRIES.flatMap((registry) => {
      const part = one[registry]
      if (!part) return []
      const run = [RUNS[ecosystems[registry].language], part.file]
      const { env, scenarios, hosts } = one
      return [
        {
          id: readyId(one, registry),
          registry,
          package: part.package,
          family: NO_FAMILY,
          versions: [],
          include: [],
          resolve: 'release-day' as const,
          ...(hosts ? { hosts } : {}),
          programs: readProgram(
            one.name,
            { run, env, ...(scenarios ? { scenarios } : {}) },
            join(programsFolder(), one.name),
          ),
        },
      ]
    }),
  )

/** The credentials that the programs of these SDKs ask for: none is minted, and looked for in reports, that nobody uses. */
export const readyCredentials = (all: readonly ReadyProgram[], used: readonly MatrixSdk[]): CredentialShapes => {
  const asked = new Set(
    used
      .flatMap(({ programs = [] }) => programs.flatMap(({ env }) => Object.values(env ?? {})))
      .flatMap((value) => (typeof value === 'string' ? [] : [value.credential])),
  )
  const shapes = all.flatMap(({ credentials }) => Object.entries(credentials))
  return Object.fromEntries(shapes.filter(([name, shape]) => rolesOf(name, shape).some((role) => asked.has(role))))
}
