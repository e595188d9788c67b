import { expect, test } from 'vitest'
import { splitVariant } from '../../model/cell.ts'
import type { Registry } from '../../model/sdk.ts'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { shippedScenarios } from '../../testing/shipped-scenarios.ts'
import { remedyText } from './remedy-text.ts'
import { sourceOf } from './source-of.ts'

const openai = shippedFamily('openai')

const all = shippedScenarios()
const shipped = (id: string) => {
  const scenario = all.find((one) => one.id === id)
  if (!scenario) throw new Error(id)
  return scenario
}

const source = (id: string, registry: Registry, name = 'openai') =>
  sourceOf(
    { scenarios: [shipped(splitVariant(id)[0])], families: { openai } },
    id,
    { id: 'x', registry, package: name, family: 'openai' },
    registry === 'npm' ? '6.0.0' : '2.33.0',
  )

test('a recipe reads as the program a user would write', () => {
  expect(source('azure-subscription-key-default-header', 'npm')).toMatchInlineSnapshot(`
    "import { AzureOpenAI } from 'openai'

    const azureADTokenProvider = async () => '‹entra-token›' // another one at each call
    const client = new AzureOpenAI({
      azureADTokenProvider: azureADTokenProvider,
      defaultHeaders: { 'api-key': '‹subscription-key›' },
      baseURL: 'https://gateway/openai',
      apiVersion: '2024-10-21',
    })
    await client.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'Say hello.' }],
    })
    "
  `)
  expect(source('azure-subscription-key-default-header.async', 'pypi')).toMatchInlineSnapshot(`
    "from openai import AsyncAzureOpenAI

    async def azure_ad_token_provider(): return '‹entra-token›'  # another one at each call
    client = AsyncAzureOpenAI(
      azure_ad_token_provider=azure_ad_token_provider,
      default_headers={'api-key': '‹subscription-key›'},
      base_url='https://gateway/openai',
      api_version='2024-10-21',
    )
    await client.chat.completions.create(
      model='gpt-4o',
      messages=[{'role': 'user', 'content': 'Say hello.'}],
    )
    "
  `)
  expect(source('openai-default-header-none', 'pypi')).toMatchInlineSnapshot(`
    "import openai
    from openai import OpenAI

    client = OpenAI(
      api_key='‹api-key›',
      default_headers={
        'Authorization': openai.Omit(),
        'api-key': '‹subscription-key›',
      },
      base_url='https://gateway/v1',
    )
    client.chat.completions.create(
      model='gpt-4o',
      messages=[{'role': 'user', 'content': 'Say hello.'}],
    )
    "
  `)
  expect(source('azure-env-entra-token', 'pypi')).toMatchInlineSnapshot(`
    "import os
    from openai import AzureOpenAI

    os.environ['AZURE_OPENAI_AD_TOKEN'] = '‹entra-token›'
    client = AzureOpenAI(
      base_url='https://gateway/openai',
      api_version='2024-10-21',
    )
    client.chat.completions.create(
      model='gpt-4o',
      messages=[{'role': 'user', 'content': 'Say hello.'}],
    )
    "
  `)
})

test('what is required stands in a file of CommonJS, where nothing is awaited at the top', () => {
  const lines = source('openai-api-key.require', 'npm')?.split('\n') ?? []
  expect(lines[0]).toBe("const { OpenAI } = require('openai')")
  expect(lines.filter((line) => line.includes('await'))).toEqual([expect.stringMatching(/^ {2}await client/)])
  expect(lines.slice(-3)).toEqual(['}', 'main()', ''])
})

test('a renamed fork’s program imports what is known: its package on npm, on PyPI nothing before it is installed', () => {
  expect(source('azure-api-key', 'npm', '@acme/openai')).toContain("import { AzureOpenAI } from '@acme/openai'\n")
  expect(source('azure-api-key', 'pypi', 'acme-openai')).toContain('from ‹module of acme-openai› import AzureOpenAI\n')
})

test('what has no words has no source', () => {
  expect(source('azure-env-entra-token', 'npm')).toBeUndefined()
})

test.each([
  ['azure-entra-token-static', 'pypi', 'pass the Entra token as `azure_ad_token=`'],
  ['openai-callable-api-key-empty', 'npm', 'pass a function that returns `""` as `apiKey`'],
  ['azure-entra-token-provider', 'npm', 'pass a function that returns the Entra token as `azureADTokenProvider`'],
  ['azure-env-entra-token', 'pypi', 'set `AZURE_OPENAI_AD_TOKEN` to the Entra token'],
  ['azure-endpoint-api-key', 'pypi', 'pass the API key as `api_key=`, with the address in `azure_endpoint=`'],
  [
    'azure-entra-token-default-header',
    'npm',
    'pass the API key as `apiKey` and add the default header `Authorization` with `Bearer` and the Entra token',
  ],
  [
    'azure-copy-changes-api-key',
    'npm',
    'pass the API key as `apiKey` and pass the subscription key as `apiKey` on a copy (`withOptions`)',
  ],
  ['missing-credentials', 'npm', ''],
] as const)('the way of %s on %s in short', (id, registry, text) => {
  expect(remedyText(openai, shipped(id), registry)).toBe(text)
})
