import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anAnswer, anExchange, runPolicies } from '../exchange.fixture.ts'

test('one more at a time than allowed is refused with 429, and the next after them is not', async () => {
  const limited = element('limit-concurrency', { key: 'k', 'max-count': '1' }, [element('forward-request')])
  const memory = new Map<string, unknown>()
  let release: () => void = () => undefined
  const waiting = new Promise<void>((resolve) => {
    release = resolve
  })
  const slow = { memory, forward: () => waiting.then(() => anAnswer(200)) }
  const first = runPolicies([limited], anExchange({ section: 'backend' }), slow)
  await expect(runPolicies([limited], anExchange({ section: 'backend' }), { memory })).rejects.toMatchObject({
    status: 429,
  })
  release()
  await first
  expect(await runPolicies([limited], anExchange({ section: 'backend' }), { memory })).toEqual({ kind: 'next' })
})
