import type { Upgrade } from './public-upgrades.fixture.ts'

// Of what a client asks of its server, or refuses to go on with; the others are of fields, bodies, queries and redirects.

const js = (text: string): string => `const { SDKDRIFT_GATEWAY_URL: url, SDKDRIFT_API_KEY: key } = process.env\n${text}`
const python = (text: string): string =>
  `import os\nurl, key = os.environ["SDKDRIFT_GATEWAY_URL"], os.environ["SDKDRIFT_API_KEY"]\n${text}`

const ELASTIC = js(`import { Client } from '@elastic/elasticsearch'
await new Client({ node: url, auth: { username: 'elastic', password: key } }).search({ index: 'a' })`)

const POCKETBASE = js(`import PocketBase from 'pocketbase'
const pb = new PocketBase(url)
pb.authStore.save(key, { id: 'u1' })
await (pb.records ? pb.records.getList('things') : pb.collection('things').getList())`)

const UNDICI = js(`import { request } from 'undici'
const headers = { authorization: 'Bearer ' + key }
const { statusCode } = await request(url + '/start', { maxRedirections: 3, headers })
if (statusCode !== 200) throw new Error('status ' + statusCode)`)

const GRAPH = js(`import graph from '@microsoft/microsoft-graph-client'
const authProvider = (done) => done(null, key)
await graph.Client.init({ baseUrl: 'https://graph.acme.com/', authProvider }).api('/me').get()`)

const HUBSPOT = js(`import { Client } from '@hubspot/api-client'
await new Client({ apiKey: key, basePath: url }).crm.contacts.basicApi.getPage(1)`)

const AXIOS = js(`import axios from 'axios'
const headers = { authorization: 'Bearer ' + key }
await axios.create({ baseURL: url + '/v1', allowAbsoluteUrls: false, headers }).get(url + '/v2/things')`)

const GOT = js(`import got from 'got'
await got('v1/things', { prefixUrl: url, timeout: 5000, headers: { authorization: 'Bearer ' + key } }).json()`)

const QDRANT = python(`from qdrant_client import QdrantClient
QdrantClient(url=url, api_key=key).get_collections()`)

const INFLUX = python(`from influxdb import InfluxDBClient
host, port = os.environ["SDKDRIFT_GATEWAY_HOST"], int(os.environ["SDKDRIFT_GATEWAY_PORT"])
InfluxDBClient(host=host, port=port, username="me", password=key, database="things").query("SELECT 1")`)

const saying = (body: unknown, wants: unknown = null) => ({ wants, answers: [{ path: '*', body }] })
const redirecting = {
  wants: 'bearer',
  answers: [
    { path: '/start', status: 302, headers: { location: '/file' } },
    { path: '*', body: {} },
  ],
}

/** Upgrades that users reported in public, or that a package's changelog tells, held against the requests of both versions. */
export const upgradesOfContracts: readonly Upgrade[] = [
  {
    sdk: 'npm:@elastic/elasticsearch',
    step: ['7.13.0', '7.14.0'],
    program: ELASTIC,
    gateway: saying({ hits: { hits: [] } }, 'basic'),
    says: ['blocked', 'ProductNotSupportedError'],
  },
  {
    sdk: 'npm:pocketbase',
    step: ['0.7.4', '0.8.0'],
    program: POCKETBASE,
    gateway: saying({ page: 1, perPage: 30, totalItems: 0, items: [] }),
    says: ['review', 'sends `authorization: ‹api-key›` where 0.7.4 sent `authorization: Admin ‹api-key›`'],
  },
  {
    sdk: 'npm:undici',
    step: ['6.21.0', '7.0.0'],
    program: UNDICI,
    gateway: redirecting,
    says: ['blocked', 'Error: status 302'],
  },
  {
    sdk: 'npm:@microsoft/microsoft-graph-client',
    step: ['2.2.1', '3.0.7'],
    program: GRAPH,
    flags: ['--host', 'graph.acme.com'],
    says: ['review', '3.0.7 no longer sends ‹api-key› to `graph.acme.com`'],
  },
  {
    sdk: 'npm:@hubspot/api-client',
    step: ['9.0.0', '9.1.1'],
    program: HUBSPOT,
    gateway: saying({ results: [] }),
    says: ['review', 'asks for query `?limit=1` where 9.0.0 asked for query `?limit=1&hapikey=‹api-key›`'],
  },
  {
    sdk: 'npm:axios',
    step: ['1.7.9', '1.8.2'],
    program: AXIOS,
    says: ['review', 'asks for path `/v1/http://gateway/v2/things` where 1.7.9 asked for `/v2/things`'],
  },
  { sdk: 'npm:got', step: ['11.8.6', '12.0.0'], program: GOT, says: ['blocked', 'Expected value which is'] },
  {
    sdk: 'pypi:qdrant-client',
    step: ['1.12.1', '1.13.0'],
    program: QDRANT,
    gateway: saying({ result: { collections: [] }, status: 'ok', time: 0.1, version: '1.13.0' }, { header: 'api-key' }),
    says: ['review', 'now also asks for `GET http://gateway/`'],
  },
  {
    sdk: 'pypi:influxdb',
    step: ['5.2.3', '5.3.0'],
    program: INFLUX,
    gateway: saying({ results: [{}] }),
    // It pins one that has no wheel for a Python of today.
    flags: ['--with', 'msgpack@1.0.8'],
    says: ['review', 'sends `accept: application/x-msgpack` where 5.2.3 sent `accept: text/plain`'],
  },
]
