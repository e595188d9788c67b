import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'
import { fieldText } from '../fields.ts'

test('user name and password are sent as HTTP Basic takes them', async () => {
  const exchange = anExchange({ fields: { authorization: 'Bearer caller' } })
  await runPolicies([element('authentication-basic', { username: 'Aladdin', password: 'open sesame' })], exchange)
  // The example of RFC 7617, section 2.
  expect(fieldText(exchange.request.fields, 'authorization')).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==')
})
