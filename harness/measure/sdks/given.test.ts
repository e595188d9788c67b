import { expect, test } from 'vitest'
import { anthropicFoundry } from './anthropic/family.ts'
import { given } from './given.ts'
import { openai } from './openai/family.ts'

test('what a client can be given stands in the words of its language', () => {
  expect(given(openai, 'pypi')).toContainEqual({
    client: 'AzureOpenAI',
    what: 'a credential',
    options: ['api_key=', 'azure_ad_token=', 'azure_ad_token_provider='],
    variables: ['AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_AD_TOKEN'],
  })
  expect(given(openai, 'npm')).toContainEqual({
    client: 'AzureOpenAI',
    what: 'the address',
    options: ['baseURL', 'endpoint'],
    variables: ['AZURE_OPENAI_ENDPOINT'],
  })
})

test('a registry that the family is not published in has no words', () => {
  expect(given(anthropicFoundry, 'pypi')).toEqual([])
})
