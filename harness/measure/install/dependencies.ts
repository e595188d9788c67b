import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ecosystems } from '../../ecosystems/index.ts'
import { namesIn, readHead } from '../../edges/files.ts'
import type { Dependencies } from '../../model/installed.ts'

type Named = readonly [name: string, version: string]

/** What really lies in a folder that pnpm made: every package of its virtual store, several versions joined in order. */
export const npmTree = async (dir: string): Promise<Dependencies> => {
  const store = join(dir, 'node_modules', '.pnpm')
  const slots = (await namesIn(store)).filter((name) => name.includes('@'))
  return asDependencies((await Promise.all(slots.map((slot) => packagesIn(join(store, slot, 'node_modules'))))).flat())
}

/** A slot holds its own package as a real folder and links to its dependencies; scopes are folders of their own. */
const packagesIn = async (dir: string): Promise<readonly Named[]> => {
  const entries = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const found = await Promise.all(
    entries.map(({ name }) => (name.startsWith('@') ? packagesIn(join(dir, name)) : packageAt(join(dir, name)))),
  )
  return found.flat()
}

const packageSchema = z.object({ name: z.string(), version: z.string() })

const packageAt = async (dir: string): Promise<readonly Named[]> => {
  const text = await readFile(join(dir, 'package.json'), 'utf8').catch(() => null)
  const parsed = packageSchema.safeParse(text === null ? null : JSON.parse(text))
  return parsed.success ? [[parsed.data.name, parsed.data.version]] : []
}

/** What really lies in a `--target` folder: every distribution that left its metadata. */
export const pypiTree = async (dir: string): Promise<Dependencies> => {
  const metadata = (await namesIn(dir)).filter((name) => name.endsWith('.dist-info'))
  const named = await Promise.all(metadata.map((name) => distributionAt(join(dir, name, 'METADATA'))))
  return asDependencies(named.flat())
}

/** The two fields stand in the first lines (core metadata, PyPA); a long description may follow. */
const HEAD_BYTES = 4096

const distributionAt = async (path: string): Promise<readonly Named[]> => {
  const head = (await readHead(path, HEAD_BYTES)).toString('utf8')
  const name = head.match(/^Name: *(.+?)\r?$/m)?.[1]
  const version = head.match(/^Version: *(.+?)\r?$/m)?.[1]
  return name && version ? [[ecosystems.pypi.normalName(name), version]] : []
}

const asDependencies = (named: readonly Named[]): Dependencies => {
  const versions = new Map<string, Set<string>>()
  for (const [name, version] of named) versions.set(name, (versions.get(name) ?? new Set()).add(version))
  const byCode = (a: string, b: string): number => (a < b ? -1 : 1)
  const inOrder = (list: Iterable<string>): string[] =>
    [...list].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  return Object.fromEntries(
    [...versions.keys()].sort(byCode).map((name) => [name, inOrder(versions.get(name) ?? []).join(', ')]),
  )
}
