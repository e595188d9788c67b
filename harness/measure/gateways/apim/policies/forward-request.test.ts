import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anAnswer, anExchange, runPolicies } from '../exchange.fixture.ts'

const refused = { forward: () => Promise.resolve(anAnswer(503)) }

test("the backend's answer is the one that outbound sees, an error as well", async () => {
  const exchange = anExchange({ section: 'backend' })
  await runPolicies([element('forward-request', { timeout: '60' })], exchange, refused)
  expect(exchange.response?.status).toBe(503)
})

test('unless the document wants an error to be one', async () => {
  const forward = element('forward-request', { 'fail-on-error-status-code': 'true' })
  await expect(runPolicies([forward], anExchange({ section: 'backend' }), refused)).rejects.toMatchObject({
    status: 503,
    answer: { status: 503 },
  })
})
