import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Bench, Context } from './bench.ts'
import { foreignEnv, nox } from './foreign-tools.ts'
import { PYTHON_PROBE, withProbeServer } from './probe.ts'
import { allProbed, timeSomeVersions } from './some-versions.ts'
import { type Timed, timeCommand } from './time-command.ts'
import { interleave, ratioOf, timesOf } from './timing.ts'
import { withWorkFolder } from './work-cache.ts'

const VERSIONS = ['2.3.0', '2.20.0', '2.33.0', '2.34.0', '3.0.0', '3.40.0']

const noxfile = (versions: readonly string[]): string => `import nox


@nox.session
@nox.parametrize("version", ${JSON.stringify(versions)})
def probe(session, version):
    session.install(f"openai=={version}")
    session.run("python", "probe.py")
`

export const pypiVersionsBench: Bench = {
  title: `Installing and probing ${VERSIONS.length} PyPI versions, stores warm, against nox`,
  byDefault: true,
  run: async (context) => {
    const versions = context.smoke ? VERSIONS.slice(-2) : VERSIONS
    const tools = await nox(context)
    return withProbeServer(async ({ url, requests }) => {
      const timeNox = (backend: 'virtualenv' | 'uv') => async () => {
        requests()
        const timed = await timeSessions(tools, backend, url, versions, context)
        allProbed(requests(), versions)
        return timed
      }
      const ways = {
        sdkdrift: () => timeSomeVersions('pypi', versions, context),
        'nox, virtualenv': timeNox('virtualenv'),
        'nox, uv': timeNox('uv'),
      }
      context.say('warming all stores')
      for (const way of Object.values(ways)) await way()
      const times = await interleave(ways, context.runs ?? 3, context.say)
      const { sdkdrift, 'nox, virtualenv': virtualenv, 'nox, uv': uv } = times
      return {
        kind: 'measured',
        figures: [
          ...timesOf('sdkdrift matrix', sdkdrift),
          ...timesOf('nox, default backend (virtualenv, pip)', virtualenv),
          ...timesOf('nox, uv backend', uv),
          ratioOf('times as fast as with the default backend', virtualenv, sdkdrift, { is: '≥', value: 4 }),
          ratioOf('times as fast as with the uv backend', uv, sdkdrift, { is: '≥', value: 2 }),
        ],
        notes: ['Each version is probed with the synchronous and the asynchronous client here, and with one by nox.'],
      }
    })
  },
}

type Tools = Awaited<ReturnType<typeof nox>>

const timeSessions = (
  { nox, uv }: Tools,
  backend: string,
  url: string,
  versions: readonly string[],
  context: Context,
): Promise<Timed> =>
  withWorkFolder(context.cacheDir, async (folder) => {
    await writeFile(join(folder, 'noxfile.py'), noxfile(versions))
    await writeFile(join(folder, 'probe.py'), PYTHON_PROBE)
    const env = { ...foreignEnv(context, [dirname(uv)]), BASE_URL: url }
    return timeCommand({ file: nox, args: ['--default-venv-backend', backend], cwd: folder, env })
  })
