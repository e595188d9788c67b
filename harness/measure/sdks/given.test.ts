import { expect, test } from 'vitest'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { given } from './given.ts'

const openai = shippedFamily('openai')
const anthropicFoundry = shippedFamily('anthropic-foundry')

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
