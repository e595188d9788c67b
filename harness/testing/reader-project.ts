import { join } from 'node:path'
import { root } from '../edges/paths.ts'
import { packageFiles } from './package-files.ts'
import { type ReleaseTable, releasesOf, shippedTable } from './releases.ts'
import { documentText } from './shown-commands.ts'

const shipped = shippedTable()
const [first] = shipped['openai'] ?? []
if (!first) throw new Error('The table has no openai.')

const published = '2024-06-01'
const fork = (module: string, ...versions: readonly string[]): ReleaseTable[string] =>
  versions.map((version, at) =>
    at === 0
      ? { ...first, version, published, fork: { of: 'openai', module } }
      : { version, published, sends: { retryCount: true } },
  )

/** The versions that documents speak of, of packages that do what the fake SDK can do of what these do. */
export const shownReleases: ReleaseTable = {
  ...shipped,
  openai: [
    { ...first, version: '1.54.0', published },
    { version: '1.56.0', published },
    { version: '2.33.0', published },
    { version: '2.34.0', published, sends: { azureKeyIn: ['api-key'] } },
    { version: '5.0.0', published },
    { version: '5.17.0', published },
    { version: '5.18.0', published, sends: { azureKeyIn: ['authorization'] } },
    { version: '6.0.0', published, sends: { azureKeyIn: ['api-key'] } },
  ],
  stripe: fork('stripe', '11.18.0', '12.0.0'),
  boto3: fork('boto3', '1.36.1'),
}

const inNode = (name: string): string => `import { AzureOpenAI } from '${name}'
const endpoint = process.env.SDKDRIFT_GATEWAY_URL
const client = new AzureOpenAI({ endpoint, apiKey: process.env.SDKDRIFT_API_KEY, apiVersion: '1' })
await client.chat.completions.create({ model: 'gpt-4o', messages: [] })
`
const inPython = (name: string): string => `import os
from ${name} import AzureOpenAI
client = AzureOpenAI(azure_endpoint=os.environ["SDKDRIFT_GATEWAY_URL"], api_key=os.environ["SDKDRIFT_API_KEY"], api_version="1")
client.chat.completions.create(model="gpt-4o", messages=[])
`
const gateway = `import { http, HttpResponse } from 'msw'
export default ({ credentials }) => [
  http.all('*', ({ request }) =>
    request.headers.get('api-key') === credentials.of('api-key')
      ? HttpResponse.json({ choices: [] })
      : HttpResponse.json({ message: 'Ours says no.' }, { status: 403 })),
]
`
const policy = `<policies>
  <inbound>
    <base />
    <check-header name="api-key" failed-check-httpcode="401" failed-check-error-message="No key." ignore-case="true" />
  </inbound>
  <backend><base /></backend>
  <outbound><base /></outbound>
  <on-error><base /></on-error>
</policies>
`
const har = (headers: Readonly<Record<string, string>>) => ({
  log: {
    version: '1.2',
    entries: [
      {
        startedDateTime: '2026-01-31T12:00:00.000Z',
        time: 3,
        request: {
          ...{ method: 'GET', url: 'https://api.acme.test/v1/models', httpVersion: 'h2', cookies: [], queryString: [] },
          ...{ headersSize: -1, bodySize: 0 },
          headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
        },
        response: { status: 200, content: { text: '{}' } },
      },
    ],
  },
})

const build = releasesOf(shownReleases).find(({ package: name, version }) => name === 'openai' && version === '5.18.0')
if (!build) throw new Error('There is no openai 5.18.0.')

/** What a reader has who tries what the documents show: a project with each file that they name. */
export const readerProject: Readonly<Record<string, unknown>> = {
  '.gitignore': 'reports\nparts\n.sdkdrift\n',
  'package.json': { name: 'reader', type: 'module', dependencies: { openai: '^5.0.0' } },
  'package-lock.json': {
    name: 'reader',
    lockfileVersion: 3,
    packages: { '': { dependencies: { openai: '^5.0.0' } }, 'node_modules/openai': { version: '5.17.0' } },
  },
  'matrix.json': {
    sdks: [
      { id: 'openai-node', registry: 'npm', package: 'openai', versions: ['5.0.0', '5.17.0', '5.18.0'] },
      { id: 'openai-python', registry: 'pypi', package: 'openai', versions: ['2.33.0', '2.34.0'] },
    ],
    scenarios: ['azure-api-key', 'azure-entra-token-as-api-key'],
    gateways: ['azure-openai', 'apim-validate-jwt'],
  },
  'smoke.mjs': inNode('openai'),
  'smoke.py': inPython('openai'),
  'stripe/smoke.mjs': inNode('stripe'),
  'boto3/smoke.py': inPython('boto3'),
  'our-gateway.ts': gateway,
  'ours.ts': gateway,
  'stripe/ours.ts': gateway,
  'policy.xml': policy,
  'policy.settings.json': { subscription: { required: false } },
  'before.har': har({ authorization: 'Bearer h4rdly-a-secret-0123456789', 'user-agent': 'x' }),
  'after.har': har({ 'user-agent': 'x' }),
  'ci.sh': documentText('deploy/ci.sh'),
  ...Object.fromEntries(Object.entries(packageFiles('npm', build)).map(([path, text]) => [`build/${path}`, text])),
}

/** The program of this checkout. */
export const program: string = join(root(), 'harness', 'bin', 'sdkdrift.cjs')
