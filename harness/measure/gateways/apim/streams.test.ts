import { afterAll, expect, test } from 'vitest'
import type { PolicyElement } from '../../../model/policy-document.ts'
import { document, element } from './element.fixture.ts'
import { standAnywhere } from './stand-document.fixture.ts'

const { ask, authority } = await standAnywhere()
afterAll(() => authority.close())

const forward = (attributes: Readonly<Record<string, string>> = {}) => element('forward-request', attributes)
const streamed = (backend: PolicyElement, outbound: readonly PolicyElement[] = []) =>
  ask(
    document(() => ({ backend: [backend], outbound })),
    { body: '{"model":"m","stream":true}' },
  )

test('with buffer-response="false" each event goes on as it comes', async () => {
  const { pieces, headers, text } = await streamed(forward({ 'buffer-response': 'false' }))
  expect(headers.get('content-type')).toBe('text/event-stream')
  expect(pieces.length).toBe(text.split('\n\n').length - 1)
  expect(pieces.length).toBeGreaterThan(1)
})

test('without it they are held back up to 8 KB, as the vendor has it', async () => {
  const { pieces, text } = await streamed(forward())
  expect(pieces).toEqual([text])
  expect(text).toContain('data: [DONE]')
})

test.each([
  ['reads', element('find-and-replace', { from: 'no such word', to: 'x' })],
  ['replaces', element('set-body', {}, 'data: mine\n\n')],
])('what %s the body has all of it first', async (_, policy) => {
  const { pieces, text } = await streamed(forward({ 'buffer-response': 'false' }), [policy])
  expect(pieces).toEqual([text])
})
