import { join } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import { z } from 'zod'
import { clock as systemClock } from '../../edges/clock.ts'
import { downloader } from './download.ts'
import { messageOf } from './message-of.ts'
import { nameText } from './name-text.ts'
import { once } from './once.ts'
import { pypiLayer } from './pypi.ts'
import { findPython, findWishedPython, pythonOnPath } from './python.ts'
import { readPythonIndex } from './python-index.ts'
import { findUv } from './uv.ts'
import type { Door, ManifestReader, Workshop } from './workshop.ts'

const named = z.object({ name: nameText, version: nameText }).optional().catch(undefined)
const schema = z.object({ project: named, tool: z.object({ poetry: named }).optional().catch(undefined) })

const pyproject: ManifestReader = {
  file: 'pyproject.toml',
  parse: (source) => {
    const { project, tool } = schema.parse(parseToml(source))
    return {
      name: project?.name ?? tool?.poetry?.name ?? null,
      version: project?.version ?? tool?.poetry?.version ?? null,
    }
  },
}

/** A program or a file that points at one: its words are known when it is built. */
const setup = (file: string): ManifestReader => ({ file, parse: () => ({ name: null, version: null }) })

const find: Workshop['find'] = (options): Door => {
  const { cacheDir, offline, env, cwd, run, host, clock = systemClock, download = downloader(env) } = options
  const [stores, tools] = [join(cacheDir, 'stores'), join(cacheDir, 'tools')]
  const look = once(() => pythonOnPath(options))
  const readIndex = once(() => readPythonIndex(cwd, env).catch((error: unknown) => ({ reason: messageOf(error) })))
  const find = once((indexUrl: string) => findUv({ tools, offline, env, host, run, download, indexUrl }))
  return {
    lookAhead: () => {
      look().catch(() => {}) // Told to whoever asks.
    },
    open: async (wish) => {
      const onPath = look()
      const index = await readIndex()
      if ('reason' in index) return { reason: `The settings of uv or pip cannot be read: ${index.reason}` }
      const finding = find(index.url)
      const asking = { env, run, cacheDir: join(stores, 'uv') }
      const [uv, python] = await Promise.all([
        finding,
        wish ? findWishedPython(wish, onPath, finding, asking) : findPython(onPath, finding, asking),
      ])
      if ('reason' in uv) return uv
      if ('reason' in python) return python
      return { ...python, lay: pypiLayer({ stores, offline, env, run, clock, uv, index }) }
    },
  }
}

export const pypiWorkshop: Workshop = {
  expected: 'a folder with a pyproject.toml, a wheel or an sdist',
  manifests: [pyproject, setup('setup.py'), setup('setup.cfg')],
  archives: ['.whl'],
  tarball: { holds: /^[^/]+\/(?:pyproject\.toml|setup\.(?:py|cfg))$/, read: null },
  find,
}
