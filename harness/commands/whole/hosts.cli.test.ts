import { describe, expect, test } from 'vitest'
import { fakeWorld } from '../../testing/fake-world.ts'
import { findUv, NO_UV } from '../../testing/find-uv.ts'
import { shippedTable } from '../../testing/releases.ts'

// A release that goes to its vendor's host, whatever address it is given.

const uv = findUv(process.env)
const shipped = shippedTable()
const [first] = shipped['openai'] ?? []
if (!first) throw new Error('The table has no openai.')

const stubborn = { version: '1.1.0', published: '2024-02-10', sends: { ignoresBaseUrl: true } }
const fork = { ...first, fork: { of: 'openai', module: 'openai_fork' } }
const { newSandbox } = await fakeWorld({
  releases: { ...shipped, openai: [first, stubborn], 'openai-fork': [fork, stubborn] },
})
const sandbox = newSandbox()

describe.each(['npm', 'pypi'] as const)('%s: a release that forgets its base URL', (on) => {
  const diff = async (...flags: readonly string[]) => {
    const ends = [`${on}:openai@1.0.0`, `${on}:openai@1.1.0`]
    const ran = await sandbox.cli([
      'diff',
      ...ends,
      '--scenario',
      'openai-api-key',
      '--gateway',
      'openai',
      '--json',
      ...flags,
    ])
    return { code: ran.code, stderr: ran.stderr, report: JSON.parse(ran.stdout) }
  }

  test('is seen at the host that is named, with the key in hand', async ({ skip }) => {
    skip(on === 'pypi' && !uv, NO_UV)
    const { code, stderr, report } = await diff('--host', 'api.openai.com')
    expect(code, stderr).toBe(1)
    expect(report.findings).toMatchObject([
      { severity: 'breaking', cause: expect.stringContaining('credential-leaked') },
    ])
    const [run] = report.runs.filter(({ version }: { version: string }) => version === '1.1.0')
    expect(run.scenarios[0].exchanges).toMatchObject([
      { request: { url: 'https://api.openai.com/v1/chat/completions' }, response: { status: 200 } },
    ])
    expect(JSON.stringify(report)).not.toContain('egress')
  })

  test('is told as going out where none is named, also after it was measured with one', async ({ skip }) => {
    skip(on === 'pypi' && !uv, NO_UV)
    const { report } = await diff()
    expect(JSON.stringify(report)).toContain('api.openai.com:443')
    expect(JSON.stringify(report)).not.toContain('https://api.openai.com')
  })

  test('blocks, and is found, with a word about who answered', async ({ skip }) => {
    skip(on === 'pypi' && !uv, NO_UV)
    const said = 'to api.openai.com arrive at the gateway'
    const flags = ['--scenario', 'openai-api-key', '--gateway', 'openai', '--host', 'api.openai.com', '--json']
    const gate = await sandbox.cli(['gate', `${on}:openai`, '--from', '1.0.0', '--to', '1.1.0', ...flags])
    expect(JSON.parse(gate.stdout), gate.stderr).toMatchObject({ verdict: 'blocked' })
    expect(gate.stdout).toContain(said)
    const bisect = await sandbox.cli(['bisect', `${on}:openai`, '--good', '1.0.0', '--bad', '1.1.0', ...flags])
    expect(JSON.parse(bisect.stdout).transitions, bisect.stderr).toMatchObject([{ to: '1.1.0' }])
    expect(bisect.stdout).toContain(said)
  })

  test('is seen where its family names the host', async ({ skip }) => {
    skip(on === 'pypi' && !uv, NO_UV)
    const hosts = { npm: ['api.openai.com'], pypi: ['api.openai.com'] }
    sandbox.write(
      'family.json',
      JSON.stringify({
        id: 'mine',
        extends: 'openai',
        like: ['openai'],
        behind: ['openai'],
        packages: { npm: ['openai-fork'], pypi: ['openai-fork'] },
        hosts,
      }),
    )
    const ends = [`${on}:openai-fork@1.0.0`, `${on}:openai-fork@1.1.0`]
    const flags = ['--family', 'family.json', '--scenario', 'openai-api-key', '--gateway', 'openai', '--json']
    const { stdout, stderr } = await sandbox.cli(['diff', ...ends, ...flags])
    expect(JSON.parse(stdout).findings, stderr).toMatchObject([
      { cause: 'credential-leaked, header-changed host, origin' },
    ])
  })
})
