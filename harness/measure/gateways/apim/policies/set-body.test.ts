import { expect, test } from 'vitest'
import { element } from '../element.fixture.ts'
import { anAnswer, anExchange, runPolicies, textIn } from '../exchange.fixture.ts'
import { setBody } from './set-body.ts'

test('the request has another body, and the length that was told of the old one goes', async () => {
  const exchange = anExchange({ body: 'old', fields: { 'content-length': '3' } })
  await runPolicies([element('set-body', {}, 'newer')], exchange)
  expect([textIn(exchange.request.body), exchange.request.fields.has('content-length')]).toEqual(['newer', false])
})

test('in outbound it is the body of the answer', async () => {
  const exchange = anExchange({ body: 'old', section: 'outbound', response: anAnswer(200, {}, 'answer') })
  await runPolicies([element('set-body', {}, 'other')], exchange)
  expect([textIn(exchange.request.body), textIn(exchange.response?.body)]).toEqual(['old', 'other'])
})

test('a Liquid template has the values of the body and of the context', async () => {
  const exchange = anExchange({ body: '{"order":{"id":7,"lines":[{"n":"a"}]}}' })
  const template =
    '{"id":"{{body.order.id}}","n":"{{ body.order.lines[0].n }}","by":"{{context.Request.Method}}{{body.no}}"}'
  await runPolicies([element('set-body', { template: 'liquid' }, template)], exchange)
  expect(textIn(exchange.request.body)).toBe('{"id":"7","n":"a","by":"POST"}')
})

test('what of a template is not known is told to be left out', () => {
  const template = element('set-body', { template: 'liquid' }, '{% cycle "a" %}{{body.x | Currency}}')
  expect(setBody.standing(template)).toEqual({
    kind: 'adapted',
    why: 'of its Liquid template {% cycle "a" %}, | Currency is left out',
  })
  expect(
    setBody.standing(element('set-body', { template: 'liquid' }, '{% if body.x %}{{body.x | Upcase}}{% endif %}')),
  ).toEqual({ kind: 'enforced' })
  expect(setBody.standing(element('set-body', {}, '{% if %}'))).toEqual({ kind: 'enforced' })
})

test('an XML body is its elements to a template, without prefixes, where its type says so', async () => {
  const body = '<s:Envelope xmlns:s="urn:s"><s:Body><Order><Id>7</Id></Order></s:Body></s:Envelope>'
  const exchange = anExchange({ body, fields: { 'content-type': 'application/soap+xml' } })
  await runPolicies([element('set-body', { template: 'liquid' }, '{{body.envelope.body.order.id}}')], exchange)
  expect(textIn(exchange.request.body)).toBe('7')
})
