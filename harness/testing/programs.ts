/** A program that has another way at the release that hangs at its first call (1.6.0 of the fake SDK). */
export const AROUND_THE_HANG = `import { AzureOpenAI } from 'openai'
const endpoint = process.env.SDKDRIFT_GATEWAY_URL
const apiKey = process.env.SDKDRIFT_API_KEY
const path = '/openai/deployments/gpt-4o/chat/completions?api-version=1'
const body = { model: 'gpt-4o', messages: [] }
if (process.env.SDKDRIFT_VERSION === '1.6.0')
  await fetch(endpoint + path, { method: 'POST', headers: { 'api-key': apiKey }, body: JSON.stringify(body) })
else await new AzureOpenAI({ endpoint, apiKey, apiVersion: '1' }).chat.completions.create(body)`
