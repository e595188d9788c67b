import { hash } from 'node:crypto'
import { join } from 'node:path'
import { namesIn, sha256OfFile } from '../../edges/files.ts'
import type { Target } from '../../model/sdk.ts'
import { cutoffOf } from './cutoff.ts'
import type { Resolve } from './job.ts'

/**
 * Where an installation lies: `npm/openai/5.17.0/node-24~before~20250902T202803Z`. Until when its dependencies had to be there
 * belongs to the name, with those of today the day; where the release day was asked for and is not known, neither.
 * A local tarball or wheel is known by its content; null for a folder, which may change at any time.
 * @param runtimeTag `node-24`, `python-3.11`
 * @param offline take the newest day there is, for nothing newer can be had
 */
export const folderOf = async (
  installs: string,
  target: Target,
  {
    runtimeTag,
    resolve,
    with: beside = {},
    today,
    offline,
    isFolder,
  }: {
    readonly runtimeTag: string
    readonly resolve: Resolve
    readonly with?: Readonly<Record<string, string>>
    readonly today: string
    readonly offline: boolean
    readonly isFolder: (path: string) => Promise<boolean>
  },
): Promise<string | null> => {
  const { source, sdk, version } = target
  if (source.kind === 'git' || (source.kind === 'path' && (await isFolder(source.path)))) return null
  const label = source.kind === 'path' ? `${version}~${(await sha256OfFile(source.path)).slice(0, 16)}` : version
  const parent = join(installs, sdk.registry, ...sdk.package.split('/').map(safe), safe(label + besideLabel(beside)))
  const cutoff = cutoffOf(target, resolve)
  if (cutoff.at === 'release')
    return join(parent, `${runtimeTag}~before~${safe(cutoff.whole.replaceAll(/[-:]|\.\d+/g, ''))}`)
  if (resolve === 'release-day') return join(parent, runtimeTag)
  const days = offline ? (await namesIn(parent)).filter((name) => name.startsWith(`${runtimeTag}~`)) : []
  return join(parent, days.at(-1) ?? `${runtimeTag}~${today}`)
}

/** `+with~` and a hash: names would be too long for a folder. */
const besideLabel = (beside: Readonly<Record<string, string>>): string => {
  const packages = Object.entries(beside).toSorted()
  return packages.length === 0 ? '' : `+with~${hash('sha256', JSON.stringify(packages)).slice(0, 16)}`
}

/** One name within a folder, whatever stands in it: no separator, no way up. */
const safe = (name: string): string =>
  name
    .replaceAll(/[^A-Za-z0-9._+~@!-]/g, (char) => encodeURIComponent(char))
    .replace(/^\.+/, (dots) => '%2E'.repeat(dots.length))
