import { expect, test } from 'vitest'
import { document, element } from '../element.fixture.ts'
import { anExchange, runPolicies } from '../exchange.fixture.ts'
import { fieldsOf } from '../fields.ts'
import { standDocument } from '../stand-document.fixture.ts'

const policy = (ignoreCase: string, ...values: string[]) =>
  element(
    'check-header',
    { name: 'X-Key', 'failed-check-httpcode': '403', 'failed-check-error-message': 'No.', 'ignore-case': ignoreCase },
    values.map((value) => element('value', {}, value)),
  )
const run = async (which: ReturnType<typeof policy>, fields: Readonly<Record<string, string>>) =>
  runPolicies([which], anExchange({ fields }))

test('names compare without case, values as the document says', async () => {
  await expect(run(policy('false', 'One', 'Two'), { 'x-key': 'Two' })).resolves.toEqual({ kind: 'next' })
  await expect(run(policy('true', 'One'), { 'x-KEY': 'ONE' })).resolves.toEqual({ kind: 'next' })
  await expect(run(policy('false', 'One'), { 'x-key': 'ONE' })).rejects.toMatchObject({
    reason: 'HeaderValueNotAllowed',
    message: 'Header X-Key value of ONE is not allowed. Access denied.',
    told: 'No.',
    status: 403,
  })
})

test('without values the field has to be there, whatever it holds', async () => {
  await expect(run(policy('true'), { 'x-key': 'any' })).resolves.toEqual({ kind: 'next' })
  await expect(run(policy('true'), {})).rejects.toMatchObject({ reason: 'HeaderNotFound', why: 'no X-Key field' })
})

test('of several fields of one name each has to be allowed, and what comes to nothing allows nothing else', async () => {
  const exchange = anExchange()
  exchange.request.fields = fieldsOf([
    ['X-Key', 'One'],
    ['X-Key', 'Other'],
  ])
  await expect(runPolicies([policy('false', 'One')], exchange)).rejects.toMatchObject({ status: 403 })
  await expect(run(policy('false', ''), { 'x-key': 'any' })).rejects.toMatchObject({ status: 403 })
})

test.each(['200', '302'])('a refusal that says %s is no yes', async (code) => {
  const { ask } = await standDocument(
    document(() => ({
      inbound: [
        element('check-header', { name: 'x', 'failed-check-httpcode': code, 'failed-check-error-message': 'no' }),
      ],
    })),
  )
  expect(await ask()).toMatchObject({
    status: 500,
    by: `api.xml:1 cannot tell: check-header refuses with the status ${code}: no x field`,
  })
})
