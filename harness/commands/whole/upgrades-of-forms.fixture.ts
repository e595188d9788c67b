import type { Upgrade } from './public-upgrades.fixture.ts'

// Of bodies, of where a key stands, and of how answers come; the others are of addresses, hosts and header fields.

const js = (text: string): string => `const { SDKDRIFT_GATEWAY_URL: url, SDKDRIFT_API_KEY: key } = process.env\n${text}`
const python = (text: string): string =>
  `import os\nurl, key = os.environ["SDKDRIFT_GATEWAY_URL"], os.environ["SDKDRIFT_API_KEY"]\n${text}`

const AXIOS_CODED = js(`import axios from 'axios'
const { data } = await axios.get(url + '/v1/things', { headers: { authorization: 'Bearer ' + key } })
if (data.id !== 'thing') throw new Error('no thing')`)

const AXIOS_FORM = js(`import axios from 'axios'
const headers = { authorization: 'Bearer ' + key, 'content-type': 'application/x-www-form-urlencoded' }
await axios.post(url + '/v1/things', { a: 1 }, { headers })`)

const GOOGLE_AUTH = js(`import { OAuth2Client } from 'google-auth-library'
const client = new OAuth2Client()
client.setCredentials({ access_token: key, expiry_date: Date.now() + 3_600_000 })
const headers = { ...(await client.getRequestHeaders(url)), accept: 'application/json' }
const answer = await fetch(url + '/v1/things', { headers })
if (!answer.ok) throw new Error(await answer.text())`)

const OAUTH2 = js(`import { ClientCredentials } from 'simple-oauth2'
await new ClientCredentials({ client: { id: 'app', secret: key + '!*' }, auth: { tokenHost: url } }).getToken({})`)

const JSFORCE = js(`import jsforce from 'jsforce'
await new jsforce.Connection({ instanceUrl: url, accessToken: key }).query('SELECT Id FROM Account')`)

const DATADOG = python(`from datadog import initialize, api
initialize(api_key=key, app_key="app-" + key, api_host=url)
api._mute = False
api.Monitor.get_all()`)

const SEGMENT = python(`import segment.analytics as analytics
analytics.write_key, analytics.host, analytics.sync_mode = key, url, True
analytics.track("u1", "bought")`)

const ZABBIX = python(`from pyzabbix import ZabbixAPI
zabbix = ZabbixAPI(url)
zabbix.login(api_token=key)
zabbix.host.get(output=["hostid"])`)

const HUBSPOT = python(`from hubspot import HubSpot
HubSpot(api_key=key).crm.contacts.basic_api.get_page(limit=1)`)

const JIRA = python(`from atlassian import Jira
Jira(url=url, username="me", password=key, cloud=True).jql("project = A")`)

const CODED = { 'content-encoding': 'br', 'transfer-encoding': 'chunked' }
const saying = (body: unknown, wants: unknown = null) => ({ wants, answers: [{ path: '*', body }] })

/** Still more upgrades that users reported in public, or that a package's changelog tells. */
export const upgradesOfForms: readonly Upgrade[] = [
  {
    sdk: 'npm:axios',
    step: ['1.1.3', '1.2.0'],
    program: AXIOS_CODED,
    gateway: { wants: 'bearer', answers: [{ path: '*', headers: CODED, body: { id: 'thing' } }] },
    says: ['blocked', 'Error: no thing'],
  },
  {
    sdk: 'npm:axios',
    step: ['0.27.2', '1.0.0'],
    program: AXIOS_FORM,
    says: ['review', 'sends a body that is a form or a text where it sent a body of JSON'],
  },
  {
    sdk: 'npm:google-auth-library',
    step: ['9.15.1', '10.0.0'],
    program: GOOGLE_AUTH,
    says: ['blocked', '10.0.0 no longer sends `authorization: Bearer ‹api-key›`'],
  },
  {
    sdk: 'npm:simple-oauth2',
    step: ['4.3.0', '5.0.0'],
    program: OAUTH2,
    gateway: saying({ access_token: 'a', token_type: 'bearer' }),
    says: ['review', 'Basic base64(app:‹api-key›%21%2A)'],
  },
  {
    sdk: 'npm:jsforce',
    step: ['1.11.1', '3.4.1'],
    program: JSFORCE,
    gateway: saying({ totalSize: 0, done: true, records: [] }, 'bearer'),
    says: ['review', 'asks for path `/services/data/v50.0/query` where 1.11.1 asked for `/services/data/v42.0/query`'],
  },
  {
    sdk: 'pypi:datadog',
    step: ['0.30.0', '0.31.0'],
    program: DATADOG,
    gateway: saying({}),
    says: ['review', 'now sends `dd-api-key: ‹api-key›`'],
  },
  {
    sdk: 'pypi:segment-analytics-python',
    step: ['2.2.3', '2.3.1'],
    program: SEGMENT,
    gateway: saying({}),
    says: ['review', 'no longer sends `authorization: Basic base64(‹api-key›:)`, now sends ‹api-key› in its body'],
  },
  {
    sdk: 'pypi:pyzabbix',
    step: ['1.2.1', '1.3.1'],
    program: ZABBIX,
    gateway: saying({ jsonrpc: '2.0', id: 1, result: '7.0.0' }),
    says: ['review', 'now sends `authorization: Bearer ‹api-key›`, no longer sends ‹api-key› in its body'],
  },
  {
    sdk: 'pypi:hubspot-api-client',
    step: ['7.5.0', '8.0.0'],
    program: HUBSPOT,
    gateway: saying({ results: [] }),
    flags: ['--host', 'api.hubapi.com'],
    says: ['review', '8.0.0 no longer sends `authorization: Bearer`'],
  },
  {
    sdk: 'pypi:atlassian-python-api',
    step: ['3.41.21', '4.0.7'],
    program: JIRA,
    gateway: saying({ issues: [], total: 0 }, 'basic'),
    says: ['review', 'asks for path `/rest/api/2/search/jql` where 3.41.21 asked for `/rest/api/2/search`'],
  },
]
