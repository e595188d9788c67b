import { expect, test } from 'vitest'
import type { Exchange } from '../../model/capture.ts'
import { meantFor } from './meant.ts'

const to = (host?: string) => ({ method: 'GET', ...(host ? { host } : {}) }) as Exchange

test('a host that the scenario names is meant, whatever its port; another, or the gateway, is not marked', () => {
  const all = [to('https://auth.openai.com'), to('https://eu.api.openai.com:8443'), to('https://evil.example'), to()]
  expect(meantFor(all, ['*.openai.com']).map(({ isMeant }) => isMeant)).toEqual([true, true, undefined, undefined])
  expect(meantFor(all)).toBe(all)
})
