import type { Upgrade } from './public-upgrades.fixture.ts'

// Of how a client speaks to a server at all, and where it shows itself; the others are of what it asks for.

const js = (text: string): string => `const { SDKDRIFT_GATEWAY_URL: url, SDKDRIFT_API_KEY: key } = process.env\n${text}`

const BEDROCK = js(`import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime'
const credentials = { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: key }
const client = new BedrockRuntimeClient({ endpoint: url, region: 'eu-west-1', credentials })
await client.send(new InvokeModelCommand({ modelId: 'anthropic.claude-v2:1', body: '{}' }))`)

const SEGMENT = js(`import { Analytics } from '@segment/analytics-node'
const analytics = new Analytics({ writeKey: key, host: url })
analytics.track({ userId: 'u', event: 'e' })
await analytics.closeAndFlush()`)

const REDIRECTED = js(`import follow from 'follow-redirects'
const headers = { authorization: 'Bearer ' + key }
await new Promise((done) => follow.https.get('https://api.acme.com/start', { headers }, (answer) => answer.resume().on('end', done)))`)

const UPSTASH = js(`import { Redis } from '@upstash/redis'
await new Redis({ url, token: key }).set('k', 'v')`)

/** Upgrades that users reported in public, or that a package's changelog tells, held against the requests of both versions. */
export const upgradesOfProtocols: readonly Upgrade[] = [
  {
    sdk: 'npm:@aws-sdk/client-bedrock-runtime',
    step: ['3.797.0', '3.798.0'],
    program: BEDROCK,
    gateway: { wants: null, answers: [{ path: '*', body: {} }] },
    says: ['review', 'speaks HTTP/2 where 3.797.0 spoke HTTP/1.1'],
  },
  {
    sdk: 'npm:@segment/analytics-node',
    step: ['1.3.0', '2.0.0'],
    program: SEGMENT,
    says: ['blocked', '2.0.0 no longer sends `authorization: Basic base64('],
  },
  {
    sdk: 'npm:follow-redirects',
    step: ['1.14.7', '1.14.8'],
    program: REDIRECTED,
    flags: ['--host', 'api.acme.com'],
    gateway: {
      wants: null,
      answers: [
        { path: '/start', status: 302, headers: { location: 'http://api.acme.com/f' } },
        { path: '*', body: {} },
      ],
    },
    says: ['review', '1.14.8 no longer sends `authorization: Bearer ‹api-key›`'],
  },
  {
    sdk: 'npm:@upstash/redis',
    step: ['1.31.6', '1.34.0'],
    program: UPSTASH,
    gateway: {
      wants: 'bearer',
      answers: [
        { path: '/', body: { result: 'OK' } },
        { path: '/pipeline', body: [{ result: 'OK' }] },
      ],
    },
    says: ['review', '1.34.0 asks for path `/pipeline` where 1.31.6 asked for `/`'],
  },
]
