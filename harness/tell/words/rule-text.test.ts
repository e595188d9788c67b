import { expect, test } from 'vitest'
import { ruleText } from './rule-text.ts'

test.each([
  ['api.xml:14 validate-jwt: no Authorization field', '`validate-jwt`, api.xml:14: no Authorization field'],
  ['my apis/api.xml:3 return-response', '`return-response`, my apis/api.xml:3'],
  ['validate-jwt: not present', '`validate-jwt`: not present'],
  ['backend', '`backend`'],
  ['api.xml:4 cannot tell: a `b', "`api.xml:4 cannot tell: a 'b`"],
])('%s', (by, told) => {
  expect(ruleText(by)).toBe(told)
})
