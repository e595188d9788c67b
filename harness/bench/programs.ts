import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Bench, Context } from './bench.ts'
import { timeOurs } from './ours.ts'
import { type Timed, timeCommand } from './time-command.ts'
import { interleave, processorRatioOf, ratioOf, timesOf } from './timing.ts'
import { withWorkFolder } from './work-cache.ts'

/** Forty versions of npm stripe: the newest patch of each minor. */
const RANGE = '>=11 <13.2'
const VERSIONS = 40
/** Two of them. */
const SMOKE = { range: '>=13 <13.2', versions: 2 }

const PROGRAM = `import Stripe from 'stripe'
const { STRIPE_KEY: key, SDKDRIFT_GATEWAY_HOST: host, SDKDRIFT_GATEWAY_PORT: port } = process.env
const stripe = new Stripe(key, { host, port, protocol: 'http', maxNetworkRetries: 0 })
await stripe.charges.create({ amount: 100, currency: 'eur', source: 'tok_visa' })
`

/** A program costs its own run and nothing else; what was kept costs nothing. */
export const programsBench: Bench = {
  title:
    'A program at forty versions of stripe, installed, against the same commands run bare in the installed folders',
  byDefault: true,
  run: (context) =>
    withWorkFolder(context.cacheDir, async (folder) => {
      await writeFile(join(folder, 'charge.mjs'), PROGRAM)
      const { range, versions: minors } = context.smoke ? SMOKE : { range: RANGE, versions: VERSIONS }
      await writeFile(join(folder, 'matrix.json'), JSON.stringify(matrixOf(range)))
      const ours = (...more: readonly string[]): Promise<Timed> =>
        timeOurs(['matrix', '--out', join(folder, 'reports'), ...more], { cwd: folder, fine: [0] }, context)
      context.say('installing')
      await ours()
      const versions = await versionsIn(join(folder, 'reports', 'report.json'))
      if (versions.length !== minors) throw new Error(`${range} has ${versions.length} minors by now.`)
      const bare = await bareWay(folder, versions, context)
      const ways = { sdkdrift: () => ours('--fresh'), bare, kept: () => ours() }
      const times = await interleave(ways, context.runs ?? 5, context.say)
      return {
        kind: 'measured',
        figures: [
          ...timesOf('sdkdrift matrix --fresh', times.sdkdrift),
          ...timesOf('the commands bare', times.bare),
          ratioOf('as long as bare', times.sdkdrift, times.bare, { is: '≤', value: 1.25 }),
          ...processorRatioOf('as much processor time', times.sdkdrift, times.bare),
          ...timesOf('again, all kept', times.kept).map((figure) =>
            figure.unit === 's' ? { ...figure, bar: { is: '<', value: 1 } as const } : figure,
          ),
        ],
        notes: [`${versions.length} versions, one process each.`],
      }
    }),
}

const matrixOf = (range: string) => ({
  sdks: [
    {
      id: 'stripe-node',
      registry: 'npm',
      package: 'stripe',
      versions: [{ range, keep: 'newest-per-minor' }],
      programs: { charge: { run: 'node charge.mjs', env: { STRIPE_KEY: { credential: 'api-key' } } } },
    },
  ],
  gateways: ['bearer'],
})

const versionsIn = async (path: string): Promise<readonly string[]> => {
  const report: { readonly runs: readonly { readonly version: string; readonly status: string }[] } = JSON.parse(
    await readFile(path, 'utf8'),
  )
  const lost = report.runs.find(({ status }) => status !== 'measured')
  if (lost) throw new Error(`${lost.version} was not measured.`)
  return report.runs.map(({ version }) => version)
}

/** Each version's installed folder as a project of its own, with the program in it. */
const bareWay = async (folder: string, versions: readonly string[], { env, cacheDir }: Context) => {
  const folders = await Promise.all(
    versions.map(async (version) => {
      const own = join(folder, 'bare', version)
      await mkdir(own, { recursive: true })
      await cp(join(folder, 'charge.mjs'), join(own, 'charge.mjs'))
      await symlink(await modulesOf(join(cacheDir, 'installs', 'npm', 'stripe', version)), join(own, 'node_modules'))
      return own
    }),
  )
  const path = join(folder, 'bare.json')
  await writeFile(path, JSON.stringify({ concurrency: availableParallelism(), folders, script: 'charge.mjs' }))
  const script = fileURLToPath(new URL('./bare-programs.mjs', import.meta.url))
  return async (): Promise<Timed> => {
    const timed = await timeCommand({ file: process.execPath, args: [script, path], cwd: folder, env })
    const { served }: { readonly served: number } = JSON.parse(timed.stdout)
    if (served !== versions.length) throw new Error(`${versions.length} versions made ${served} requests.`)
    return timed
  }
}

/** One folder for each runtime that it was installed for. */
const modulesOf = async (version: string): Promise<string> => {
  const [runtime] = (await readdir(version)).filter((name) => name.startsWith('node-')).sort()
  if (!runtime) throw new Error(`There is nothing in ${version}.`)
  return join(version, runtime, 'node_modules')
}
