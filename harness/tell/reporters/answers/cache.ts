import type { CacheListing, CachePruning, CacheVerification } from '../../../model/cache.ts'
import { counted } from '../../../model/listed.ts'
import { clean } from '../../words/plain.ts'

/** What lies in the cache, for people: a line for each thing, and the sum. */
export const cacheListing = ({ cache, bytes, items }: CacheListing): string =>
  [
    ...items.map((item) => `${row(item)}  ${item.usedAt.slice(0, 10)}`),
    `${counted(items.length, 'thing', 'things')}, ${sizeText(bytes)} in ${clean(cache)}`,
    '',
  ].join('\n')

/** Which installs are as they were, for people: only those that are not are named. */
export const cacheVerification = ({ cache, installs }: CacheVerification): string => {
  const of = (state: CacheVerification['installs'][number]['state']) => installs.filter((one) => one.state === state)
  return [
    ...of('damaged').flatMap(({ name, damaged }) => [
      `damaged   ${clean(name)}: ${counted(damaged.length, 'file is', 'files are')} not as installed`,
      ...damaged.slice(0, FILES_TOLD).map((file) => `            ${clean(file)}`),
      ...(damaged.length > FILES_TOLD ? [`            and ${damaged.length - FILES_TOLD} more`] : []),
    ]),
    ...of('unlisted').map(
      ({ name }) => `unlisted  ${clean(name)}: made by an earlier version, nothing to hold it against`,
    ),
    `${counted(installs.length, 'install', 'installs')} in ${clean(cache)}: ${of('whole').length} whole, ${of('damaged').length} damaged, ${of('unlisted').length} unlisted`,
    ...(of('damaged').length > 0 ? ['The next run that measures with one of them installs it anew.'] : []),
    '',
  ].join('\n')
}

const FILES_TOLD = 5

/** What went, or would go, for people. */
export const cachePruning = ({ cache, dryRun, removed, removedBytes, keptBytes }: CachePruning): string =>
  [
    ...removed.map((item) => `${row(item)}  ${WHY[item.why]}`),
    `${dryRun ? 'Would remove' : 'Removed'} ${counted(removed.length, 'thing', 'things')}, ${sizeText(removedBytes)}; ${sizeText(keptBytes)} ${dryRun ? 'would stay' : 'stay'} in ${clean(cache)}`,
    '',
  ].join('\n')

const WHY = {
  leftover: 'left by a run that was killed',
  superseded: 'a later day has taken its place',
  unused: 'not used for long',
  size: 'beyond --max-size',
} as const satisfies Record<CachePruning['removed'][number]['why'], string>

const row = ({ kind, name, bytes }: CacheListing['items'][number]): string =>
  `${kind.padEnd(8)}  ${sizeText(bytes).padStart(8)}  ${clean(name)}`

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** `1.2 GB`, in thousands. */
const sizeText = (bytes: number): string => {
  const unit = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / 1000 ** unit
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`
}
