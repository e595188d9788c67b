import { expect, test } from 'vitest'
import { gateProjects } from '../testing/gate-projects.ts'

// The fake SDK: 1.3.0 no longer sends an Azure key in authorization, 1.4.0 moves it there alone, 1.4.2 moves it back;
// 2.0.0 refuses a key and a token given together.

const { project } = await gateProjects()

const gateway = `import { http, HttpResponse } from 'msw'
    type Context = { readonly credentials: { readonly of: (role: string) => string } }
    export default ({ credentials }: Context) => [
      http.all('*', ({ request }) =>
        request.headers.get('api-key') === credentials.of('api-key')
          ? HttpResponse.json({ choices: [] })
          : HttpResponse.json({ message: 'Ours says no.' }, { status: 403 })),
    ]`
const ends = ['openai-node', '--from', '1.3.0', '--to', '1.4.0', '--scenario', 'azure-api-key']

test('every scenario runs behind it, and its answers are the evidence', async () => {
  const { gate, json } = project({ 'our-gateway.ts': gateway })
  const { code, answer } = await json(...ends, '--gateway', './our-gateway.ts')
  expect(code).toBe(1)
  expect(
    answer()
      .candidates[0]?.drifts.map(({ scenario, gateway: at }) => [scenario, at])
      .sort(),
  ).toEqual([
    ['azure-api-key', 'our-gateway'],
    ['azure-api-key.require', 'our-gateway'],
  ])
  const { stdout } = await gate(...ends, '--gateway', './our-gateway.ts')
  expect(stdout).toMatch(/our-gateway {2}200 → 403 {2}by `handler` · “Ours says no\.”/)
})

test('what it answered before it was edited is not believed', async () => {
  const { json, write } = project({ 'our-gateway.ts': gateway })
  expect((await json(...ends, '--gateway', 'our-gateway.ts')).code).toBe(1)
  write(
    'our-gateway.ts',
    `import { http } from 'msw'\nexport const handlers = [http.all('*', () => new Response('{}'))]`,
  )
  expect((await json(...ends, '--gateway', 'our-gateway.ts')).answer().verdict).toBe('review')
})

test.each([
  ['our.ts', 'export const handler = 1', 'our.ts: It exports handler, and no handlers.'],
  ['our.mjs', "throw new Error('broken off')", 'our.mjs: It could not be loaded: Error: broken off'],
  ['openai.ts', 'export default []', 'There is another gateway called "openai".'],
])('%s that does not do: exit 2', async (file, text, message) => {
  const { gate } = project({ [file]: text })
  const { code, stderr } = await gate(...ends, '--gateway', `./${file}`)
  expect([code, stderr.includes(message)], stderr).toEqual([2, true])
})
