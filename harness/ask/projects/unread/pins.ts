import type { Registry } from '../../../model/sdk.ts'
import { nameOf } from '../paths.ts'
import { pinOf } from '../pypi/requirement.ts'
import type { Wanted } from '../reading.ts'
import type { Place, UnreadAsk } from '../use.ts'
import { installAsks } from './installs.ts'
import type { LineAsk } from './line-ask.ts'
import { condaAsks, constraintAsks, denoAsks, setupCfgAsks, setupPyAsks } from './lists.ts'

type Reader = (text: string) => readonly LineAsk[]

/** Files that name versions, and are not read for uses: what they build is installed elsewhere, or by a script's own logic. */
const UNREAD: readonly (readonly [RegExp, Reader])[] = [
  [/^(?:dockerfile|containerfile)(?:[.-].*)?$|\.(?:dockerfile|containerfile)$/i, installAsks],
  [/^(?:[^/]*[-_.])?environment(?:[-_.][^/]*)?\.ya?ml$/i, condaAsks],
  [/^(?:[^/]*[-_.])?constraints?(?:[-_.][^/]*)?\.txt$/i, constraintAsks],
  [/^setup\.py$/, setupPyAsks],
  [/^setup\.cfg$/, setupCfgAsks],
  [/^(?:deno\.jsonc?|import_map\.json)$/, denoAsks],
]

/** Is this a file that may pin an SDK and is not read for uses? */
export const isUnread = (path: string): boolean => readerOf(path) !== undefined

const readerOf = (path: string): Reader | undefined => UNREAD.find(([name]) => name.test(nameOf(path)))?.[1]

/** The known SDKs that such files ask for, each with its place. */
export const unreadAsks = (
  texts: ReadonlyMap<string, string>,
  wants: (registry: Registry) => Wanted,
): readonly UnreadAsk[] =>
  [...texts].flatMap(([file, text]) =>
    (readerOf(file)?.(text) ?? []).flatMap(({ registry, name, range, line }): readonly UnreadAsk[] => {
      const known = wants(registry)(name)
      const at: Place = { file, line }
      return known === undefined ? [] : [{ registry, package: known, range, pinned: PINS[registry](range), at }]
    }),
  )

/** The one version that a range stands for, or null. */
const PINS: Readonly<Record<Registry, (range: string) => string | null>> = {
  npm: (range) => /^[v=]*(\d+\.\d+\.\d+[^\s]*)$/.exec(range)?.[1] ?? null,
  pypi: pinOf,
}
