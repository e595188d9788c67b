import { LineCounter } from 'yaml'
import type { Holder } from '../reading.ts'
import type { Wish } from '../use.ts'
import { readPath, type Target, targetOf } from './pnpm-paths.ts'
import { child, type Pair, pairs, parsed, plain } from './yaml-nodes.ts'

/** A package of the lockfile, and what one of its dependencies became. */
export type Edge = Target & { readonly holder: Holder }

/**
 * Who wants what: in `snapshots` (9), before that beside the package. Only what peers want is kept as a range, in
 * `packages`; of anything else just what it became.
 */
export const edgesOf = (source: string, packages: readonly Pair[], lines: LineCounter): readonly Edge[] => {
  const whole = new LineCounter()
  const snapshots = /^snapshots:/m.test(source) ? snapshotsIn(source, whole) : []
  const peers = new Map(
    packages.map(({ key, value }) => [
      nameIn(key),
      new Map(pairs(child(value, 'peerDependencies')).map((peer) => [peer.key, String(plain(peer.value))])),
    ]),
  )
  const [wanting, counter] = snapshots.length > 0 ? [snapshots, whole] : [packages, lines]
  return wanting.flatMap(({ key: path, value }) =>
    ['dependencies', 'optionalDependencies'].flatMap((group) =>
      pairs(child(value, group)).flatMap(({ key, value: became, offset }): readonly Edge[] => {
        const owner = readPath(path)
        const peer = peers.get(nameIn(path))?.get(key)
        const holder: Holder = {
          package: owner?.name ?? path,
          version: owner?.version ?? '',
          line: counter.linePos(offset).line,
          ...(peer !== undefined
            ? { kind: 'peer', wants: { kind: 'range', range: peer } }
            : { kind: 'plain', wants: owner ? { kind: 'in-registry' } : FOREIGN }),
        }
        return [{ ...targetOf(key, String(plain(became))), holder }]
      }),
    ),
  )
}

/** Those whose dependency became this copy. */
export const dependentsOf = (isIt: (target: Target) => boolean, edges: readonly Edge[]): readonly Holder[] => {
  const own = edges.filter(isIt)
  // One package stands there once for each set of peers.
  return [...new Map(own.map(({ holder }) => [`${holder.package}@${holder.version}`, holder])).values()]
}

const FOREIGN: Wish = { kind: 'unknown', why: 'it comes from no registry' }

/** The last document is the project's own. */
const snapshotsIn = (source: string, lines: LineCounter): readonly Pair[] => {
  const documents = parsed(source, lines)
  return Array.isArray(documents) ? pairs(child(documents.at(-1)?.contents, 'snapshots')) : []
}

/** Without the peers it was resolved with: `/openai/5.17.0_ws@8`, `openai@5.17.0(ws@8)` → `openai@5.17.0`. */
const nameIn = (path: string): string => {
  const { name, version } = readPath(path) ?? { name: path, version: '' }
  return `${name}@${version}`
}
