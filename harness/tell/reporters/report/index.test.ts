import { expect, test } from 'vitest'
import { reporters } from './index.ts'
import { saved } from './saved.fixture.ts'

test.each(
  Object.entries(reporters),
)('%s is registered under its own name and gives the same text twice', (key, one) => {
  expect(one.name).toBe(key)
  const text = one.render(saved('incidents'), { failOn: 'breaking' })
  expect(text.endsWith('\n')).toBe(true)
  expect(one.render(saved('incidents'), { failOn: 'breaking' })).toBe(text)
})
