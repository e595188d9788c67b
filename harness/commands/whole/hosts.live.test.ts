import { afterAll, expect, test } from 'vitest'
import { liveProject } from '../../testing/live-project.ts'

// Clients that go to a host by its name, over TLS, as they do for their users: they arrive at the gateway.

const { write, json: cli, close } = liveProject()
afterAll(close)

type Exchange = {
  readonly request: { readonly url: string; readonly headers: readonly (readonly [string, string])[] }
  readonly response: { readonly status: number }
}
type Run = {
  readonly version: string
  readonly reason?: string
  readonly scenarios: readonly { readonly outcome: unknown; readonly exchanges: readonly Exchange[] }[]
}

const MESSAGES = 'https://api.twilio.com/2010-04-01/Accounts/‹account.user›/Messages.json'
write('twilio-api.json', {
  wants: 'basic',
  credential: ['account'],
  answers: [{ method: 'POST', path: '/2010-04-01/Accounts/*', status: 201, body: { sid: 'SM1', status: 'queued' } }],
})
write(
  'sms.mjs',
  `import twilio from 'twilio'
const client = twilio(process.env.SDKDRIFT_ACCOUNT_USER, process.env.SDKDRIFT_ACCOUNT_PASSWORD)
const { sid } = await client.messages.create({ to: '+15005550006', from: '+15005550001', body: 'hi' })
if (sid !== 'SM1') throw new Error('another answer: ' + sid)
`,
)
write(
  'sms.py',
  `import os
from twilio.rest import Client
client = Client(os.environ["SDKDRIFT_ACCOUNT_USER"], os.environ["SDKDRIFT_ACCOUNT_PASSWORD"])
message = client.messages.create(to="+15005550006", from_="+15005550001", body="hi")
assert message.sid == "SM1"
`,
)

test.each([
  ['npm', ['5.13.1', '6.2.0'], 'node sms.mjs'],
  ['pypi', ['9.9.1', '9.13.0'], 'python3 sms.py'],
] as const)('%s twilio, which takes no base URL, is let in with its account', async (registry, versions, program) => {
  write('twilio.json', {
    credentials: { account: { basic: { user: 'AC{32:hex}', password: '{32:hex}' } } },
    gateways: ['./twilio-api.json'],
    sdks: [
      { id: 'sms', registry, package: 'twilio', versions, hosts: ['api.twilio.com'], programs: { send: program } },
    ],
  })
  const { answer, stderr } = await cli('matrix', '--config', 'twilio.json', '--scenario', 'send', '--json')
  const runs: readonly Run[] = answer.runs
  expect(runs.map(({ version }) => version)).toEqual(versions)
  for (const { scenarios, reason } of runs) {
    expect(scenarios, `${reason} ${stderr}`).toMatchObject([{ outcome: { kind: 'response', status: 201 } }])
    const [exchange] = scenarios[0]?.exchanges ?? []
    expect(decodeURI(exchange?.request.url ?? '')).toBe(MESSAGES)
    const fields = new Map(exchange?.request.headers.map(([name, value]) => [name.toLowerCase(), value]))
    expect(fields.get('authorization')).toBe('Basic base64(‹account.user›:‹account.password›)')
    expect(fields.get('host')).toBe('api.twilio.com')
  }
})

const ask = (text: string): string => `import os
url, headers = "https://api.acme.test/v1/things?page=2", {"Authorization": "Bearer " + os.environ["SDKDRIFT_API_KEY"]}
${text}
`

test.each([
  ['requests', '2.34.2', 'import requests\nrequests.get(url, headers=headers).raise_for_status()'],
  ['httpx', '0.28.1', 'import httpx\nhttpx.get(url, headers=headers).raise_for_status()'],
  ['urllib3', '2.8.0', 'import urllib3\nassert urllib3.request("GET", url, headers=headers).status == 200'],
  [
    'aiohttp',
    '3.14.5',
    `import aiohttp, asyncio
async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get(url, headers=headers) as answer:
            answer.raise_for_status()
asyncio.run(main())`,
  ],
] as const)('pypi %s %s reaches a host by its name', async (name, version, text) => {
  write('ask.py', ask(text))
  const ends = [`pypi:${name}@${version}`, `pypi:${name}@${version}`]
  const flags = ['--host', '*.acme.test', '--gateway', 'bearer', '--json']
  const { answer, stderr } = await cli('diff', ...ends, ...flags, '--', 'python3', 'ask.py')
  const [run]: readonly Run[] = answer.runs
  expect(run?.scenarios, `${run?.reason} ${stderr}`).toMatchObject([
    {
      outcome: { kind: 'response', status: 200 },
      exchanges: [{ request: { url: 'https://api.acme.test/v1/things?page=2' }, response: { status: 200 } }],
    },
  ])
})

write('token.json', {
  wants: null,
  answers: [{ path: '/token', body: { access_token: 'made-up', expires_in: 3600, token_type: 'Bearer' } }],
})
write(
  'robot.py',
  `import os
from google.auth.transport.requests import Request
from google.oauth2 import service_account
made = service_account.Credentials.from_service_account_file(os.environ["GOOGLE_APPLICATION_CREDENTIALS"], scopes=["s"])
made.refresh(Request())
assert made.token == "made-up"
`,
)
write(
  'robot.mjs',
  `import { GoogleAuth } from 'google-auth-library'
const client = await new GoogleAuth({ scopes: ['s'] }).getClient()
const { token } = await client.getAccessToken()
if (token !== 'made-up') throw new Error('another token: ' + token)
`,
)

test.each([
  ['npm', 'google-auth-library', '11.3.4', {}, 'node robot.mjs'],
  ['pypi', 'google-auth', '2.43.0', { requests: '2.32.5' }, 'python3 robot.py'],
] as const)('%s %s signs with the key of a service account that is made up for the run', async (...row) => {
  const [registry, name, version, beside, program] = row
  const file = {
    type: 'service_account',
    project_id: 'acme',
    private_key_id: '{40:hex}',
    private_key: '{rsa}',
    client_email: 'robot@acme.iam.gserviceaccount.com',
    client_id: '1',
    token_uri: 'https://oauth2.googleapis.com/token',
  }
  const env = { GOOGLE_APPLICATION_CREDENTIALS: { credential: 'google' } }
  const [run_, args] = [
    { run: program, env },
    { id: 'auth', registry, package: name, versions: [version] },
  ]
  write('google.json', {
    credentials: { google: { file } },
    gateways: ['./token.json'],
    sdks: [{ ...args, with: beside, hosts: ['*.googleapis.com'], programs: { sign: run_ } }],
  })
  const { answer, stderr } = await cli('matrix', '--config', 'google.json', '--scenario', 'sign', '--json')
  const [run]: readonly Run[] = answer.runs
  expect(run?.scenarios, `${run?.reason} ${stderr}`).toMatchObject([{ outcome: { kind: 'response', status: 200 } }])
  const sent = JSON.stringify(run?.scenarios)
  expect(sent).toContain('https://oauth2.googleapis.com/token')
  expect(sent).toMatch(/jwt\(.*alg=RS256.*iss=robot@acme.*‹signature›\)/)
  if (registry === 'pypi') expect(sent).toContain('kid=‹google.private-key-id›')
  expect(JSON.stringify(answer)).not.toMatch(/PRIVATE KEY-----(?!‹)\\+n[A-Za-z0-9+/]{20}/)
})

test('a client that speaks HTTP/2 alone is heard, and told by what HTTP/2 has in the place of a host field', async () => {
  write(
    'second.py',
    ask('import httpx\nhttpx.Client(http1=False, http2=True).get(url, headers=headers).raise_for_status()'),
  )
  const flags = ['--with', 'h2@4.3.0', '--host', '*.acme.test', '--gateway', 'bearer', '--json']
  const { answer, stderr } = await cli('show', 'pypi:httpx@0.28.1', ...flags, '--', 'python3', 'second.py')
  const [run]: readonly Run[] = answer
  expect(run?.scenarios, `${run?.reason} ${stderr}`).toMatchObject([
    {
      outcome: { kind: 'response', status: 200 },
      exchanges: [
        {
          request: {
            url: 'https://api.acme.test/v1/things?page=2',
            headers: expect.arrayContaining([
              [':authority', 'api.acme.test'],
              ['authorization', 'Bearer ‹api-key›'],
            ]),
          },
        },
      ],
    },
  ])
})
