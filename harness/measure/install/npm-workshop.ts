import { join } from 'node:path'
import { z } from 'zod'
import { clock as systemClock } from '../../edges/clock.ts'
import { ownNode } from '../../edges/host.ts'
import { nameText } from './name-text.ts'
import { npmLayer } from './npm.ts'
import type { ManifestReader, Workshop } from './workshop.ts'

const schema = z.object({ name: nameText, version: nameText })

const packageJson: ManifestReader = {
  file: 'package.json',
  parse: (source) => {
    const { name = null, version = null } = schema.parse(JSON.parse(source))
    return { name, version }
  },
}

export const npmWorkshop: Workshop = {
  expected: 'a folder with a package.json (one that is built: nothing is compiled here), or a tarball of npm pack',
  manifests: [packageJson],
  archives: [],
  tarball: { holds: /^[^/]+\/package\.json$/, read: packageJson },
  find: ({ cacheDir, offline, env, cwd, run, host, clock = systemClock, node = ownNode() }) => ({
    lookAhead: () => {},
    open: () =>
      Promise.resolve({
        runtime: node,
        tag: `node-${node.version.split('.')[0]}`,
        lay: npmLayer({ stores: join(cacheDir, 'stores'), offline, env, cwd, run, clock, host }),
      }),
  }),
}
