import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PackageAddress } from '../../ask/matrix/package-address.ts'
import type { ReadyProgram } from '../../ask/programs/ready-program.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import type { Place } from '../../model/options.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import { programsFolder, readyId } from '../inputs/ready-programs.ts'
import type { Draft } from './write.ts'

type Chosen = { readonly one: ReadyProgram; readonly registry: Registry; readonly notes: readonly string[] }

/** The ready program that is meant, on the project's own registry where there are two; null: none is. */
export const chosenReady = (
  name: string,
  address: PackageAddress | null,
  all: readonly ReadyProgram[],
  { cwd }: Place,
): Chosen | null => {
  const found = REGISTRIES.filter((registry) => !address || address.registry === registry).flatMap((registry) =>
    all.filter((one) => fits(one, registry, name)).map((one) => ({ one, registry })),
  )
  const [first, second] = found
  if (!first) return null
  if (!second) return { ...first, notes: [] }
  const here = found.filter(({ registry }) => MANIFESTS[registry].some((file) => existsSync(join(cwd, file))))
  const only = here.length === 1 ? here[0] : undefined
  if (only) return { ...only, notes: [`For ${ecosystems[only.registry].name}, as this project is.`] }
  const other = `init ${second.registry}:${second.one[second.registry]?.package}`
  return {
    ...first,
    notes: [`For ${ecosystems[first.registry].name}; for ${ecosystems[second.registry].name}: ${other}`],
  }
}

const fits = (one: ReadyProgram, registry: Registry, name: string): boolean => {
  const found = one[registry]?.package
  if (found === undefined) return false
  const { normalName } = ecosystems[registry]
  return one.name === name || normalName(found) === normalName(name)
}

const MANIFESTS = {
  npm: ['package.json'],
  pypi: ['pyproject.toml', 'requirements.txt', 'setup.py', 'Pipfile'],
} as const satisfies Readonly<Record<Registry, readonly string[]>>

/** A ready program as it is to be written. */
export const readyDraft = async ({ one, registry, notes }: Chosen): Promise<Draft> => {
  const part = one[registry]
  if (!part) throw new Error(`${one.name} is not for ${registry}.`)
  const source = await readFile(join(programsFolder(), one.name, part.file), 'utf8')
  const { env, scenarios, hosts, credentials } = one
  const more = { ...(scenarios ? { scenarios } : {}), ...(Object.keys(env).length > 0 ? { env } : {}) }
  return {
    registry,
    file: part.file,
    text: () => source,
    entry: (run) => ({
      sdk: {
        id: readyId(one, registry),
        registry,
        package: part.package,
        versions: part.versions ?? [{ range: part.range, keep: part.keep }],
        ...(hosts ? { hosts } : {}),
        programs: { [one.name]: Object.keys(more).length > 0 ? { run, ...more } : run },
      },
      credentials,
    }),
    notes: [...notes, 'The program is yours to change.'],
  }
}
