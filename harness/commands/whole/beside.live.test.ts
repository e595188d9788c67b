import { afterAll, expect, test } from 'vitest'
import { liveProject } from '../../testing/live-project.ts'

// Several packages in one tree, as a program that uses them all would have met an upgrade of one of them.

const { write, json: cli, close } = liveProject()
afterAll(close)

write(
  'azure.py',
  `import os
from langchain_openai import AzureChatOpenAI

AzureChatOpenAI(
    azure_endpoint=os.environ["SDKDRIFT_GATEWAY_URL"],
    openai_api_key=os.environ["SDKDRIFT_ENTRA_TOKEN"],
    api_version="2024-10-21",
    azure_deployment="gpt-4o",
    max_retries=0,
).invoke("hi")
`,
)

test('PyPI langchain-openai over openai 2.34.0: an Entra token as key no longer leaves as one', async () => {
  const ends = ['--from', '2.33.0', '--to', '2.34.0', '--with', 'langchain-openai@1.2.1']
  const { code, answer } = await cli(
    ...['gate', 'pypi:openai', ...ends, '--gateway', 'apim-validate-jwt', '--scenario', 'your-command', '--json'],
    ...['--', 'python3', 'azure.py'],
  )
  expect([code, answer.verdict]).toEqual([1, 'blocked'])
  const [candidate] = answer.candidates
  expect(candidate.findings).toMatchObject([
    { severity: 'breaking', cause: 'header-removed authorization', scenarios: ['your-command'] },
  ])
  expect(candidate.notes).toContain('openai-python was measured with langchain-openai 1.2.1 in the same tree.')
})

test('PyPI langchain-openai at two versions, over one openai', async () => {
  const { code, answer } = await cli(
    ...['diff', 'pypi:langchain-openai@0.3.35', 'pypi:langchain-openai@1.0.3', '--with', 'openai@2.33.0'],
    ...['--gateway', 'azure-openai', '--json', '--', 'python3', 'azure.py'],
  )
  expect(code).toBe(0)
  expect(answer.runs).toMatchObject(
    ['0.3.35', '1.0.3'].map((version) => ({
      version,
      status: 'measured',
      with: { openai: '2.33.0' },
      dependencies: { openai: '2.33.0', 'langchain-openai': version },
      scenarios: [{ id: 'your-command', status: 'measured', outcome: { kind: 'response', status: 200 } }],
    })),
  )
})

test('npm @langchain/openai, which pins its own openai, over openai 5.18.0: the key is a bearer token too', async () => {
  write(
    'azure.mjs',
    `import { AzureChatOpenAI } from '@langchain/openai'

await new AzureChatOpenAI({
  azureOpenAIEndpoint: process.env.SDKDRIFT_GATEWAY_URL,
  azureOpenAIApiKey: process.env.SDKDRIFT_API_KEY,
  azureOpenAIApiVersion: '2024-10-21',
  azureOpenAIApiDeploymentName: 'gpt-4o',
  maxRetries: 0,
}).invoke('hi')
`,
  )
  const sdk = {
    ...{ id: 'openai-node', registry: 'npm', package: 'openai', versions: ['5.17.0', '5.18.0'] },
    with: { '@langchain/openai': '0.6.14' },
    programs: { azure: 'node azure.mjs' },
  }
  const gateways = { gateways: ['azure-openai'], gatewaySettings: { badTokenBesideKey: 'refuse' } }
  write('langchain.json', JSON.stringify({ sdks: [sdk], ...gateways }))
  const { code, answer } = await cli('matrix', '--config', 'langchain.json', '--scenario', 'azure', '--json')
  expect(code).toBe(1)
  expect(answer.runs).toMatchObject(
    ['5.17.0', '5.18.0'].map((openai) => ({ dependencies: { openai, '@langchain/openai': '0.6.14' } })),
  )
  expect(answer.findings).toMatchObject([
    { severity: 'breaking', cause: 'header-added authorization', scenarios: ['azure'] },
  ])
  expect(answer.notes).toContain(
    '@langchain/openai 0.6.14 asks for openai 5.12.2, and was given 5.17.0 and 5.18.0: what it does there, its makers did not promise.',
  )
})

test('PyPI boto3 1.36 sends a checksum of its own where it sent Content-MD5', async () => {
  write(
    'put.py',
    `import os
import boto3

boto3.client(
    "s3",
    endpoint_url=os.environ["SDKDRIFT_GATEWAY_URL"],
    region_name="us-east-1",
    aws_access_key_id="AKIA" + "X" * 16,
    aws_secret_access_key=os.environ["SDKDRIFT_API_KEY"],
).put_object(Bucket="bucket", Key="key", Body=b"hello")
`,
  )
  // A body that is no XML is an error to it, whatever the status.
  write('s3.json', JSON.stringify({ wants: null, answers: [{ path: '/bucket/key', status: 200, body: '' }] }))
  const { answer } = await cli(
    ...['diff', 'pypi:boto3@1.35.93', 'pypi:boto3@1.36.1', '--gateway', './s3.json', '--json'],
    ...['--', 'python3', 'put.py'],
  )
  expect(answer.runs).toMatchObject([
    { dependencies: { botocore: expect.stringMatching(/^1\.35\./) }, scenarios: [{ outcome: { status: 200 } }] },
    { dependencies: { botocore: expect.stringMatching(/^1\.36\./) }, scenarios: [{ outcome: { status: 200 } }] },
  ])
  const changes = answer.drifts.flatMap((drift: { readonly changes: readonly unknown[] }) => drift.changes)
  for (const change of [
    { kind: 'header-added', name: 'x-amz-checksum-crc32' },
    { kind: 'header-removed', name: 'content-md5' },
  ])
    expect(changes).toContainEqual(expect.objectContaining(change))
})

test('npm cohere-ai 7.12.0 puts /v1 behind a base URL that has it', async () => {
  write(
    'rerank.mjs',
    `import { CohereClient } from 'cohere-ai'

const environment = process.env.SDKDRIFT_GATEWAY_URL + '/v1'
const cohere = new CohereClient({ token: process.env.SDKDRIFT_API_KEY, environment })
await cohere.rerank({ query: 'q', documents: ['a', 'b'] }, { maxRetries: 0 })
`,
  )
  // 7.11.2 imports it and does not declare it: what npm itself installs today does not start either.
  const beside = ['--with', '@aws-crypto/sha256-js@5.2.0']
  const { answer } = await cli(
    ...['diff', 'npm:cohere-ai@7.11.2', 'npm:cohere-ai@7.12.0', ...beside, '--gateway', 'bearer', '--json'],
    ...['--', 'node', 'rerank.mjs'],
  )
  expect(answer.findings).toMatchObject([
    {
      severity: 'routing',
      changes: [{ kind: 'path', before: '/v1/rerank', after: '/v1/v1/rerank' }],
    },
  ])
})
