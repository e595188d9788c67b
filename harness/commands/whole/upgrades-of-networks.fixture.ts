import type { Upgrade } from './public-upgrades.fixture.ts'

// Of proxies, of redirects and of what is sent in a call's second request.

const python = (text: string): string =>
  `import os\nurl, key = os.environ["SDKDRIFT_GATEWAY_URL"], os.environ["SDKDRIFT_API_KEY"]\n${text}`

const HUB = python(`os.environ["HTTP_PROXY"] = os.environ["HTTPS_PROXY"] = url
from huggingface_hub import HfApi
HfApi(token=key).whoami()`)

const GITLAB = python(`import gitlab
project = gitlab.Gitlab(url, private_token=key).projects.get(1, lazy=True)
project.labels.update("bug", {"color": "#fff"})`)

const POLYGON = python(`from polygon import RESTClient
list(RESTClient(api_key=key, base=url, retries=0).list_tickers(active=True, limit=1))`)

const IDENTITY = `
import { ManagedIdentityCredential } from '@azure/identity'
process.env.IDENTITY_ENDPOINT = process.env.SDKDRIFT_GATEWAY_URL + '/msi/token'
process.env.IDENTITY_HEADER = process.env.SDKDRIFT_API_KEY
const credential = new ManagedIdentityCredential('11111111-1111-1111-1111-111111111111')
await credential.getToken('https://storage.azure.com/.default')
await credential.getToken('https://vault.azure.net/.default')`

const UNDICI = `
import { Readable } from 'node:stream'
import { Client, FormData } from 'undici'
const form = new FormData()
const stream = () => Readable.toWeb(Readable.from(['hello']))
form.append('0', { type: 'image/jpeg', name: 'a.jpg', stream, [Symbol.toStringTag]: 'File' })
const client = new Client(process.env.SDKDRIFT_GATEWAY_URL)
const headers = { authorization: 'Bearer ' + process.env.SDKDRIFT_API_KEY }
const { statusCode, body } = await client.request({ path: '/graphql', method: 'POST', headers, body: form })
await body.dump()
await client.close()
if (statusCode >= 400) throw new Error('HTTP ' + statusCode)`

const TOKEN = { access_token: 't', expires_on: '4102444800', resource: 'x', token_type: 'Bearer' }

/** Upgrades that users reported in public. */
export const upgradesOfNetworks: readonly Upgrade[] = [
  {
    sdk: 'npm:@azure/identity',
    step: ['3.1.3', '3.2.3'],
    program: IDENTITY,
    gateway: { wants: { header: 'x-identity-header' }, answers: [{ path: '*', body: TOKEN }] },
    says: ['review', 'asks for query `?resource=https%3A%2F%2Fstorage.azure.com'],
  },
  {
    sdk: 'npm:undici',
    step: ['5.21.2', '5.22.0'],
    program: UNDICI,
    says: ['blocked', 'RequestContentLengthMismatchError'],
  },
  {
    sdk: 'pypi:huggingface_hub',
    step: ['0.35.3', '1.0.0rc1'],
    program: HUB,
    flags: ['--host', 'huggingface.co'],
    says: ['review', 'asks for origin `huggingface.co` where 0.35.3 asked for `huggingface.co through the proxy`'],
  },
  {
    sdk: 'pypi:python-gitlab',
    step: ['2.10.1', '3.0.0'],
    program: GITLAB,
    gateway: {
      wants: { header: 'PRIVATE-TOKEN' },
      answers: [
        { method: 'PUT', path: '*', status: 302, headers: { location: '/elsewhere' } },
        { path: '*', body: { id: 1 } },
      ],
    },
    says: ['blocked', 'RedirectError'],
  },
  {
    sdk: 'pypi:polygon-api-client',
    step: ['1.3.0', '1.3.1'],
    program: POLYGON,
    says: ['review', 'asks for query `?active=true&limit=1&sort=ticker&order=asc`'],
  },
]
