import { expect, test } from 'vitest'
import { read } from '../../../../ask/policies/read-document.fixture.ts'
import { standDocument } from '../stand-document.fixture.ts'

const by = async (name: string) => {
  const when = `<when condition="@(context.Request.MatchedParameters["${name}"] == "gpt-4o")"><return-response><set-status code="418" /></return-response></when>`
  const { ask } = await standDocument(read({ api: `<policies><inbound><choose>${when}</choose></inbound></policies>` }))
  return (await ask()).by
}

test('without operations in the settings the deployment is the one in the address', async () => {
  expect(await by('deployment-id')).toBe('api.xml:1 return-response')
})

test('any other parameter cannot be told: it is not taken for one that is missing', async () => {
  expect(await by('tenant')).toBe(
    'api.xml:1 cannot tell: the settings name no operations, so the parameter "tenant" is not known',
  )
})
