import { join } from 'node:path'
import { Argument } from 'commander'
import { clock } from '../edges/clock.ts'
import { diskTrouble } from '../edges/disk-trouble.ts'
import { removeTree } from '../edges/files.ts'
import { cacheDir } from '../edges/paths.ts'
import { UserError } from '../errors.ts'
import { cacheItems, installsBelow } from '../measure/install/cache-items.ts'
import { damageIn } from '../measure/install/file-list.ts'
import { pruneWhat } from '../measure/install/prune-what.ts'
import type { CacheItem, CacheListing, CachePruning, CacheVerification } from '../model/cache.ts'
import { cacheListing, cachePruning, cacheVerification } from '../tell/reporters/answers/cache.ts'
import { jsonText } from '../tell/words/in-sight.ts'
import type { Register } from './command.ts'
import { refuseCommand } from './inputs/own-command.ts'

const VERBS = ['list', 'verify', 'prune'] as const
type Verb = (typeof VERBS)[number]

type Flags = {
  readonly olderThan: number
  readonly maxSize?: number
  readonly dryRun?: boolean
  readonly json?: boolean
}

export const cacheCommand: Register = (command, { place, terminal, ownCommand, exit }) => {
  command
    .addArgument(new Argument('<list|verify|prune>', 'what to do with it').choices(VERBS))
    .option('--older-than <days>', 'prune: what was not used for so many days goes', daysIn, 30)
    .option('--max-size <size>', 'prune: what stays is at most so large (500M, 2G); the least used goes first', sizeIn)
    .option('--dry-run', 'prune: tell what would go, and remove nothing')
    .option('--json', 'print the answer as JSON on stdout')
    .addHelpText('after', HELP)
    .action(async (verb: Verb, flags: Flags) => {
      refuseCommand(ownCommand, 'cache')
      const cache = cacheDir(place.env)
      const told = async (answer: object, text: string): Promise<void> =>
        terminal.out(flags.json ? `${jsonText(answer)}\n` : text)
      switch (verb) {
        case 'list': {
          const items = await cacheItems(cache)
          const listing: CacheListing = { cache, bytes: bytesOf(items), items }
          return told(listing, cacheListing(listing))
        }
        case 'verify': {
          const verification = await verify(cache)
          await told(verification, cacheVerification(verification))
          return exit(verification.installs.some(({ state }) => state === 'damaged') ? 1 : 0)
        }
        case 'prune': {
          const pruning = await prune(cache, flags)
          return told(pruning, cachePruning(pruning))
        }
      }
    })
}

const verify = async (cache: string): Promise<CacheVerification> => {
  const installs: CacheVerification['installs'][number][] = []
  for (const name of await installsBelow(cache, 'installs')) {
    const damaged = await damageIn(join(cache, name), 'bytes')
    const state = damaged === null ? 'unlisted' : damaged.length > 0 ? 'damaged' : 'whole'
    installs.push({ name, state, damaged: damaged ?? [] })
  }
  return { cache, installs }
}

const DAY_MS = 86_400_000

const prune = async (cache: string, { olderThan, maxSize, dryRun = false }: Flags): Promise<CachePruning> => {
  const items = await cacheItems(cache)
  const unusedSince = clock.now().getTime() - olderThan * DAY_MS
  const removed = pruneWhat(items, { unusedSince, ...(maxSize === undefined ? {} : { maxBytes: maxSize }) })
  if (!dryRun)
    for (const { name } of removed)
      await removeTree(join(cache, name)).catch((error: unknown) => {
        const why = diskTrouble(error)
        if (why === null) throw error
        throw new UserError('cache/not-removed', { what: `It cannot be removed: ${why}.`, where: join(cache, name) })
      })
  const removedBytes = bytesOf(removed)
  return { cache, dryRun, removed, removedBytes, keptBytes: bytesOf(items) - removedBytes }
}

const bytesOf = (items: readonly CacheItem[]): number => items.reduce((sum, { bytes }) => sum + bytes, 0)

const daysIn = (text: string): number => {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text)
  throw new UserError('options/days', { what: `"${text}" is no number of days.`, where: '--older-than' })
}

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, G: 1e9, T: 1e12 }

const sizeIn = (text: string): number => {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]?)B?$/i.exec(text) ?? []
  if (number !== undefined) return Number(number) * (UNITS[unit.toUpperCase()] ?? 1)
  throw new UserError('options/size', {
    what: `"${text}" is no size.`,
    where: '--max-size',
    hint: 'For example: 500M, 2G; in bytes without a letter.',
  })
}

const HELP = `
The cache is SDKDRIFT_CACHE, else $XDG_CACHE_HOME/sdkdrift, else ~/.cache/sdkdrift. Nothing in it is needed: what is not there is
asked for, installed and measured again. Do not prune while a run goes on.
  list     everything in it, by what it is for, with its size and when it was last used
  verify   holds each install against what was written down when it was made
  prune    removes what runs that were killed left, installs that a later day's have taken the place of, and what was not used
           for long (--older-than); with --max-size also, until the rest is no larger, first what installers keep beside the
           installs, then what was not used longest

Exit codes:
  0  done; verify: every install is as it was
  1  verify: one is damaged
  2  wrong usage, or something could not be removed`
