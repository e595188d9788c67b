import { join } from 'node:path'
import { z } from 'zod'
import { datesOf } from '../../ecosystems/dates.ts'
import { ecosystems } from '../../ecosystems/index.ts'
import { clock as systemClock } from '../../edges/clock.ts'
import { ownNode } from '../../edges/host.ts'
import type { Runtime } from '../../model/runtime.ts'
import type { RuntimeWish } from '../../model/runtime-wish.ts'
import { listReleases } from '../registries/list-releases.ts'
import { nameText } from './name-text.ts'
import { findNode } from './node.ts'
import { npmLayer } from './npm.ts'
import { once } from './once.ts'
import type { Door, ManifestReader, Workshop } from './workshop.ts'

const schema = z.object({ name: nameText, version: nameText })

const packageJson: ManifestReader = {
  file: 'package.json',
  parse: (source) => {
    const { name = null, version = null } = schema.parse(JSON.parse(source))
    return { name, version }
  },
}

/**
 * What binary packages are made for. Two of one major that are asked for by more than that may differ in the optional packages
 * that want one of them, so each has folders of its own.
 */
const majorOf = ({ version }: Runtime): string => version.split('.')[0] ?? version

export const npmWorkshop: Workshop = {
  expected: 'a folder with a package.json (one that is built: nothing is compiled here), or a tarball of npm pack',
  manifests: [packageJson],
  archives: [],
  tarball: { holds: /^[^/]+\/package\.json$/, read: packageJson },
  find: (options): Door => {
    const { cacheDir, offline, env, cwd, run, host, clock = systemClock, node: own = ownNode() } = options
    const list = (name: string) => listReleases({ registry: 'npm', package: name }, { cacheDir, offline, env, cwd })
    const dates = once(async (name: string) => datesOf((await list(name)).releases, ecosystems.npm))
    const layer = once(() =>
      npmLayer({
        ...{ stores: join(cacheDir, 'stores'), tools: join(cacheDir, 'tools'), datesOf: dates },
        ...{ offline, env, cwd, run, clock, host },
      }),
    )
    const find = (wish: RuntimeWish): Promise<Runtime | { readonly reason: string }> =>
      findNode(wish, {
        ...{ tools: join(cacheDir, 'tools'), offline, env, host, run, own, lay: layer() },
        listReleases: list,
      })
    return {
      lookAhead: () => {},
      open: async (wish) => {
        const runtime = wish ? await find(wish) : own
        if ('reason' in runtime) return runtime
        return {
          runtime,
          tag: `node-${wish?.version.includes('.') ? runtime.version : majorOf(runtime)}`,
          lay: layer(),
        }
      },
    }
  },
}
