import { expect, test } from 'vitest'
import { nothingKnown } from '../../../ask/policies/policy-files.ts'
import { read } from '../../../ask/policies/read-document.fixture.ts'
import { readDocument } from '../../../ask/policies/read-document.ts'
import { standDocument } from './stand-document.fixture.ts'

// https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies#predefined-errors-for-built-in-steps

const TELL =
  '<set-header name="x-why"><value>@(context.LastError.Source + " " + context.LastError.Reason + ": " + context.LastError.Message)</value></set-header>'
const onError = (inside: string, inbound = ''): string =>
  `<policies><inbound>${inbound}</inbound><backend><forward-request /></backend><on-error>${inside}</on-error></policies>`

const subscription = {
  required: true,
  header: 'api-key',
  query: 'key',
  credentials: ['api-key'],
  id: '',
  name: '',
  askedAt: { file: 'api.xml', line: 1, column: 1 },
}

test('on-error hears of a missing key in the words of the reference, which are not those of the answer', async () => {
  const { ask } = await standDocument(read({ api: onError(TELL) }), { subscription })
  const { headers, text } = await ask()
  expect(headers.get('x-why')).toBe(
    'authorization SubscriptionKeyNotFound: Access denied due to missing subscription key. Make sure to include subscription key when making requests to this API.',
  )
  expect(JSON.parse(text).message).toMatch(/when making requests to an API\.$/)
})

test('on-error hears of a rate without the time that is left, which the answer tells', async () => {
  const limit = '<rate-limit-by-key calls="0" renewal-period="60" counter-key="k" />'
  const { ask } = await standDocument(read({ api: onError(TELL, limit) }))
  const { headers, text } = await ask()
  expect(headers.get('x-why')).toBe('rate-limit-by-key RateLimitExceeded: Rate limit is exceeded')
  expect(JSON.parse(text).message).toMatch(/^Rate limit is exceeded\. Try again in \d+ seconds\.$/)
})

test('who comes from elsewhere is told no more than that it is forbidden', async () => {
  const filter = '<ip-filter action="forbid"><address>127.0.0.1</address></ip-filter>'
  const { ask } = await standDocument(read({ api: onError(TELL, filter) }))
  const { status, headers, text } = await ask()
  expect([status, JSON.parse(text)]).toEqual([403, { statusCode: 403, message: 'Forbidden' }])
  expect(headers.get('x-why')).toBe('ip-filter CallerIpBlocked: Caller IP address is blocked. Access denied.')
})

test("of a request that no operation fits, all APIs' on-error hears, and no other", async () => {
  const operations = [{ id: 'chat', name: 'Chat', method: 'POST', urlTemplate: '/chat' }]
  const own = '<set-header name="x-own"><value>api</value></set-header>'
  const { ask } = await standDocument(
    read({
      global: onError(TELL, '<ip-filter action="forbid"><address>127.0.0.1</address></ip-filter>'),
      api: onError(`${own}<base />`, '<base />'),
    }),
    { operations },
  )
  const { status, headers, by } = await ask({ path: '/other' })
  expect([status, by, headers.get('x-why'), headers.get('x-own')]).toEqual([
    404,
    'route: none',
    'configuration OperationNotFound: Unable to match incoming request to an operation.',
    null,
  ])
})

test('what is of all APIs in an APIOps folder is known as that, a fragment of it too', async () => {
  const operations = [{ id: 'chat', name: 'Chat', method: 'POST', urlTemplate: '/chat' }]
  const scopes = {
    global: { path: 'policy.xml', text: onError('<include-fragment fragment-id="tell" />') },
    api: {
      path: 'apis/mine/policy.xml',
      text: onError(
        '<base />',
        '<check-header name="x-a" failed-check-httpcode="401" failed-check-error-message="no" />',
      ),
    },
  }
  const fragments = { tell: { path: 'policy fragments/tell/policy.xml', text: `<fragment>${TELL}</fragment>` } }
  const { document } = readDocument({ scopes, fragments, settings: null, known: nothingKnown }, { namedValues: {} })
  const { ask } = await standDocument(document, { operations })
  expect((await ask({ path: '/other' })).headers.get('x-why')).toMatch(/^configuration OperationNotFound/)
  expect((await ask({ path: '/chat' })).headers.get('x-why')).toMatch(/^check-header HeaderNotFound/)
})
