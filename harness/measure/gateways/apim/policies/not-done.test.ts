import { expect, test } from 'vitest'
import { read } from '../../../../ask/policies/read-document.fixture.ts'
import { checkDocument } from '../check-document.ts'
import { standDocument } from '../stand-document.fixture.ts'

const of = (action: string, after = '') =>
  read({
    api: `<policies><inbound><validate-content unspecified-content-type-action="ignore" max-size="9" size-exceeded-action="ignore" errors-variable-name="found"><content type="application/json" validate-as="json" action="${action}" /></validate-content>${after}</inbound></policies>`,
  })

test('what only detects is passed over; what prevents is not supported', async () => {
  const kindOf = (action: string) => checkDocument(of(action)).standings[0]?.standing.kind
  expect([kindOf('detect'), kindOf('prevent'), kindOf('@("detect")')]).toEqual([
    'passed-over',
    'not-supported',
    'not-supported',
  ])
  expect((await (await standDocument(of('detect'))).ask()).status).toBe(200)
})

test('who looks at what was found cannot be told', async () => {
  const refuse =
    '<choose><when condition="@(context.Variables.ContainsKey("found"))"><return-response /></when></choose>'
  const { ask } = await standDocument(of('detect', refuse))
  expect((await ask()).by).toContain('cannot tell: what validate-content finds is not known here')
})

test.each([
  'context.Variables.Keys.Contains("found")',
  'context.Variables.Count == 0',
])('%s asks whether something was found', async (condition) => {
  const refuse = `<choose><when condition="@(${condition})"><return-response /></when></choose>`
  const { ask } = await standDocument(of('detect', refuse))
  expect((await ask()).by).toContain('cannot tell: what validate-content finds is not known here')
})

test.each([
  ['a slip in the name of an action', '<content type="application/json" validate-as="json" actoin="prevent" />'],
  ['no action at all', '<content type="application/json" validate-as="json" />'],
  ['an action that is none', '<content type="application/json" validate-as="json" action="prevnt" />'],
])('%s is told, and is no yes', (_, content) => {
  const { standings, faults } = checkDocument(
    read({
      api: `<policies><inbound><validate-content unspecified-content-type-action="ignore" max-size="9" size-exceeded-action="ignore">${content}</validate-content></inbound></policies>`,
    }),
  )
  expect(standings[0]?.standing.kind).toBe('not-supported')
  expect(faults.length).toBeGreaterThan(0)
})

test('what a policy that is passed over is answered cannot be told', async () => {
  const { ask } = await standDocument(
    read({
      api: '<policies><inbound><publish-to-dapr topic="t" ignore-error="true" response-variable-name="r">x</publish-to-dapr><choose><when condition="@(context.Variables.ContainsKey("r"))" /><otherwise><return-response /></otherwise></choose></inbound></policies>',
    }),
  )
  expect((await ask()).by).toContain('cannot tell: what publish-to-dapr finds is not known here')
})
