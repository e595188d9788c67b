import { afterAll, expect, test } from 'vitest'
import { control } from './control.ts'
import { stand } from './stand.fixture.ts'

const { authority, ask, respond } = await stand(control)
afterAll(() => authority.close())

test.each([
  ['POST', '/openai/deployments/d/chat/completions?api-version=2024-10-21', { object: 'chat.completion' }],
  ['POST', '/openai/v1/chat/completions', { object: 'chat.completion' }],
  ['POST', '/v1/chat/completions', { object: 'chat.completion' }],
  ['POST', '/chat/completions', { object: 'chat.completion' }],
  ['POST', '/openai/v1/responses', { object: 'response', status: 'completed' }],
  ['POST', '/v1/embeddings', { data: [{ embedding: [0.5, -0.5] }] }],
  ['GET', '/openai/models?api-version=2024-10-21', { object: 'list' }],
  ['POST', '/anthropic/v1/messages', { type: 'message' }],
  ['POST', '/v1/messages/count_tokens?beta=true', { input_tokens: 1 }],
])('%s %s', async (method, path, body) => {
  expect(await ask({ method, path })).toMatchObject({ status: 200, by: 'backend', body })
})

test.each([
  ['GET', '/v1/chat/completions'],
  ['POST', '/v1/models'],
  ['POST', '/v1/chat/completions/extra'],
  ['POST', '/'],
])('%s %s is no operation', async (method, path) => {
  expect(await ask({ method, path })).toMatchObject({ status: 404, by: 'route: none' })
})

test('embeddings come as base64 when asked for so', async () => {
  const said = await ask({ path: '/v1/embeddings', body: { encoding_format: 'base64' } })
  expect(said.body).toMatchObject({
    data: [{ embedding: Buffer.from(new Float32Array([0.5, -0.5]).buffer).toString('base64') }],
  })
})

test.each([
  ['/v1/chat/completions', 'data: [DONE]\n\n', '"content":"ok"'],
  ['/v1/messages', 'data: {"type":"message_stop"}\n\n', '"text":"ok"'],
])('%s streams when asked to', async (path, end, word) => {
  const post = (body: unknown) =>
    respond(new Request(`http://127.0.0.1:9${path}`, { method: 'POST', body: JSON.stringify(body) }))
  const streamed = await post({ stream: true })
  expect(streamed.headers.get('content-type')).toBe('text/event-stream')
  const text = await streamed.text()
  expect(text).toContain(word)
  expect(text.endsWith(end)).toBe(true)
  expect((await post({ stream: false })).headers.get('content-type')).toBe('application/json')
})

test('a body that is no JSON is answered all the same', async () => {
  const response = await respond(new Request('http://127.0.0.1:9/v1/responses', { method: 'POST', body: 'no json' }))
  expect(response.status).toBe(200)
})

test.each([
  ['POST', '/openai/deployments/gpt-image/images/edits'],
  ['POST', '/v1/audio/transcriptions'],
  ['GET', '/v1/files/file-1/content'],
  ['DELETE', '/v1/models/ft:gpt'],
  ['POST', '/v1/completions'],
])('what programs of users call besides is let in: %s %s', async (method, path) => {
  expect(await ask({ method, path })).toMatchObject({ status: 200, by: 'backend' })
})
