import { expect, test } from 'vitest'
import { ensureUv } from './ensure-uv.ts'
import { findUv } from './find-uv.ts'

// Where no uv was, the unit tests left the PyPI half out. Here one is fetched first, then they run as they are.
await ensureUv(process.env)
await import('./fake-registry.test.ts')
await import('./fake-sdk.test.ts')
await import('./source-folder.test.ts')

test('uv is there', () => {
  expect(findUv(process.env)).toBeDefined()
})
