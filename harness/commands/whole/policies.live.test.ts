import { afterAll, expect, test } from 'vitest'
import { liveProject } from '../../testing/live-project.ts'
import { policyDocument } from '../../testing/policy-document.ts'

// Both incidents behind documents as users have them: the answer names the line, what passed it before, and the way out.

const { write, cli, close } = liveProject()
afterAll(close)

write('policy.settings.json', { subscription: { required: false } })

/** Lines as they were before they were wrapped. */
const gate = async (...args: readonly string[]): Promise<readonly [number | null, string]> => {
  const { code, stdout } = await cli('gate', ...args)
  return [code, stdout.replaceAll(/\s+/g, ' ')]
}

test('PyPI openai 2.34.0 and an Entra token as api_key: validate-jwt in its line, azure_ad_token is the way out', async () => {
  write(
    'api.xml',
    policyDocument(`    <validate-jwt header-name="Authorization" require-scheme="Bearer" failed-validation-httpcode="401">
      <openid-config url="https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration" />
    </validate-jwt>`),
  )
  const [code, told] = await gate(
    ...['openai-python', '--from', '2.33.0', '--to', '2.34.0', '--scenario', 'azure-entra-token-*'],
    ...['--gateway', 'api.xml'],
  )
  expect(code).toBe(1)
  expect(told).toMatch(/^blocked /)
  expect(told).toContain('api 200 → 401 by `validate-jwt`, api.xml:4: no Authorization field')
  expect(told).toContain('before 2.33.0 passed: `POST /openai/')
  expect(told).toContain('`authorization: Bearer ‹entra-token›`')
  expect(told).toMatch(/way out .*`azure_ad_token=`.* passes at 2\.33\.0 and 2\.34\.0/)
})

test('npm openai 5.18.0 sends the key in Authorization alone: a document that looks at api-key refuses it in its line', async () => {
  write(
    'key.xml',
    policyDocument(
      '    <check-header name="api-key" failed-check-httpcode="401" failed-check-error-message="No key." ignore-case="true" />',
    ),
  )
  const [code, told] = await gate(
    ...['openai-node', '--from', '5.17.0', '--to', '5.18.0', '--scenario', 'azure-*'],
    ...['--gateway', 'key.xml'],
  )
  expect(code).toBe(1)
  expect(told).toContain('key 200 → 401 by `check-header`, key.xml:4: no api-key field')
  expect(told).toMatch(/before 5\.17\.0 passed: `POST \/openai\/\S+` with `api-key: ‹api-key›`/)
  expect(told).toMatch(/way out .*passes at 5\.17\.0 and 5\.18\.0/)
})

test('npm openai 5.18.0 behind a ready gateway that refuses two credentials at once, by its name', async () => {
  const [code, told] = await gate(
    ...['openai-node', '--from', '5.17.0', '--to', '5.18.0', '--scenario', 'azure-*'],
    ...['--gateway', 'apim-exactly-one'],
  )
  expect(code).toBe(1)
  expect(told).toContain('apim-exactly-one 200 → 400 by `return-response`, apim-exactly-one.xml:7')
})

test('a stream goes through a document to a real SDK, event by event or read by a policy, and ends as it should', async () => {
  const through = (outbound: string): string =>
    `<policies><inbound><base /></inbound><backend><forward-request buffer-response="false" /></backend><outbound><base />${outbound}</outbound></policies>`
  write('through.xml', through(''))
  write(
    'read.xml',
    through(
      '<choose><when condition="@(!context.Response.Body.As<string>(preserveContent: true).Contains("[DONE]"))"><return-response><set-status code="502" /></return-response></when></choose>',
    ),
  )
  write('broken.xml', through('<set-body>@("data: no json\\n\\n")</set-body>'))
  write('matrix.json', {
    sdks: [
      { id: 'openai-node', registry: 'npm', package: 'openai', versions: ['6.0.0'] },
      { id: 'openai-python', registry: 'pypi', package: 'openai', versions: ['2.34.0'] },
    ],
    scenarios: ['openai-chat-stream'],
    gateways: ['./through.xml', './read.xml', './broken.xml'],
  })
  const { stdout } = await cli('matrix', '--json')
  const runs: readonly { readonly sdk: string; readonly scenarios: readonly Result[] }[] = JSON.parse(stdout).runs
  type Result = { readonly id: string; readonly gateway: string; readonly outcome: { readonly kind: string } }
  for (const { sdk, scenarios } of runs)
    for (const gateway of ['through', 'read', 'broken']) {
      const kinds = scenarios.filter((one) => one.gateway === gateway).map(({ outcome }) => outcome.kind)
      expect([...new Set(kinds)], `${sdk} behind ${gateway}`).toEqual([gateway === 'broken' ? 'error' : 'response'])
    }
})
