import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure } from './bench.ts'
import { seconds } from './timing.ts'

/** What was seen of some versions: the run's processor time, the requests that it made to the registry. */
export type Seen = { readonly versions: number; readonly cpuMs: number | null; readonly requests: number }

const MIB = 1024 * 1024

/**
 * What the arithmetic of docs/scale.md begins with, for one version each.
 * @param fresh a run that knew nothing
 * @param known one that found everything
 * @param store the folder of what was kept, of the versions of `known`
 */
export const scaleInputs = (fresh: Seen, known: Seen, store: string): readonly Figure[] => [
  ...cpuOf('a new version, processor', fresh),
  ...cpuOf('a known version, processor', known),
  { label: 'a version in the store', unit: 'MiB', value: bytesIn(store) / known.versions / MIB },
  { label: `registry requests of ${fresh.versions} new versions`, unit: '', value: fresh.requests },
  { label: `registry requests of ${known.versions} known versions`, unit: '', value: known.requests },
]

const cpuOf = (label: string, { cpuMs, versions }: Seen): readonly Figure[] =>
  cpuMs === null ? [] : [{ label, unit: 's', value: seconds(cpuMs) / versions }]

const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
