import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { type FakeRegistry, startFakeRegistry } from '../../testing/fake-registry.ts'
import { makeSandbox, type Sandbox } from '../../testing/sandbox.ts'

/** 1.0.0 came out with transport 1.0.0, 1.2.0 with 1.1.0; since then there is 1.2.0, with which both would be installed today. */
const history = (transport: readonly [string, string, string]) => ({
  'wobble-transport': [
    { version: '1.0.0', published: transport[0], sends: { acceptEncoding: 'gzip' } },
    { version: '1.1.0', published: transport[1], sends: { acceptEncoding: 'gzip, br' } },
    { version: '1.2.0', published: transport[2], sends: { acceptEncoding: 'gzip, br, zstd' } },
  ],
  openai: ['1.0.0', '1.1.0', '1.2.0'].map((version, month) => ({
    version,
    published: `2024-0${month + 1}-10`,
    sends: { azureKeyIn: ['api-key'], keyAndToken: 'both', retryCount: false, maxRetries: 0 },
    needs: { npm: { 'wobble-transport': '^1.0.0' } },
  })),
})

let followed: FakeRegistry
let astray: FakeRegistry
let undated: FakeRegistry
let sandbox: Sandbox

beforeAll(async () => {
  followed = await startFakeRegistry({ releases: history(['2023-12-01', '2024-02-20', '2024-09-01']) })
  // Its own history is dated as it was; that of what it needs by when somebody asked a mirror for it.
  astray = await startFakeRegistry({ releases: history(['2024-09-01', '2023-12-01', '2023-11-01']) })
  undated = await startFakeRegistry({ releases: history(['2023-12-01', '2024-02-20', '2024-09-01']), dates: false })
  sandbox = makeSandbox(followed)
})
afterAll(async () => {
  sandbox.close()
  await Promise.all([followed, astray, undated].map((registry) => registry.close()))
})

const transports = async (resolve: string, registry = followed) => {
  sandbox.write(
    'matrix.json',
    JSON.stringify({
      sdks: [{ id: 'fake', registry: 'npm', package: 'openai', versions: ['1.0.0', '1.2.0'], resolve }],
      scenarios: ['azure-api-key'],
      gateways: ['azure-openai'],
      failOn: 'never',
    }),
  )
  const npmrc = sandbox.write('npmrc', `registry=${registry.npmUrl}\n`)
  const { stdout, stderr } = await sandbox.cli(['matrix', '--json'], {
    env: {
      npm_config_registry: registry.npmUrl,
      npm_config_userconfig: npmrc,
      SDKDRIFT_CACHE: `${sandbox.cacheDir}-${new URL(registry.npmUrl).port}`,
    },
  })
  const report: Report = JSON.parse(stdout)
  return { stderr, notes: report.notes, all: report.runs.map(({ dependencies }) => dependencies['wobble-transport']) }
}

test('where the registry tells the truth, dependencies are those of the release day', async () => {
  const { all, notes } = await transports('release-day')
  expect([all, notes]).toEqual([['1.0.0', '1.1.0'], []])
})

test('of today, they lie elsewhere and are measured by themselves', async () => {
  const { all } = await transports('today')
  expect(all).toEqual(['1.2.0', '1.2.0'])
  expect((await transports('release-day')).all).toEqual(['1.0.0', '1.1.0'])
})

test('what needs a package whose dates are not to be believed is resolved as of today, and that is said each time', async () => {
  const told = [
    'Dependencies of fake 1.0.0, 1.2.0 are not those of the release day: wobble-transport: its registry dates 2 of 2 neighbouring versions backwards.',
  ]
  const { all, notes } = await transports('release-day', astray)
  expect([all, notes]).toEqual([['1.2.0', '1.2.0'], told])
  expect((await transports('release-day', astray)).notes).toEqual(told)
})

test('where nothing is dated, it is today, and that is said', async () => {
  const { all, notes } = await transports('release-day', undated)
  expect(all).toEqual(['1.2.0', '1.2.0'])
  expect(notes).toEqual([
    'Dates do not follow the versions of fake (its registry dates nothing): dependencies are not those of the release days.',
  ])
})
