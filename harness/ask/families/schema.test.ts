import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { familyJsonSchema } from './schema.ts'

test('the committed schema is the one in force (else: npm run schemas)', () => {
  const path = join(import.meta.dirname, 'family.schema.json')
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(familyJsonSchema())))
})
