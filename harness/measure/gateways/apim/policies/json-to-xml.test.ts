import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anAnswer, anExchange, runPolicies, textIn } from '../exchange.fixture.ts'

const always = { apply: 'always', 'consider-accept-header': 'false' }
const converted = async (body: string, attributes: Record<string, string> = always) => {
  const response = anAnswer(200, { 'content-type': 'application/json' }, body)
  const exchange = anExchange({ section: 'outbound', response })
  await runPolicies([element('json-to-xml', attributes)], exchange)
  return textIn(exchange.response?.body)
}

test("the vendor's own example", async () => {
  const list = { 'v1:QueryList': { '#attrs': { queryName: 'test' }, 'v1:QueryItem': { name: 'dummy text' } } }
  const envelope = { 'xmlns:s': 'http://schemas.test/', 's:Header': {}, 's:Body': list }
  const names = { 'namespace-separator': ':', 'namespace-prefix': 'xmlns', 'attribute-block-name': '#attrs' }
  expect(await converted(JSON.stringify({ 's:Envelope': envelope }), { ...always, ...names })).toBe(
    '<s:Envelope xmlns:s="http://schemas.test/"><s:Header /><s:Body><v1:QueryList queryName="test">' +
      '<v1:QueryItem><name>dummy text</name></v1:QueryItem></v1:QueryList></s:Body></s:Envelope>',
  )
})

test.each([
  ['{"a":1,"b":"<"}', '<Document><a>1</a><b>&lt;</b></Document>'],
  ['{"a":{"b":[1,null]}}', '<a><b>1</b><b /></a>'],
  ['{"a b":"x"}', '<a_x0020_b>x</a_x0020_b>'],
])('%s', async (json, xml) => {
  expect(await converted(json)).toBe(xml)
})

test('a caller who does not accept XML gets the JSON, and a body that is no JSON is an error', async () => {
  expect(await converted('{"a":1}', { apply: 'always' })).toBe('{"a":1}')
  await expect(converted('{')).rejects.toMatchObject({ status: 500 })
})
