import { expect, test } from 'vitest'
import { document, header } from './element.fixture.ts'
import { standDocument } from './stand-document.fixture.ts'

test.each([
  ['openai', header('Authorization', 'Bearer the-owners-key')],
  ['anthropic', header('x-api-key', 'the-owners-key')],
  ['azure-openai', header('api-key', 'the-owners-key')],
] as const)('behind %s a named value that the document puts in the key’s place is a good key', async (backend, put) => {
  const path = backend === 'anthropic' ? '/v1/messages' : '/v1/chat/completions'
  const version = header('anthropic-version', '2023-06-01')
  const one = document(() => ({ inbound: [put, version] }))
  const known = await standDocument(one, { backend, namedValues: { 'their-key': 'the-owners-key' } })
  expect(await known.ask({ path })).toMatchObject({ status: 200, by: 'backend' })
  const unknown = await standDocument(one, { backend, namedValues: { other: 'else' } })
  expect((await unknown.ask({ path })).status).toBe(401)
  await Promise.all([known.authority.close(), unknown.authority.close()])
})
