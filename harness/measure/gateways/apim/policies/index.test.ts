import { expect, test } from 'vitest'
import { policyKinds } from './index.ts'

test.each(Object.entries(policyKinds))('%s is filed under its own name, with a page of the vendor', (name, kind) => {
  expect(kind.name).toBe(name)
  expect(kind.source).toMatch(/^https:\/\/learn\.microsoft\.com\/azure\/api-management\/[a-z-]+$/)
  expect(kind.sections.length).toBeGreaterThan(0)
})
