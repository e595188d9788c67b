import { describe, expect, test } from 'vitest'
import { drivers, reasonOf, run, scenario, teller } from './measured-fake.fixture.ts'

describe.each(drivers)('a driver for $registry, variant "$variant",', (kind) => {
  const { registry, variant } = kind
  const tell = teller(kind)

  test.concurrent('records what reached the gateway', async () => {
    const { captures } = await tell('plain')
    expect(captures).toMatchObject([
      { scenario: 'plain', gateway: 'open', status: 'measured', outcome: { kind: 'response', status: 200 } },
    ])
    expect(captures[0]).toMatchObject({ exchanges: [{ method: 'POST', target: '/v1/chat/completions' }] })
  })

  test.concurrent('more requests than are looked at, and those that are no HTTP, are results with their count', async () => {
    const behaviours = ['in-a-circle', 'no-http', 'broken-field', 'plain']
    const { captures } = await run(registry, behaviours, { variant, timeoutMs: 60_000 })
    expect(captures).toMatchObject([
      { status: 'too-many-requests', requests: 1_006 },
      { status: 'malformed-request', requests: 1 },
      { status: 'malformed-request', requests: 1 },
      { status: 'measured' },
    ])
  })

  test.concurrent('what the SDK prints is no event', async () => {
    expect(await tell('rubbish', 'plain')).toMatchObject({ rubbish: '200', plain: '200' })
  })

  test.concurrent('a client is closed before its scenario ends, whatever comes of it', async () => {
    const result = await tell('closed', 'closed-badly')
    expect(result).toMatchObject({ closed: '200', 'closed-badly': '200' })
    const requests = result.captures.map((capture) => capture.status === 'measured' && capture.exchanges.length)
    expect(requests).toEqual([2, 1])
  })

  test.concurrent('a call that returns without a request is no success', async () => {
    expect(await tell('silent')).toMatchObject({ silent: 'NoRequest' })
  })

  test.concurrent('a call that fails keeps no later one from being made, and each is told by its own requests', async () => {
    const calls = [{ api: 'chat', times: 2 }, { api: 'chat' }] as const
    const { captures, ...short } = await tell(scenario('first-fails', { calls }), scenario('first-silent', { calls }))
    const answered = { kind: 'response', status: 200 }
    expect(captures).toMatchObject([
      { calls: [{ kind: 'error', name: 'APIError', status: 429 }, answered, answered], exchanges: [{}, {}] },
      { calls: [{ kind: 'error', name: 'NoRequest' }, answered, answered], exchanges: [{}, {}] },
    ])
    expect(short).toEqual({ 'first-fails': 'APIError', 'first-silent': 'NoRequest' })
  })

  test.concurrent('one call has no calls beside its outcome', async () => {
    const { captures } = await tell('plain', 'silent')
    for (const capture of captures) expect(capture).not.toHaveProperty('calls')
  })

  test.concurrent('a function in the place of a key says what it is where it is taken for text, and tells no token', async () => {
    const { captures } = await tell(
      scenario('plain', {
        client: { kind: 'vendor', address: 'base-url', credentials: { apiKey: { callable: 'entra-token' } } },
      }),
    )
    const said = registry === 'npm' ? 'async () => nextToken()' : '<function token_provider at 0x'
    const headers = captures.flatMap((capture) =>
      capture.status === 'measured' ? (capture.exchanges[0]?.headers ?? []) : [],
    )
    expect(headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1]).toContain(`Bearer ${said}`)
    expect(JSON.stringify(captures)).not.toContain('entra-token')
  })

  test.concurrent('the environment is built from nothing, anew for each scenario', async () => {
    const given = scenario('environment', { environment: { organization: 'org', variables: { MY_OWN: '1' } } })
    const { captures } = await tell('leaves-environment', given)
    const message = 'HOME LANG MY_OWN OPENAI_ORG_ID'
    expect(captures[1]).toMatchObject({ outcome: { message: expect.stringContaining(message) } })
    expect(JSON.stringify(captures[1])).not.toMatch(/LEFT_BEHIND|PATH|NODE_/)
  })

  test.concurrent('what the version lacks is unsupported, with the reason', async () => {
    const base = scenario('x')
    const azure = { ...base, id: 'azure', client: { ...base.client, kind: 'azure' } }
    const result = await tell(azure, scenario('responses', { calls: [{ api: 'responses' }] }))
    expect(result).toMatchObject({ azure: 'unsupported', responses: 'unsupported' })
    expect(reasonOf(result.captures, 'responses')).toContain('responses.create()')
  })
})

test('a keyword that a Python version does not take is seen in its signature', async () => {
  const base = scenario('project')
  const { captures } = await run('pypi', [{ ...base, client: { ...base.client, project: 'p' } }])
  expect(reasonOf(captures, 'project')).toBe("This version's OpenAI() takes no `project=`.")
})
