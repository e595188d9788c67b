import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endAfter } from '../end-after.ts'
import type { FakeRegistry, Fault, FaultAt } from '../fake-registry.ts'
import type { Sandbox } from '../sandbox.ts'
import { canMount, withMounts } from '../with-mounts.ts'
import type { Chance } from './chance.ts'

export type Disturbed = { readonly sandbox: Sandbox; readonly registry: FakeRegistry; readonly chance: Chance }

/** What a night may bring, before the run that must come out as ever. In words: what was done. */
export type Disturbance = (world: Disturbed) => string | Promise<string>

const killed: Disturbance = async ({ sandbox, chance }) => {
  const moments = Array.from({ length: 1 + chance.below(3) }, () => 50 + chance.below(3000))
  for (const ms of moments) await endAfter(sandbox, 'SIGKILL', ms)
  return `killed after ${moments.join(', ')} ms`
}

const stopped: Disturbance = async ({ sandbox, chance }) => {
  const signal = chance.oneOf<'SIGTERM' | 'SIGINT'>(['SIGTERM', 'SIGINT'])
  const ms = 50 + chance.below(3000)
  await endAfter(sandbox, signal, ms)
  return `${signal} after ${ms} ms`
}

/** As many as four tries take, at one path each. */
const registryInTrouble: Disturbance = ({ registry, chance }) => {
  const faults: readonly [Fault, ...Fault[]] = [
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
    { kind: 'cut' },
  ]
  const left = new Map<string, number>()
  const times = 1 + chance.below(2)
  const fault = chance.oneOf(faults)
  const every = 1 + chance.below(3)
  let met = 0
  const faultAt: FaultAt = (path) => {
    const some = left.get(path) ?? (met++ % every === 0 ? times : 0)
    left.set(path, some - 1)
    return some > 0 ? fault : null
  }
  registry.setFaults(faultAt)
  return `a registry that fails ${times} times at every ${every}. path (${JSON.stringify(fault)})`
}

const damagedInstall: Disturbance = ({ sandbox, chance }) => {
  // What is kept of it would hide the damage.
  rmSync(join(sandbox.cacheDir, 'captures'), { recursive: true, force: true })
  const file = someFile(join(sandbox.cacheDir, 'installs'), chance, /\.(?:js|py|json)$/)
  if (file === null) return 'nothing to damage'
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.subarray(0, chance.below(bytes.length)))
  return `a damaged install: ${file}`
}

const damagedResults: Disturbance = ({ sandbox, chance }) => {
  const file = someFile(join(sandbox.cacheDir, chance.oneOf(['captures', 'registries'])), chance, /\.json(\.zst)?$/)
  if (file === null) return 'nothing to damage'
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.subarray(0, chance.below(bytes.length)))
  return `a damaged file: ${file}`
}

const full: Disturbance = async ({ sandbox, chance }) => {
  if (!canMount()) return 'no full disk on this machine'
  const kB = chance.below(6000)
  await sandbox.cli(['matrix'], { under: withMounts({ kind: 'small', folder: sandbox.cacheDir, kB }) })
  return `a disk of ${kB} kB`
}

export const emptyCache = ({ cacheDir }: Pick<Sandbox, 'cacheDir'>): void => {
  for (const name of readdirSync(cacheDir)) rmSync(join(cacheDir, name), { recursive: true })
}

const cold: Disturbance = ({ sandbox }) => {
  emptyCache(sandbox)
  return 'an empty cache'
}

/** Two of which one may be the empty cache, so that the other meets it. */
export const disturbances: readonly [Disturbance, ...Disturbance[]] = [
  killed,
  stopped,
  registryInTrouble,
  damagedInstall,
  damagedResults,
  full,
]
export const first: readonly [Disturbance, ...Disturbance[]] = [cold, () => 'what was kept']

const someFile = (dir: string, chance: Chance, like: RegExp): string | null => {
  const all = filesIn(dir)
    .filter((path) => like.test(path))
    .sort()
  return all[chance.below(all.length)] ?? null
}

const filesIn = (dir: string): readonly string[] => {
  try {
    return readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .map((name) => join(dir, name))
      .filter((path) => statSync(path).isFile())
  } catch {
    return []
  }
}
