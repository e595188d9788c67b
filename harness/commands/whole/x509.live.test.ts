import { afterAll, expect, test } from 'vitest'
import { liveProject } from '../../testing/live-project.ts'

// Workloads that prove themselves by a client certificate, at the newest versions.

const { write, json: cli, close } = liveProject()
afterAll(close)

type Run = {
  readonly reason?: string
  readonly scenarios: readonly {
    readonly id: string
    readonly outcome?: { readonly kind: string; readonly status?: number }
    readonly exchanges?: readonly { readonly request: { readonly url: string; readonly certificate?: string } }[]
  }[]
}

const TOKEN = 'https://mtls.auth.openai.com/oauth/token'
const CHAT = 'https://mtls.api.openai.com/v1/chat/completions'
const own = (...urls: readonly string[]) => urls.map((url) => ({ request: { url, certificate: 'client-certificate' } }))

test.each([
  ['npm', {}],
  ['pypi', {}],
] as const)('%s openai exchanges the certificate that its connections show', async (registry, beside) => {
  write('matrix.json', {
    sdks: [{ id: 'openai', registry, package: 'openai', versions: [{ range: '>=3', keep: 'newest' }], with: beside }],
    scenarios: ['openai-x509-transport-*', 'client-certificate-by-transport'],
  })
  const { answer, stderr } = await cli('matrix', '--config', 'matrix.json', '--json')
  const [run]: readonly Run[] = answer.runs
  const found = (id: string) => run?.scenarios.find((scenario) => scenario.id === id)
  expect(found('openai-x509-transport-enrolled'), `${run?.reason} ${stderr}`).toMatchObject({
    outcome: { kind: 'response', status: 200 },
    exchanges: own(TOKEN, CHAT, CHAT),
  })
  expect(found('openai-x509-transport-renewed-when-expired')?.exchanges).toMatchObject(own(TOKEN, CHAT, TOKEN, CHAT))
  expect(found('openai-x509-transport-renewed-when-refused')?.exchanges).toMatchObject(
    own(TOKEN, CHAT, CHAT, TOKEN, CHAT),
  )
  for (const shown of ['none', 'another'])
    expect(found(`openai-x509-transport-${shown}`)).toMatchObject({ outcome: { kind: 'error', status: 401 } })
  expect(found('client-certificate-by-transport')?.exchanges).toHaveLength(1)
})
