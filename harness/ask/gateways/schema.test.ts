import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { gatewayJsonSchema } from './schema.ts'

test('the committed JSON Schema is what the source renders', () => {
  const committed: unknown = JSON.parse(readFileSync(new URL('gateway.schema.json', import.meta.url), 'utf8'))
  expect(committed, 'run `npm run schemas` and commit what it writes').toEqual(
    JSON.parse(JSON.stringify(gatewayJsonSchema())),
  )
})
