import type { Upgrade } from './public-upgrades.fixture.ts'

// Of queries, paths, redirects, forms and tokens; the others are of header fields and hosts.

const MAPPERSMITH = `
import forge from 'mappersmith'
const things = { all: { path: '/things', headers: { authorization: 'Bearer ' + process.env.SDKDRIFT_API_KEY } } }
const client = forge.default({ clientId: 'a', host: process.env.SDKDRIFT_GATEWAY_URL, resources: { things } })
await client.things.all({ ids: ['a', 'b'] })`

const SLACK = `
import { WebClient } from '@slack/web-api'
const slack = new WebClient(process.env.SDKDRIFT_API_KEY, { slackApiUrl: process.env.SDKDRIFT_GATEWAY_URL + '/api/' })
await slack.chat.postMessage({ channel: 'C1', text: 'hello' })`

const CONSUL = `
import Consul from 'consul'
const { SDKDRIFT_GATEWAY_HOST: host, SDKDRIFT_GATEWAY_PORT: port, SDKDRIFT_API_KEY: token } = process.env
await Consul({ host, port, defaults: { token }, promisify: true }).kv.get('hello')`

const DISCORD = `
import { REST } from '@discordjs/rest'
const rest = new REST({ api: process.env.SDKDRIFT_GATEWAY_URL + '/api' }).setToken(process.env.SDKDRIFT_API_KEY)
await rest.get('/users/@me')`

const STRIPE = `
import Stripe from 'stripe'
const { SDKDRIFT_GATEWAY_HOST: host, SDKDRIFT_GATEWAY_PORT: port, SDKDRIFT_API_KEY: key } = process.env
await new Stripe(key, { host, port, protocol: 'http' }).charges.create({ amount: 100, currency: 'eur' })`

const python = (text: string): string =>
  `import os\nurl, key = os.environ["SDKDRIFT_GATEWAY_URL"], os.environ["SDKDRIFT_API_KEY"]\n${text}`

const YARL = python(`import asyncio, aiohttp
from yarl import URL
async def main():
    async with aiohttp.ClientSession(headers={"authorization": "Bearer " + key}, raise_for_status=True) as session:
        async with session.get(URL(url) / "v1" / "things" / "") as answer:
            await answer.text()
asyncio.run(main())`)

const HTTPX = python(`import httpx
httpx.get(url + "/start", headers={"authorization": "Bearer " + key}).raise_for_status()`)

const URLLIB3 = python(`import urllib3
answer = urllib3.request("GET", url + "/start", headers={"Cookie": "session=" + key})
assert answer.status == 200, answer.status`)

const REQUESTS = python(`import requests
headers = {"authorization": "Bearer " + key}
requests.get("https://api.example.com/start", headers=headers).raise_for_status()`)

const OAUTHLIB = python(`from oauthlib.oauth2 import BackendApplicationClient
from requests_oauthlib import OAuth2Session
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
session = OAuth2Session(client=BackendApplicationClient(client_id="app"))
session.fetch_token(token_url=url + "/oauth/token", client_id="app", client_secret=key)`)

const DEEPL = python(`import deepl
deepl.Translator(key, server_url=url).translate_text("hello", target_lang="DE")`)

const SALESFORCE = python(`from simple_salesforce import Salesforce
Salesforce(instance_url="https://acme.my.salesforce.com", session_id=key).query("SELECT Id FROM Account")`)

const NOTION = python(`from notion_client import Client
Client(auth=key, base_url=url).users.list()`)

const redirectingTo = (location: string, wants: string | null) => ({
  wants,
  answers: [
    { path: '/start', status: 302, headers: { location } },
    { path: '*', body: {} },
  ],
})
const saying = (body: unknown, wants: unknown = null) => ({ wants, answers: [{ path: '*', body }] })
const TOKEN = { access_token: 'a', token_type: 'bearer' }
const TRANSLATED = { translations: [{ detected_source_language: 'EN', text: 'hallo' }] }
const HELLO = [{ Key: 'hello', Value: 'aGVsbG8=', Flags: 0 }]
const failingOnce = {
  wants: 'bearer',
  answers: [
    { path: '/v1/charges', status: 500, time: 1, body: { error: { message: 'try again' } } },
    { path: '*', body: { id: 'ch_1' } },
  ],
}

/** More upgrades that users reported in public, or that a package's changelog tells. */
export const furtherUpgrades: readonly Upgrade[] = [
  {
    sdk: 'npm:mappersmith',
    step: ['2.35.0', '2.36.1'],
    program: MAPPERSMITH,
    says: ['review', 'asks for no query where 2.35.0 asked for query `?ids%5B%5D=a&ids%5B%5D=b`'],
  },
  {
    sdk: 'npm:@slack/web-api',
    step: ['6.4.0', '6.5.0'],
    program: SLACK,
    gateway: saying({ ok: true }),
    says: ['review', 'now sends `authorization: Bearer ‹api-key›`, no longer sends ‹api-key› in its body'],
  },
  {
    sdk: 'npm:consul',
    step: ['0.30.0', '0.31.0'],
    program: CONSUL,
    gateway: saying(HELLO),
    says: ['review', 'now sends `x-consul-token: ‹api-key›`'],
  },
  {
    sdk: 'npm:@discordjs/rest',
    step: ['0.3.0', '1.0.0'],
    program: DISCORD,
    gateway: saying({}, { header: 'authorization', scheme: 'Bot' }),
    says: ['review', 'asks for path `/api/v10/users/@me` where 0.3.0 asked for `/api/v9/users/@me`'],
  },
  {
    sdk: 'npm:stripe',
    step: ['12.18.0', '13.0.0'],
    program: STRIPE,
    gateway: failingOnce,
    // Refused before and let in now: no yes for who wants to know whether what passes still does.
    says: ['unknown', 'sends `stripe-version: 2023-08-16`'],
  },
  {
    sdk: 'pypi:yarl',
    step: ['1.8.2', '1.9.4'],
    program: YARL,
    flags: ['--with', 'aiohttp@3.9.1'],
    says: ['review', 'asks for path `/v1/things` where 1.8.2 asked for `/v1/things/`'],
  },
  {
    sdk: 'pypi:httpx',
    step: ['0.19.0', '0.20.0'],
    program: HTTPX,
    gateway: redirectingTo('/file', 'bearer'),
    says: ['blocked', "Redirect response '302 Found'"],
  },
  {
    sdk: 'pypi:urllib3',
    step: ['2.0.5', '2.0.6'],
    program: URLLIB3,
    gateway: redirectingTo('http://files.example.com/file', null),
    flags: ['--host', 'files.example.com'],
    says: ['review', '2.0.6 no longer sends ‹api-key› to `files.example.com`'],
  },
  {
    sdk: 'pypi:requests',
    step: ['2.19.1', '2.20.0'],
    program: REQUESTS,
    gateway: redirectingTo('http://api.example.com/file', null),
    flags: ['--host', 'api.example.com'],
    says: ['review', '2.20.0 no longer sends `authorization: Bearer ‹api-key›`'],
  },
  {
    sdk: 'pypi:requests-oauthlib',
    step: ['1.0.0', '1.2.0'],
    program: OAUTHLIB,
    gateway: saying(TOKEN),
    // Its own day's oauthlib runs on no Python of today.
    flags: ['--with', 'oauthlib@3.2.2', '--with', 'requests@2.31.0'],
    says: ['review', '1.2.0 no longer sends ‹api-key› in its body'],
  },
  {
    sdk: 'pypi:deepl',
    step: ['1.15.0', '1.17.0'],
    program: DEEPL,
    gateway: saying(TRANSLATED, { header: 'authorization', scheme: 'DeepL-Auth-Key' }),
    says: ['review', 'sends `content-type: application/json` where 1.15.0 sent'],
  },
  {
    sdk: 'pypi:simple-salesforce',
    step: ['1.12.4', '1.12.6'],
    program: SALESFORCE,
    flags: ['--host', 'acme.my.salesforce.com'],
    says: [
      'review',
      'asks for path `/services/data/v59.0/query/` where 1.12.4 asked for `/services/data/v52.0/query/`',
    ],
  },
  {
    sdk: 'pypi:simple-salesforce',
    step: ['1.12.4', '1.12.5'],
    program: SALESFORCE,
    flags: ['--host', 'acme.my.salesforce.com'],
    // With the wheels of its day, of which pendulum has too old ones for a Python of today.
    says: ['blocked', "ImportError: cannot import name 'DateTime'"],
  },
  {
    sdk: 'pypi:notion-client',
    step: ['2.5.0', '3.0.0'],
    program: NOTION,
    says: ['review', 'sends `notion-version: 2025-09-03` where 2.5.0 sent `notion-version: 2022-06-28`'],
  },
]
