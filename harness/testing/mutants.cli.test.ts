import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { http } from 'msw'
import { afterAll, expect, test } from 'vitest'
import { clock } from '../edges/clock.ts'
import { spawnDriver } from '../edges/driver-process.ts'
import { diffWires } from '../judge/diff/diff-wires.ts'
import { maskCapture } from '../judge/mask/mask-capture.ts'
import { redactor } from '../judge/mask/redact.ts'
import { normaliseCapture } from '../judge/normalise/normalise-capture.ts'
import { startCapture } from '../measure/capture/server.ts'
import { makeTrust } from '../measure/capture/trust.ts'
import { anyAnswer } from '../measure/gateways/any-answer.ts'
import { measure } from '../measure/run/measure.ts'
import type { Capture } from '../model/capture.ts'
import type { Scenario } from '../model/scenario.ts'
import type { Registry } from '../model/sdk.ts'
import { packagesDir } from './releases.ts'
import { runtimes } from './runtimes.ts'
import { shippedFamily } from './shipped-families.ts'
import { shippedScenarios } from './shipped-scenarios.ts'

// Every scenario proves its worth. A fake SDK tells in which situation it makes each request: what it was told, by what,
// and what it was answered before. For each situation a mutant of it loses, there alone, what it authenticates by. The
// harness must catch each mutant; a scenario that meets no situation of its own is named below, and says why it is there.

const folder = mkdtempSync(join(tmpdir(), 'sdkdrift-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, 'npm/node_modules/openai'), { recursive: true })
mkdirSync(join(folder, 'pypi/openai-1.0.0.dist-info'), { recursive: true })
copyFileSync(join(packagesDir, 'mutable/openai.mjs'), join(folder, 'npm/node_modules/openai/index.mjs'))
for (const name of ['openai.py', 'httpx.py'])
  copyFileSync(join(packagesDir, 'mutable', name), join(folder, 'pypi', name))
copyFileSync(join(packagesDir, 'mutable/realtime.mjs'), join(folder, 'npm/node_modules/openai/realtime.mjs'))
/** Modules of the SDK's own that open connections, with what each exports. */
const connecting = {
  'realtime/ws': "OpenAIRealtimeWS = realtimeIn('ws')",
  'realtime/websocket': "OpenAIRealtimeWebSocket = realtimeIn('websocket')",
  'beta/realtime/ws': "OpenAIRealtimeWS = realtimeIn('beta ws')",
  'beta/realtime/websocket': "OpenAIRealtimeWebSocket = realtimeIn('beta websocket')",
  'resources/responses/ws': "ResponsesWS = responsesIn('responses ws')",
}
for (const [path, made] of Object.entries(connecting))
  writeFileSync(
    join(folder, `npm/node_modules/openai/${path.replaceAll('/', '-')}.mjs`),
    `import { realtimeIn, responsesIn } from './realtime.mjs'\nexport const ${made}\n`,
  )
writeFileSync(
  join(folder, 'npm/node_modules/openai/package.json'),
  JSON.stringify({
    name: 'openai',
    version: '1.0.0',
    exports: {
      '.': './index.mjs',
      ...Object.fromEntries(Object.keys(connecting).map((path) => [`./${path}`, `./${path.replaceAll('/', '-')}.mjs`])),
    },
  }),
)
// What opens connections is asked for by its presence alone.
mkdirSync(join(folder, 'npm/node_modules/ws'))
writeFileSync(join(folder, 'npm/node_modules/ws/index.js'), '')
writeFileSync(join(folder, 'pypi/websockets.py'), '')
writeFileSync(
  join(folder, 'pypi/openai-1.0.0.dist-info/METADATA'),
  'Metadata-Version: 2.1\nName: openai\nVersion: 1.0.0\n',
)
writeFileSync(join(folder, 'pypi/openai-1.0.0.dist-info/RECORD'), 'openai.py,,\nhttpx.py,,\n')

const family = shippedFamily('openai')
const values: Readonly<Record<string, string>> = {
  'api-key': 'harness-11111111111111111111111111111111',
  'subscription-key': 'harness-22222222222222222222222222222222',
  'auth-token': 'harness-33333333333333333333333333333333',
  'admin-key': 'harness-44444444444444444444444444444444',
  'entra-token': 'harness-55555555555555555555555555555555',
}
const credential = (role: string): string => values[role] ?? ''
const minted = Object.entries(values).map(([label, value]) => ({ label, value }))

/** Whom it lets in is not asked here; a token is handed out, so that what asks for one goes on. */
const answer = (request: Request): Response =>
  new URL(request.url).pathname.endsWith('/token')
    ? Response.json({ access_token: credential('auth-token'), token_type: 'Bearer', expires_in: 3600 })
    : anyAnswer(request)

const scenarios = shippedScenarios().filter(({ families }) => families?.includes('openai') ?? true)

const trust = await makeTrust(new Date())
const patterns = [...new Set(scenarios.flatMap(({ hosts = [] }) => hosts))]

const run = async (registry: Registry, all: readonly Scenario[]): Promise<readonly Capture[]> => {
  const { captures, control } = await measure({
    installed: {
      state: 'ready',
      target: {
        sdk: { id: 'fake', registry, package: 'openai', family: 'openai' },
        version: '1.0.0',
        publishedAt: null,
        source: { kind: 'registry' },
      },
      dir: join(folder, registry),
      runtime: runtimes[registry],
      dependencies: {},
      reused: false,
    },
    family,
    cells: all.map((scenario) => ({ scenario, variant: '', id: scenario.id, gateway: 'open' })),
    credentials: {
      of: credential,
      provider: (role) => [credential(role)],
      roles: Object.keys(values),
      files: {},
      minted,
    },
    hosts: { patterns, certificate: trust.certificate },
    ledIn: ({ hosts = [] }) => hosts,
    startCapture: () =>
      startCapture({
        ...clock,
        handlersFor: () => [http.all('*', ({ request }) => answer(request))],
        hosts: { patterns, trust },
        tls: trust,
      }),
    certificates: await trust.clients(),
    allowPorts: [],
    timeoutMs: 20_000,
    spawn: spawnDriver,
  })
  expect(control).toMatchObject({ ok: true })
  return captures
}

/** The situations that a scenario meets, as its requests tell them, and its errors where it gives up. */
const situationsOf = (capture: Capture): readonly string[] => {
  if (capture.status !== 'measured') return []
  const ends = [capture.outcome, ...(capture.calls ?? [])].flatMap((end) => (end.kind === 'error' ? [end.message] : []))
  return [
    ...ends.flatMap((message) => [...message.matchAll(/‹situation (.+?)›/g)].map(([, text]) => decoded(text ?? ''))),
    ...capture.exchanges.flatMap(({ headers }) =>
      headers.flatMap(([name, value]) => (name.toLowerCase() === 'x-situation' ? [decoded(value)] : [])),
    ),
  ]
}

const decoded = (text: string): string => Buffer.from(text, 'base64').toString()

/** The same in both fakes: a small hash, by which a mutant is named in its environment. */
const digest = (text: string): string => {
  let hash = 0
  for (const sign of text) hash = (Math.imul(hash, 31) + (sign.codePointAt(0) ?? 0)) | 0
  return String(hash >>> 0)
}

const asMutant = (scenario: Scenario, mutant: string): Scenario => ({
  ...scenario,
  environment: {
    ...scenario.environment,
    variables: { ...scenario.environment?.variables, MUTANT: mutant },
  },
})

const facts = {
  version: '1.0.0',
  dir: folder,
  today: new Date().toISOString().slice(0, 10),
  redact: redactor(minted),
}

/** Does the harness tell the two apart? */
const differ = (before: Capture, after: Capture): boolean => {
  const [one, other] = [before, after].map((capture) => normaliseCapture(maskCapture(capture, facts), facts))
  if (!one || !other) throw new Error('Both are there.')
  if (one.status !== 'measured' || other.status !== 'measured') return one.status !== other.status
  return diffWires(one, other).length > 0
}

/** Scenarios whose mutant nothing told, and those that notice a loss which no other would. */
type Worth = { readonly missed: readonly string[]; readonly own: readonly string[] }

const worthIn = async (registry: Registry): Promise<Worth> => {
  const captures = await run(registry, scenarios)
  const met = captures.map((capture) => [...new Set(situationsOf(capture))])
  const by = Map.groupBy(
    met.flatMap((situations, index) => situations.map((situation) => ({ situation, index }))),
    ({ situation }) => situation,
  )
  const mutants = [
    ...[...by.keys()].map((situation) => ({ mutant: digest(situation), index: by.get(situation)?.[0]?.index ?? 0 })),
    // What sends nothing is there for what must not be sent.
    ...met.flatMap((situations, index) =>
      situations.length === 0 && captures[index]?.status === 'measured' ? [{ mutant: 'refuses nothing', index }] : [],
    ),
  ]
  const mutated = await run(
    registry,
    mutants.map(({ mutant, index }) => asMutant(at(scenarios, index), mutant)),
  )
  const missed = mutants.filter(({ index }, place) => !differ(at(captures, index), at(mutated, place)))
  const isOwn = (index: number): boolean => {
    const situations = at(met, index)
    if (situations.length === 0) return captures[index]?.status === 'measured'
    return situations.some((situation) => by.get(situation)?.length === 1)
  }
  return {
    missed: missed.map(({ index }) => at(scenarios, index).id),
    own: scenarios.flatMap(({ id }, index) => (isOwn(index) ? [id] : [])),
  }
}

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index]
  if (found === undefined) throw new Error(`nothing at ${index}`)
  return found
}

/** Scenarios that meet no situation of their own in these fakes, by why they are there all the same. */
const ALL_THE_SAME: Readonly<Record<string, readonly RegExp[]>> = {
  'What others begin from, so that these say what differs.': [
    /^(openai|azure)-(env-)?api-key$/,
    /^openai-callable-api-key$/,
    /^azure-entra-token-provider$/,
    /^openai-(https|own-host|chat-stream)$/,
    /^openai-redirect-(307-)?(same-origin|relative|other-origin)$/,
    /^azure-redirect-(307-)?other-origin$/,
    /^openai-retry-(408|429|500|reset|after-date)$/,
    /^(openai|azure)-realtime$/,
    /^openai-responses-websocket-nothing-odd$/,
    /^openai-workload-identity-plain$/,
    /^bedrock-(api-key|token-provider)$/,
    /^openai-authorization-env-headers$/,
    /^module-api-key$/,
    /^azure-transport-plain$/,
  ],
  'It differs by what is refused before there is a request.': [/^openai-workload-identity-copy-changes-api-key$/],
  'Real SDKs read an endpoint otherwise than a base URL; the fakes put both together at once.': [
    /^azure-(endpoint|environment)-ends-in-/,
    /^azure-(endpoint-api-key|env-base-url)$/,
  ],
  'It differs by the credential’s role, which gateways tell apart and not what sends it.': [
    /^(openai|azure)-entra-token-as-api-key$/,
    /^openai-wrong-api-key$/,
  ],
  'It differs by the order in which tokens are handed out, or by when.': [
    /-several-calls$/,
    /-(fails-once|slow)$/,
    /^openai-workload-identity-renewed$/,
    /^(openai|azure)-callable-api-key-(slow-)?at-once$/,
    /^azure-request-header-for-one-call$/,
  ],
  'It differs by what of the environment must not be taken, or what a class of one’s own says.': [
    /^(openai|azure)-api-key-beside-environment$/,
    /^openai-admin-key-beside-api-key-projects$/,
    /-subclass-authenticates$/,
    /^azure-request-header-overrides-authorization$/,
    /^two-clients-openai-and-azure$/,
  ],
  'It differs by what the SDK makes of an answer, or by how long it waits: no request of the fakes tells it.': [
    /^openai-error-body-(html|empty|empty-json|no-content)-as-success$/,
    /^openai-pages-(no-more-said|nothing-said|no-data)$/,
    /^openai-polling-vector-store-files(-as-told)?$/,
    /no-answer$/,
    /^openai-no-retries-500$/,
    /-reset-after-headers$/,
    /^openai-retry-after-(far|past)-date$/,
    /^openai-redirect-location-absolute-path$/,
  ],
  'It differs by the way that a request takes: through a proxy, or by an agent.': [/^(openai|azure)-proxy-/],
  'It differs by what the connection shows, before there is a request.': [/^client-certificate-by-agent$/],
  'It needs a package of another vendor beside the SDK, which no test without a network has.': [
    /^azure-identity-client-secret$/,
    /^openai-x509-/,
    /-transport-(of-sdk-aiohttp|httpx2?)$/,
  ],
}

const REGISTRIES = ['npm', 'pypi'] as const
const worths: Partial<Record<Registry, Promise<Worth>>> = {}
const worthOf = (registry: Registry): Promise<Worth> => {
  worths[registry] ??= worthIn(registry)
  return worths[registry]
}

test.each(REGISTRIES)('the harness catches every mutant of the fake on %s', async (registry) => {
  expect((await worthOf(registry)).missed).toEqual([])
})

test('a scenario that catches no mutant of its own says why it is there', async () => {
  const worths = await Promise.all(REGISTRIES.map(worthOf))
  const none = scenarios.map(({ id }) => id).filter((id) => worths.every((worth) => !worth.own.includes(id)))
  const reasons = Object.values(ALL_THE_SAME).flat()
  expect(none.filter((id) => !reasons.some((reason) => reason.test(id)))).toEqual([])
  expect(reasons.filter((reason) => !none.some((id) => reason.test(id))).map(String)).toEqual([])
})
