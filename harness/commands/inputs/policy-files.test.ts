import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPolicyFiles } from './policy-files.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policies-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = async (files: Readonly<Record<string, unknown>>): Promise<void> => {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
}

const scopesOf = async (path: string) =>
  Object.fromEntries(Object.entries((await readPolicyFiles(path)).scopes).map(([scope, file]) => [scope, file.path]))

test('one file is an API, with the fragments and settings beside it', async () => {
  await write({ 'a.xml': '<policies />', 'fragments/f.xml': '<fragment />', 'policy.settings.json': {} })
  expect(await readPolicyFiles(join(folder, 'a.xml'))).toMatchObject({
    scopes: { api: { path: 'a.xml', text: '<policies />' } },
    fragments: { f: { path: 'fragments/f.xml' } },
    settings: { path: 'policy.settings.json', text: '{}' },
  })
})

test('a folder holds a file for each scope', async () => {
  await write({ 'global.xml': '', 'operation.xml': '', 'api.xml': '' })
  expect(await scopesOf(folder)).toEqual({ global: 'global.xml', api: 'api.xml', operation: 'operation.xml' })
})

test('what is neither is told as such', async () => {
  await expect(readPolicyFiles(join(folder, 'nix.xml'))).rejects.toMatchObject({ code: 'policy/no-file' })
  await expect(readPolicyFiles(folder)).rejects.toMatchObject({ code: 'policy/no-file' })
})

const extracted = {
  'policy.xml': '<policies />',
  'apis/chat/policy.xml': '<policies />',
  'apis/chat/apiInformation.json': {
    properties: {
      displayName: 'Chat',
      path: 'openai',
      subscriptionRequired: true,
      subscriptionKeyParameterNames: { header: 'api-key', query: 'subscription-key' },
    },
  },
  'apis/chat/operations/complete/policy.xml': '<policies />',
  'apis/chat;rev=2/policy.xml': '<policies />',
  'products/gold/policy.xml': '<policies />',
  'products/gold/apis.json': [{ name: 'chat' }],
  'products/other/apis.json': [{ name: 'another' }],
  'policy fragments/f/policy.xml': '<fragment />',
  'named values/1a2b/namedValueInformation.json': { properties: { displayName: 'tenant', value: 'contoso' } },
  'named values/3c4d/namedValueInformation.json': { properties: { displayName: 'secret', secret: true } },
  'backends/one/backendInformation.json': { properties: { url: 'https://one.example' } },
  'backends/pool/backendInformation.json': {
    properties: { type: 'Pool', pool: { services: [{ id: '/backends/one' }] } },
  },
}

test('of what the APIOps extractor wrote, the only API is taken, with its product, operation, values and backends', async () => {
  await write(extracted)
  expect(await scopesOf(folder)).toEqual({
    global: 'policy.xml',
    product: 'products/gold/policy.xml',
    api: 'apis/chat/policy.xml',
    operation: 'apis/chat/operations/complete/policy.xml',
  })
  const { fragments, known } = await readPolicyFiles(folder)
  expect(Object.keys(fragments)).toEqual(['f'])
  expect(known).toEqual({
    namedValues: { tenant: 'contoso' },
    backends: { one: { url: 'https://one.example' }, pool: { url: 'https://one.example' } },
    subscription: { required: true, header: 'api-key', query: 'subscription-key' },
    api: { id: 'chat', name: 'Chat', path: 'openai' },
    product: { id: 'gold', name: 'gold' },
    operations: [],
  })
})

test('of several APIs or operations one must be named', async () => {
  await write({ ...extracted, 'apis/mail/policy.xml': '', 'apis/chat/operations/list/policy.xml': '' })
  await expect(readPolicyFiles(folder)).rejects.toMatchObject({
    code: 'policy/which-api',
    message: expect.stringContaining(`${folder}#chat, ${folder}#mail`),
  })
  await expect(readPolicyFiles(`${folder}#cat`)).rejects.toThrow('Did you mean "chat"?')
  await expect(readPolicyFiles(`${folder}#chat`)).rejects.toMatchObject({ code: 'policy/which-operation' })
  expect(await scopesOf(`${folder}#chat/list`)).toMatchObject({ operation: 'apis/chat/operations/list/policy.xml' })
  expect(await scopesOf(`${folder}#chat/-`)).not.toHaveProperty('operation')
})

test('folders may be spelled without blanks', async () => {
  await write({
    'policy.xml': '',
    'policyFragments/f/policy.xml': '',
    'namedValues/a/namedValueInformation.json': { properties: { value: '1' } },
  })
  const { fragments, known } = await readPolicyFiles(folder)
  expect([Object.keys(fragments), known.namedValues]).toEqual([['f'], { a: '1' }])
})

test('the operations are those of the specification beside the API', async () => {
  const specification = `openapi: 3.0.1
paths:
  /deployments/{id}/chat/completions:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post: { operationId: complete, summary: Complete a chat, responses: {} }
  /models:
    get: { responses: {} }
`
  await write({ ...extracted, 'apis/chat/specification.yaml': specification })
  expect((await readPolicyFiles(folder)).known.operations).toEqual([
    { id: 'complete', name: 'Complete a chat', method: 'POST', urlTemplate: '/deployments/{id}/chat/completions' },
    { id: 'get-models', name: 'get-models', method: 'GET', urlTemplate: '/models' },
  ])
  await write({ 'apis/chat/specification.yaml': 'paths: [a' })
  await expect(readPolicyFiles(folder)).rejects.toThrow('apis/chat/specification.yaml:1')
})

test('a product of the settings that the folder does not have is told, with the nearest', async () => {
  await write({ ...extracted, 'policy.settings.json': { product: { id: 'golt' } } })
  await expect(readPolicyFiles(folder)).rejects.toMatchObject({
    code: 'policy/which-product',
    message: expect.stringMatching(/"golt"[\s\S]*Did you mean "gold"/),
  })
})
