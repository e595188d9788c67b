import { expect, test } from 'vitest'
import { gateProjects } from '../../testing/gate-projects.ts'
import { policyDocument } from '../../testing/policy-document.ts'

// The fake SDK: 1.3.0 no longer sends an Azure key in authorization, 1.4.0 moves it there alone.

const { project } = await gateProjects()

const refuse = `    <return-response>
      <set-status code="403" reason="Forbidden" />
      <set-body>Closed.</set-body>
    </return-response>`
const keyless = '{ "subscription": { "required": false } }'
const keyed = '{ "subscription": { "header": "api-key" } }'
const ends = ['openai-node', '--from', '1.3.0', '--to', '1.4.0', '--scenario', 'azure-api-key']

test('a policy document is a gateway: what it refuses is told by file, line and element', async () => {
  const { json } = project({ 'policy.xml': policyDocument(refuse), 'policy.settings.json': keyless })
  const { answer } = await json(...ends, '--gateway', 'policy.xml')
  expect(answer().candidates[0]?.evidence?.refused).toContainEqual(
    expect.objectContaining({ gateway: 'policy', by: 'policy.xml:4 return-response' }),
  )
})

test('its settings are beside it, and what it answered before they were edited is not believed', async () => {
  const { json, write } = project({ 'policy.xml': policyDocument(''), 'policy.settings.json': keyed })
  expect((await json(...ends, '--gateway', './policy.xml')).answer().verdict).toBe('blocked')
  write('policy.settings.json', keyless)
  expect((await json(...ends, '--gateway', './policy.xml')).answer().verdict).toBe('review')
})

test('the text names the line that refuses, and the request of the older version that passed it', async () => {
  const { gate } = project({
    'policy.xml': policyDocument(
      '    <check-header name="api-key" failed-check-httpcode="401" failed-check-error-message="No key." ignore-case="true" />',
    ),
    'policy.settings.json': keyless,
  })
  const { code, stdout } = await gate(...ends, '--gateway', 'policy.xml')
  expect(code).toBe(1)
  expect(stdout).toMatch(/policy\s+200 → 401\s+by `check-header`, policy\.xml:4/)
  expect(stdout).toMatch(/before\s+1\.3\.0 passed: `POST \/\S+` with\s+`api-key: ‹api-key›`/)
})

test('a folder of scopes is one, by its own name', async () => {
  const { json } = project({
    'apim/global.xml': policyDocument(''),
    'apim/api.xml': policyDocument(refuse),
    'apim/policy.settings.json': keyless,
  })
  const { answer } = await json(...ends, '--gateway', './apim')
  expect(answer().candidates[0]?.drifts[0]?.gateway).toBe('apim')
})

test('all that is wrong with it is told at once, by line and column: exit 2', async () => {
  const { gate } = project({
    'policy.xml': policyDocument('    <set-haeder name="x" />\n    <check-heder />'),
    'policy.settings.json': keyless,
  })
  const { code, stderr } = await gate(...ends, '--gateway', 'policy.xml')
  expect(code).toBe(2)
  expect(stderr).toMatch(/policy\.xml:4:5: <set-haeder> is no policy[\s\S]*policy\.xml:5:5: <check-heder> is no policy/)
})

test('a file that is not there is told with the place in matrix.json', async () => {
  const { gate } = project({ 'policy.xml': policyDocument('') })
  const { code, stderr } = await gate(...ends, '--gateway', './polcy.xml')
  expect([code, stderr.includes('polcy.xml')]).toEqual([2, true])
})
