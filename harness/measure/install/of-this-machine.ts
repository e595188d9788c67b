import { readdir, readFile, readlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { namesIn } from '../../edges/files.ts'
import type { LocalTarget } from './job.ts'

/**
 * What pnpm laid down of this machine, by its name; null: nothing. It copies or links any folder that a package names as a
 * dependency (`file:`, `link:`), whoever published that: it would be among the files that the SDK may read. Of a package of
 * the user's own only what its own manifest does not name is told.
 */
export const ofThisMachine = async (dir: string, { sdk, source }: LocalTarget): Promise<string | null> => {
  const modules = join(dir, 'node_modules')
  const store = join(modules, '.pnpm')
  const own = source.kind === 'path' ? [sdk.package, ...(await namedBy(join(modules, sdk.package)))] : []
  const slots = (await namesIn(store)).filter((name) => name !== 'node_modules' && name !== 'lock.yaml')
  for (const slot of slots) if (!isOfRegistry(slot) && !own.some((name) => isOf(slot, name))) return slotName(slot)
  for (const folder of [modules, ...slots.map((slot) => join(store, slot, 'node_modules'))])
    for (const [name, to] of await linksIn(folder))
      if (!to.startsWith(`${modules}/`) && !own.includes(name)) return name
  return null
}

/** `wobble@1.0.0`, `@scope+wobble@1.0.0(peer@2.0.0)`; of a folder `wobble@file+…`. A name that hides which of them it is none. */
const isOfRegistry = (slot: string): boolean => /^@?[^@]+@(?!(?:git\+)?file\+|link\+)/.test(slot)
const isOf = (slot: string, name: string): boolean => slot.startsWith(`${name.replace('/', '+')}@`)
const slotName = (slot: string): string => slot.replace(/(?<=.)@.*/, '').replace('+', '/')

const named = z.record(z.string(), z.string()).catch({})
const manifestSchema = z.looseObject({ dependencies: named, optionalDependencies: named })

/** What a package asks for that lies on the machine. */
const namedBy = async (folder: string): Promise<readonly string[]> => {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}')
  const { dependencies, optionalDependencies } = manifestSchema.parse(JSON.parse(text))
  const all = { ...dependencies, ...optionalDependencies }
  return Object.keys(all).filter((name) => /^(?:file:|link:|[./~])/.test(all[name] ?? ''))
}

/** Each link of a folder of packages and where it leads; of scopes too. */
const linksIn = async (folder: string): Promise<readonly (readonly [name: string, to: string])[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name)
      if (entry.isSymbolicLink()) return [[entry.name, resolve(dirname(path), await readlink(path))] as const]
      return entry.name.startsWith('@')
        ? (await linksIn(path)).map(([name, to]) => [`${entry.name}/${name}`, to] as const)
        : []
    }),
  )
  return found.flat()
}
