import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anAnswer, anExchange, runPolicies, textIn } from '../exchange.fixture.ts'

const converted = async (body: string, attributes: Record<string, string> = {}) => {
  const response = anAnswer(200, { 'content-type': 'text/xml; charset=utf-8' }, body)
  const exchange = anExchange({ section: 'outbound', response })
  const all = { kind: 'direct', apply: 'content-type-xml', 'consider-accept-header': 'false', ...attributes }
  await runPolicies([element('xml-to-json', all)], exchange)
  return textIn(exchange.response?.body)
}

test.each([
  ['<?xml version="1.0"?><a><b>1</b><b>2</b></a>', '{"a":{"b":["1","2"]}}'],
  ['<a x="&lt;"><b/>text</a>', '{"a":{"@x":"<","b":null,"#text":"text"}}'],
  ['<a><!-- no --><![CDATA[<b>]]></a>', '{"a":"<b>"}'],
])('%s', async (xml, json) => {
  expect(await converted(xml)).toBe(json)
})

test('every child may be a list', async () => {
  expect(await converted('<a><b>1</b></a>', { 'always-array-child-elements': 'true' })).toBe('{"a":{"b":["1"]}}')
})

test.each(['<a>', '<a></b>', '<!DOCTYPE a><a/>', 'no', '<a/><b/>'])('%s is an error', async (xml) => {
  await expect(converted(xml)).rejects.toMatchObject({ status: 500 })
})
