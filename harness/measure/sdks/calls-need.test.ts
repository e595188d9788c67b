import { expect, test } from 'vitest'
import { shippedFamily } from '../../testing/shipped-families.ts'
import { shippedScenarios } from '../../testing/shipped-scenarios.ts'
import { callsNeed } from './calls-need.ts'

const all = shippedScenarios()
const needed = (registry: 'npm' | 'pypi', ...ids: readonly string[]): readonly string[] => {
  const scenarios = all.filter(({ id }) => ids.includes(id))
  expect(scenarios).toHaveLength(ids.length)
  return Object.keys(callsNeed(shippedFamily('openai'), { registry, package: 'openai' }, scenarios))
}

test('what opens a connection, and what a value is made of, is needed where such a call is asked for', () => {
  expect(needed('npm', 'openai-realtime')).toEqual(['ws'])
  expect(needed('npm', 'openai-api-key', 'openai-x509-transport-enrolled')).toEqual(['undici'])
  expect(needed('pypi', 'openai-responses-websocket-nothing-odd')).toEqual(['websockets'])
  // Of the asynchronous client alone.
  expect(needed('pypi', 'openai-transport-of-sdk-aiohttp')).toEqual(['httpx-aiohttp', 'aiohttp'])
  expect(needed('pypi', 'openai-transport-httpx2')).toEqual(['httpx2'])
})

test('plain calls need nothing, nor does what comes with the tool by default', () => {
  expect(needed('npm', 'openai-api-key', 'openai-realtime-websocket')).toEqual([])
  const defaults = all.flatMap(({ id, default: isDefault }) => (isDefault ? [id] : []))
  expect([needed('npm', ...defaults), needed('pypi', ...defaults)]).toEqual([[], []])
})
