const GEMINI = `
import { GoogleGenerativeAI } from '@google/generative-ai'
const ai = new GoogleGenerativeAI(process.env.SDKDRIFT_API_KEY)
const model = ai.getGenerativeModel({ model: 'm' }, { apiVersion: 'v1beta', baseUrl: process.env.SDKDRIFT_GATEWAY_URL })
await model.startChat({}).sendMessage('hello')`

const AXIOS = `
import axios from 'axios'
const api = axios.create({ baseURL: process.env.SDKDRIFT_GATEWAY_URL })
axios.defaults.headers['Authorization'] = 'Bearer ' + process.env.SDKDRIFT_API_KEY
await api.get('/v1/things')`

const AXIOS_TRANSFORM = `
import axios from 'axios'
const Authorization = 'Bearer ' + process.env.SDKDRIFT_API_KEY
const api = axios.create({ baseURL: process.env.SDKDRIFT_GATEWAY_URL })
api.defaults.headers.common.Authorization = Authorization
const transformRequest = (data, headers) => { delete headers.Authorization; return JSON.stringify(data) }
await api.post('/v1/things', {}, { transformRequest, headers: { Authorization } })`

const KUBERNETES = `
import os
from kubernetes import client
c = client.Configuration()
c.host = os.environ["SDKDRIFT_GATEWAY_URL"]
c.api_key["authorization"] = "Bearer " + os.environ["SDKDRIFT_API_KEY"]
client.VersionApi(client.ApiClient(c)).get_code()`

const AUTHLIB = `
import os
from authlib.integrations.requests_client import OAuth2Session
session = OAuth2Session("tenant:app", os.environ["SDKDRIFT_API_KEY"])
session.fetch_token(os.environ["SDKDRIFT_GATEWAY_URL"] + "/oauth/token", grant_type="client_credentials")`

const ELASTIC = `
import { Client } from '@elastic/elasticsearch'
const es = new Client({ node: process.env.SDKDRIFT_GATEWAY_URL, auth: { apiKey: process.env.SDKDRIFT_API_KEY } })
await es.search({ index: 'a', q: '*' })`

const NOTION = `
import { Client } from '@notionhq/client'
const notion = new Client({ auth: process.env.SDKDRIFT_API_KEY, baseUrl: process.env.SDKDRIFT_GATEWAY_URL })
await notion.databases.query({ database_id: '58ec7ea06a0f4750bf20d805581b5bd6' })`

const SUPABASE = `
import { createClient } from '@supabase/supabase-js'
const headers = { Authorization: 'Bearer ' + process.env.SDKDRIFT_API_KEY }
const { error } = await createClient(process.env.SDKDRIFT_GATEWAY_URL, 'anon', { global: { headers } }).auth.getUser()
if (error) throw error`

const HUGGING_FACE = `
import { HfInference } from '@huggingface/inference'
await new HfInference(process.env.SDKDRIFT_API_KEY).textGeneration({ model: 'gpt2', inputs: 'hello' })`

const AZURE_BLOB = `
import base64, os
from azure.storage.blob import ContainerClient
url, key = os.environ["SDKDRIFT_GATEWAY_URL"], base64.b64encode(os.environ["SDKDRIFT_API_KEY"].encode()).decode()
told = f"DefaultEndpointsProtocol=http;AccountName=acme;AccountKey={key};BlobEndpoint={url}/acme"
ContainerClient.from_connection_string(told, "things").exists()`

const OPENAI = `
import os
from openai import OpenAI
OpenAI(api_key=os.environ["SDKDRIFT_API_KEY"], base_url=os.environ["SDKDRIFT_GATEWAY_URL"] + "/v1").models.list()`

const SUPERAGENT = `
import request from 'superagent'
const address = process.env.SDKDRIFT_GATEWAY_URL + '/repos/a/b'
await request.get(address).set('Authorization', 'token ' + process.env.SDKDRIFT_API_KEY)`

const MEILISEARCH = `
import os
import meilisearch
meilisearch.Client(os.environ["SDKDRIFT_GATEWAY_URL"], os.environ["SDKDRIFT_API_KEY"]).get_version()`

const ELASTIC_PYTHON = `
import os
from elasticsearch import Elasticsearch
es = Elasticsearch([os.environ["SDKDRIFT_GATEWAY_URL"]], http_auth=("elastic", os.environ["SDKDRIFT_API_KEY"]))
es.search(index="a", body={"query": {"match_all": {}}})`

const GOT = `
import got from 'got'
const headers = { authorization: 'Bearer ' + process.env.SDKDRIFT_API_KEY }
await got.extend({ baseUrl: process.env.SDKDRIFT_GATEWAY_URL, headers })('v1/things')`

const TAMR = `
import os
from tamr_unify_client import Client
from tamr_unify_client.auth import UsernamePasswordAuth
host, port = os.environ["SDKDRIFT_GATEWAY_HOST"], int(os.environ["SDKDRIFT_GATEWAY_PORT"])
auth = UsernamePasswordAuth("admin", os.environ["SDKDRIFT_API_KEY"])
Client(auth, host=host, port=port, base_path="api").request("GET", "service/health")`

const NODE_FETCH = `
import fetch from 'node-fetch'
const headers = { authorization: 'Bearer ' + process.env.SDKDRIFT_API_KEY }
const answer = await fetch(process.env.SDKDRIFT_GATEWAY_URL + '/start', { headers })
if (!answer.ok) throw new Error(await answer.text())`

const FILE = { location: 'https://files.example.com/file' }
const redirecting = {
  wants: 'bearer',
  answers: [
    { path: '/start', status: 302, headers: FILE },
    { path: '*', body: {} },
  ],
}

const ELASTIC_SAYS = [{ path: '*', headers: { 'x-elastic-product': 'Elasticsearch' }, body: { hits: { hits: [] } } }]
const elastic = { wants: { header: 'authorization', scheme: 'ApiKey' }, answers: ELASTIC_SAYS }
const huggingFace = { wants: 'bearer', answers: [{ path: '*', body: [{ generated_text: 'ok' }] }] }

export type Upgrade = {
  readonly sdk: string
  readonly step: readonly [from: string, to: string]
  readonly program: string
  readonly gateway?: unknown
  readonly flags?: readonly string[]
  /** The gravest finding's title; null: there is none. */
  readonly says: readonly [verdict: string, title: string | null]
}

/** Upgrades that users reported in public, each with the program that a user would write. */
export const upgrades: readonly Upgrade[] = [
  {
    sdk: 'npm:@google/generative-ai',
    step: ['0.15.0', '0.16.0'],
    program: GEMINI,
    says: ['blocked', '0.16.0 calls generativelanguage.googleapis.com where 0.15.0 is answered 200'],
  },
  {
    sdk: 'npm:axios',
    step: ['0.18.1', '0.19.0'],
    program: AXIOS,
    says: ['blocked', '0.19.0 no longer sends `authorization: Bearer ‹api-key›`'],
  },
  {
    sdk: 'npm:axios',
    step: ['1.1.3', '1.3.2'],
    program: AXIOS_TRANSFORM,
    says: ['blocked', '1.3.2 no longer sends `authorization: Bearer ‹api-key›`'],
  },
  {
    sdk: 'pypi:kubernetes',
    step: ['35.0.0', '36.0.0'],
    program: KUBERNETES,
    says: ['blocked', '36.0.0 no longer sends `authorization: Bearer ‹api-key›`'],
  },
  {
    sdk: 'pypi:authlib',
    step: ['1.3.1', '1.3.2'],
    program: AUTHLIB,
    // Its integration imports what it does not ask for.
    flags: ['--with', 'requests@2.32.3'],
    says: ['blocked', 'Basic base64(tenant:app:'],
  },
  {
    sdk: 'npm:@elastic/elasticsearch',
    step: ['8.14.0', '9.0.3'],
    program: ELASTIC,
    gateway: elastic,
    says: ['review', 'compatible-with=9'],
  },
  {
    sdk: 'npm:@notionhq/client',
    step: ['4.0.2', '5.0.0'],
    program: NOTION,
    says: ['blocked', 'notion.databases.query is not a function'],
  },
  {
    sdk: 'npm:@supabase/supabase-js',
    step: ['2.42.4', '2.42.5'],
    program: SUPABASE,
    says: ['blocked', 'AuthSessionMissingError'],
  },
  {
    sdk: 'npm:@huggingface/inference',
    step: ['2.8.1', '3.6.0'],
    program: HUGGING_FACE,
    gateway: huggingFace,
    flags: ['--host', 'api-inference.huggingface.co'],
    says: ['blocked', '3.6.0 calls router.huggingface.co where 2.8.1 is answered 200'],
  },
  {
    sdk: 'pypi:azure-storage-blob',
    step: ['12.25.1', '12.26.0'],
    program: AZURE_BLOB,
    gateway: { wants: null },
    says: ['review', 'sends `x-ms-version: 2025-07-05`'],
  },
  {
    sdk: 'pypi:httpx',
    step: ['0.27.2', '0.28.0'],
    program: OPENAI,
    flags: ['--with', 'openai@1.55.2'],
    says: ['blocked', "unexpected keyword argument 'proxies'"],
  },
  {
    sdk: 'npm:superagent',
    step: ['5.0.9', '5.1.0'],
    program: SUPERAGENT,
    says: ['review', '5.1.0 no longer sends `user-agent: node-superagent/'],
  },
  {
    sdk: 'pypi:meilisearch',
    step: ['0.17.0', '0.18.0'],
    program: MEILISEARCH,
    says: ['review', '0.18.0 sends ‹api-key› in `authorization` where 0.17.0 sent it in `x-meili-api-key`'],
  },
  {
    sdk: 'pypi:elasticsearch',
    step: ['7.13.4', '7.14.0'],
    program: ELASTIC_PYTHON,
    says: ['blocked', '7.14.0 raises exit code 1: “elasticsearch.exceptions.UnsupportedProductError'],
  },
  { sdk: 'npm:got', step: ['9.6.0', '10.0.0'], program: GOT, says: ['blocked', 'TypeError: Invalid URL'] },
  {
    sdk: 'pypi:tamr-unify-client',
    step: ['0.2.0', '0.3.0'],
    program: TAMR,
    says: ['review', 'asks for path `/service/health` where 0.2.0 asked for `/api/service/health`'],
  },
  {
    sdk: 'npm:node-fetch',
    step: ['2.6.6', '2.6.7'],
    program: NODE_FETCH,
    gateway: redirecting,
    flags: ['--host', 'files.example.com'],
    says: ['review', '2.6.7 no longer sends ‹api-key› to `files.example.com`'],
  },
]
