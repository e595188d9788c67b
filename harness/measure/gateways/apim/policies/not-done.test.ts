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
