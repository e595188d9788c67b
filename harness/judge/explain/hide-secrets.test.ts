import { expect, test } from 'vitest'
import { withoutSecrets } from './hide-secrets.ts'

const hex = '0123456789abcdef0123456789abcdef'

test.each([
  ['a project key', 'Incorrect API key provided: sk-proj-Ab12_Cd34-Ef56. You can find', 'sk-proj-Ab12_Cd34-Ef56'],
  ['a key that the server masked', 'Incorrect API key provided: sk-pr**********9xYz.', '9xYz'],
  ['a key that somebody shortened', 'Incorrect API key provided: sk-abc...wxyz', 'wxyz'],
  ['a key without a prefix', 'Incorrect API key provided: hunter22.', 'hunter22'],
  ['a key of an Azure resource', `api-key ${hex} was refused`, hex],
  ['a JWT', 'token eyJhbGciOi.eyJzdWIiOiIx.c2lnbmF0dXJl expired', 'c2lnbmF0'],
  ['a JWT that was cut', 'token eyJhbGciOiJSUzI1NiIs… expired', 'eyJhbGci'],
  ['a bearer token', 'Authorization: Bearer abc.DEF-123456', 'DEF-123456'],
  ['base64', 'header Zm9vYmFyOmJhejEyMzQ1Njc4OTA9PQ+/x== refused', 'Zm9vYmFy'],
  ['a variable', 'OPENAI_API_KEY=letmein node app.mjs', 'letmein'],
  ['an option', "OpenAI(api_key='letmein')", 'letmein'],
  ['a field', '{"api-key": "letmein"}', 'letmein'],
  ['a password in an address', 'connect http://me:letmein@proxy:8080 failed', 'letmein'],
  ['a signed address', 'GET https://host/path?sv=1&sig=abc%2Fdef failed', 'abc%2Fdef'],
  ['a UUID', 'key 01234567-89ab-cdef-0123-456789abcdef', '456789abcdef'],
  ['a PEM', 'key -----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY----- end', 'MIIabc'],
])('%s goes nowhere', (_, text, secret) => {
  const shown = withoutSecrets(text)
  expect(shown).not.toContain(secret)
  expect(shown).toContain('‹credential›')
  expect(withoutSecrets(shown)).toBe(shown)
})

test.each([
  "Client.__init__() got an unexpected keyword argument 'proxies'",
  "module 'openai' has no attribute 'error'",
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription…',
  'The OPENAI_API_KEY environment variable is missing or empty; either provide it, or instantiate the OpenAI client with an apiKey option, like new OpenAI({ apiKey: undefined })',
  'Must provide one of the `base_url` or `azure_endpoint` arguments, or the `AZURE_OPENAI_ENDPOINT` environment variable',
  'The api_key client option must be set either by passing api_key to the client, azure_ad_token_provider, claude-3-5-sonnet-20241022',
  "Unauthorized. Access token is missing or invalid. {'statusCode': 401, 'message': 'JWT not present.'}",
  'Invalid bearer authentication; basic credentials.',
  'File "/usr/lib/python3.11/site-packages/openai/_base_client.py", line 1047, in _request',
])('a sentence stays: %s', (text) => {
  expect(withoutSecrets(text)).toBe(text)
})
