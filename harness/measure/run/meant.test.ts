import { expect, test } from 'vitest'
import type { Exchange } from '../../model/capture.ts'
import { meantFor } from './meant.ts'

const to = (host?: string) => ({ method: 'GET', origin: 'gateway', ...(host ? { host } : {}) }) as Exchange

test('a host that the scenario names is meant, whatever its port; another, or the gateway, is not marked', () => {
  const all = [to('https://auth.openai.com'), to('https://eu.api.openai.com:8443'), to('https://evil.example'), to()]
  const marked = meantFor(all, { hosts: ['*.openai.com'] })
  expect(marked.map(({ isMeant }) => isMeant)).toEqual([true, true, undefined, undefined])
  expect(meantFor(all, {})).toEqual(all)
})

test('TLS to a gateway that is named without it is the client’s own addition', () => {
  const all = [{ ...to(), secure: true as const }, to(), { ...to('https://api.acme.com'), secure: true as const }]
  expect(meantFor(all, {}).map(({ addsTls }) => addsTls)).toEqual([true, undefined, undefined])
  expect(meantFor(all, { scheme: 'https' })).toEqual(all)
})
