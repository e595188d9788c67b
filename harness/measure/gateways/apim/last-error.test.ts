import { expect, test } from 'vitest'
import { document, element, header } from './element.fixture.ts'
import { anExchange } from './exchange.fixture.ts'
import { lastErrorOf, pathsOf } from './last-error.ts'
import { PolicyError } from './policy.ts'

const failed = (what: ReturnType<typeof element>) =>
  new PolicyError(what, { reason: 'TokenNotPresent', message: 'JWT not present.', status: 401 })

// https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies#lasterror
test('an error says where in the document it was', () => {
  const jwt = element('validate-jwt', { id: 'mine' })
  const when = [element('when', {}, [header('x', 'y')]), element('when', {}, [jwt])]
  const whole = document(() => ({
    inbound: [element('choose', {}, []), element('choose', {}, when), header('x', 'y')],
  }))
  expect(lastErrorOf(failed(jwt), anExchange(), pathsOf(whole))).toEqual({
    source: 'validate-jwt',
    reason: 'TokenNotPresent',
    message: 'JWT not present.',
    scope: 'api',
    section: 'inbound',
    path: 'choose[2]\\when[2]\\validate-jwt',
    policyId: 'mine',
  })
})

test.each([
  ['global.xml', 'global'],
  ['apis/echo/policy.xml', 'api'],
  ['apis/echo/operations/get/policy.xml', 'operation'],
  ['products/starter/policy.xml', 'product'],
  ['my/operation.xml', 'operation'],
])('%s is of the scope %s', (file, scope) => {
  const spot = { file, line: 1, column: 1 }
  expect(lastErrorOf(failed({ ...element('x'), spot }), anExchange(), new Map()).scope).toBe(scope)
})
