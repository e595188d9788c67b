import { expect, test } from 'vitest'
import { read } from '../../../../ask/policies/read-document.fixture.ts'
import { standDocument } from '../stand-document.fixture.ts'

/** Asked by somebody who shows a subscription key. */
const stand = async (inbound: string, outbound = '', more = '') => {
  const sections = `<inbound>${inbound}</inbound><outbound>${outbound}</outbound>${more}`
  const { ask, credentials } = await standDocument(read({ api: `<policies>${sections}</policies>` }))
  const key = { 'Ocp-Apim-Subscription-Key': credentials.of('subscription-key') }
  return {
    ask: ({ headers = {}, ...asked }: NonNullable<Parameters<typeof ask>[0]> = {}) =>
      ask({ ...asked, headers: { ...key, ...headers } }),
  }
}

const BACK =
  '<set-header name="x-left"><value>@(context.Variables.GetValueOrDefault<int>("left").ToString())</value></set-header>'

test.each([
  'rate-limit',
  'rate-limit-by-key counter-key="k"',
])('%s tells what is left with every answer, and beyond it when to come again', async (begins) => {
  const policy = `<${begins} calls="2" renewal-period="60" remaining-calls-header-name="x-remaining" remaining-calls-variable-name="left" total-calls-header-name="x-total" retry-after-header-name="x-retry" retry-after-variable-name="wait" />`
  const onError = `<on-error><set-header name="x-wait"><value>@(((int)context.Variables["wait"]).ToString())</value></set-header></on-error>`
  const { ask } = await stand(policy, BACK, onError)
  const told: unknown[] = []
  for (let call = 0; call < 3; call += 1) {
    const { status, headers } = await ask()
    told.push([status, ...['x-remaining', 'x-left', 'x-total', 'x-retry', 'x-wait'].map((name) => headers.get(name))])
  }
  expect(told).toEqual([
    [200, '1', '1', '2', null, null],
    [200, '0', '0', '2', null, null],
    [429, '0', null, '2', '60', '60'],
  ])
})

test('a condition over the answer is looked at once there is one', async () => {
  const { ask } = await stand(
    '<rate-limit-by-key calls="1" renewal-period="60" counter-key="k" increment-condition="@(context.Response.StatusCode == 404)" />',
    '<choose><when condition="@(context.Request.Headers.ContainsKey("x-none"))"><set-status code="404" /></when></choose>',
  )
  const statuses: number[] = []
  for (const headers of [{}, {}, { 'x-none': '1' }, {}]) statuses.push((await ask({ headers })).status)
  expect(statuses).toEqual([200, 200, 404, 429])
})

test('increment-count counts more than one', async () => {
  const { ask } = await stand(
    '<rate-limit-by-key calls="5" renewal-period="60" counter-key="k" increment-count="@(2 + 1)" />',
  )
  expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 200, 429])
})

test('a quota whose period is 0 is never replenished', async () => {
  const { ask } = await stand('<quota calls="1" renewal-period="0" />')
  await ask()
  const { status, text, headers } = await ask()
  expect([status, JSON.parse(text).message, headers.get('retry-after')]).toEqual([
    403,
    'Out of call volume quota.',
    null,
  ])
})

test('a quota of kilobytes counts bodies, and those of APIs are for themselves', async () => {
  const body = 'x'.repeat(3000)
  const { ask } = await stand('<quota bandwidth="2" renewal-period="60" />')
  expect([(await ask({ body })).status, JSON.parse((await ask({ body })).text).message]).toEqual([
    200,
    'Out of bandwidth quota. Quota will be replenished in 00:01:00.',
  ])
  const parts = await stand(
    '<rate-limit calls="9" renewal-period="60"><api id="other" calls="1" /><api name="api" calls="2"><operation id="chat" calls="1" /></api></rate-limit>',
  )
  expect((await parts.ask()).status).toBe(200)
  expect((await parts.ask()).by).toContain('cannot tell: the settings name no operations')
})

test('a window of no length is no limit that lets everybody in', async () => {
  const { ask } = await stand('<rate-limit-by-key calls="1" renewal-period="@(0)" counter-key="k" />')
  expect((await ask()).by).toContain('cannot tell: "renewal-period" comes to 0')
})

test("a model's own usage is what its tokens are counted by", async () => {
  const { ask } = await stand(
    '<llm-token-limit counter-key="k" tokens-per-minute="20" token-quota="100" token-quota-period="Daily" estimate-prompt-tokens="true" remaining-tokens-header-name="x-left" remaining-tokens-variable-name="left" remaining-quota-tokens-header-name="x-quota" tokens-consumed-header-name="x-used" retry-after-header-name="x-retry" />',
    BACK,
  )
  const { headers, text } = await ask({ body: '{"model":"m"}' })
  const used = Number(JSON.parse(text).usage.total_tokens)
  expect(['x-used', 'x-left', 'x-quota'].map((name) => Number(headers.get(name)))).toEqual([
    used,
    20 - used,
    100 - used,
  ])
  const refused = await ask({ body: 'x'.repeat(400) })
  expect([refused.status, refused.headers.get('x-retry')]).toEqual([429, '60'])
})
