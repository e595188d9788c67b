import { describe, expect, test } from 'vitest'
import { findUv } from '../testing/find-uv.ts'
import { gateProjects, npm, packageJson, uv } from '../testing/gate-projects.ts'

// The fake SDK: 1.3.0 no longer sends an Azure key in authorization, 1.4.0 moves it there alone, 1.4.2 moves it back;
// 2.0.0 refuses a key and a token given together.

const python = findUv(process.env) !== undefined
const { registry, project } = await gateProjects()
const quick = ['--scenario', 'azure-api-key', '--gateway', 'azure-openai', '--gateway', 'apim-*']

describe('in a project, with no arguments', () => {
  test('from the locked version to the newest in range: blocked, with the finding, its links and exit 1', async () => {
    const { json, gate } = project(npm('~1.4.0 || ~1.3.0', '1.3.0'))
    const { code, answer } = await json('--to', '1.4.1', ...quick, 'openai-node')
    expect(code).toBe(1)
    expect(answer()).toMatchObject({
      verdict: 'blocked',
      candidates: [
        {
          sdk: 'openai-node',
          package: 'openai',
          file: 'package.json',
          line: 5,
          from: '1.3.0',
          to: '1.4.1',
          verdict: 'blocked',
          findings: [
            { severity: 'breaking', accepted: null, from: '1.3.0', to: '1.4.1', scenarios: ['azure-api-key'] },
          ],
          page: null,
          compare: expect.stringContaining('v1.3.0...v1.4.1'),
        },
      ],
    })
    const { stdout } = await gate('--to', '1.4.1', ...quick, 'openai-node')
    expect(stdout).toMatch(/^blocked {2}1 finding at or above `breaking`, not accepted\n/)
    expect(stdout).toMatch(/used in +package\.json:5/)
    expect(stdout).toMatch(/apim-subscription-key {2}200 → 401/)
  })

  test('the range decides how far it goes; --latest goes to the newest of all', async () => {
    const { json } = project(npm('~1.3.0 || ~1.2.0', '1.2.0'))
    expect((await json(...quick)).answer().candidates).toMatchObject([{ from: '1.2.0', to: '1.3.0' }])
    expect((await json('--latest', ...quick)).answer().candidates).toMatchObject([{ from: '1.2.0', to: '2.0.0' }])
  })

  test('a pin allows itself alone: judged is the newest of all, and how far one may go is said', async () => {
    const { json, gate } = project(npm('1.3.0', '1.3.0'))
    const { candidates } = (await json(...quick, '--gateway', 'azure-openai')).answer()
    expect(candidates).toMatchObject([
      {
        from: '1.3.0',
        to: '2.0.0',
        verdict: 'safe',
        howFar: { safe: '2.0.0', first: null, ends: [{ version: '1.10.0' }, { version: '2.0.0', verdict: 'safe' }] },
      },
    ])
    expect(candidates[0]?.notes).toEqual([
      'The manifest allows nothing newer than 1.3.0; judged is 2.0.0, the newest of all.',
    ])
    expect((await gate(...quick, '--gateway', 'azure-openai')).stdout).toMatch(/how far +safe up to 2\.0\.0\n/)
  })

  test('the furthest safe version is told with the first that is not, and why', async () => {
    const { json } = project(npm('1.1.0', '1.1.0'))
    const asKey = ['--scenario', 'azure-entra-token-as-api-key', '--gateway', 'apim-validate-jwt']
    const [candidate] = (await json(...asKey)).answer().candidates
    expect(candidate).toMatchObject({
      verdict: 'blocked',
      howFar: { safe: '1.2.1', first: { version: '1.3.0', verdict: 'blocked' } },
    })
    expect(candidate?.howFar?.first?.why).toMatch(/1\.3\.0 no longer sends `authorization/)
  })

  test('where there is nothing to move to, that is the answer and no yes, and nothing is installed', async () => {
    const { gate } = project(npm('^2.0.0', '2.0.0'))
    registry.requests.length = 0
    const { code, stdout } = await gate()
    expect(code).toBe(0)
    expect(stdout).toContain('current  nothing to move to; nothing was measured')
    expect(stdout).toMatch(/^current {2}openai-node 2\.0\.0 {2}nothing to move to; nothing was measured$/m)
    expect(registry.requests.filter((line) => line.includes('.tgz'))).toEqual([])
    expect((await gate('openai-node', '--from', '1.3.0', '--to', '1.3.0')).stdout).toMatch(/^current {2}/)
  })

  test('that the version gone to was taken back by its maker is said', async () => {
    const { json } = project({})
    const { answer } = await json('openai-node', '--from', '1.3.0', '--to', '1.9.0', ...quick)
    expect(answer().candidates[0]?.notes).toEqual(['1.9.0 is deprecated: Built from the wrong branch.'])
    expect(answer().notes).toEqual(['Tried by --scenario: azure-api-key. A yes says nothing of other calls.'])
  })

  test('without a lockfile the newest in range is meant, and that is said', async () => {
    const { json } = project({ 'package.json': packageJson('~1.4.0') })
    const { answer } = await json(...quick)
    expect(answer().candidates).toMatchObject([{ from: '1.4.2', to: '2.0.0' }])
    expect(answer().candidates[0]?.notes).toContain(
      'Not locked: 1.4.2, the newest that ~1.4.0 allows today, is taken for what you have. To say another: sdkdrift gate openai-node --from VERSION',
    )
  })

  test('several places with one step are measured once and told together', async () => {
    const workspaces = {
      'package.json': { name: 'root', workspaces: ['a', 'b'] },
      'a/package.json': { ...packageJson('~1.4.0 || 1.3.0'), name: 'a' },
      'b/package.json': { ...packageJson('~1.4.0 || 1.3.0'), name: 'b' },
      'package-lock.json': {
        name: 'root',
        lockfileVersion: 3,
        packages: {
          '': { name: 'root', workspaces: ['a', 'b'] },
          a: { name: 'a', dependencies: { openai: '1.3.0' } },
          b: { name: 'b', dependencies: { openai: '1.3.0' } },
          'node_modules/openai': { version: '1.3.0' },
        },
      },
    }
    const { json, gate } = project(workspaces)
    const { answer, stderr } = await json(...quick)
    expect(answer().candidates.map(({ file, from, to }) => [file, from, to])).toEqual([
      ['a/package.json', '1.3.0', '1.4.2'],
      ['b/package.json', '1.3.0', '1.4.2'],
    ])
    expect(stderr).toContain('2 versions,')
    expect((await gate(...quick)).stdout).toMatch(/used in +a\/package\.json:5 and b\/package\.json:5/)
  })

  test.runIf(python)('npm and PyPI side by side: the worst speaks', async () => {
    const { json } = project({ ...npm('~1.4.0 || 1.3.0', '1.3.0'), ...uv('==1.*,<1.4.2', '1.3.0') })
    const { code, answer } = await json(...quick)
    expect(code).toBe(1)
    expect(answer().candidates.map(({ sdk, to, verdict }) => [sdk, to, verdict])).toEqual([
      ['openai-node', '1.4.2', 'safe'],
      ['openai-python', '1.4.1', 'blocked'],
    ])
  })
})

describe('what it comes to', () => {
  const ends = ['openai-node', '--from', '1.2.0', '--to', '1.3.0', ...quick]

  test('auth below the bar is for review: exit 0; at the bar it blocks: exit 1', async () => {
    const { json } = project({})
    const review = await json(...ends)
    expect([review.code, review.answer().verdict]).toEqual([0, 'review'])
    const blocked = await json(...ends, '--fail-on', 'auth')
    expect([blocked.code, blocked.answer().verdict]).toEqual([1, 'blocked'])
    const never = await json('openai-node', '--from', '1.3.0', '--to', '1.4.0', ...quick, '--fail-on', 'never')
    expect([never.code, never.answer().verdict]).toEqual([0, 'review'])
  })

  test('what the project’s matrix.json accepts is marked and does not block, also on a longer way', async () => {
    const matrix = {
      sdks: [{ id: 'ours', registry: 'npm', package: 'openai', versions: ['1.3.0'] }],
      accepted: [{ sdk: 'ours', to: '1.4.0', cause: 'credential-moved *', reason: 'We read both fields.' }],
    }
    const { json } = project({ 'matrix.json': matrix })
    const longer = [
      'ours',
      '--from',
      '1.2.1',
      '--to',
      '1.4.1',
      '--scenario',
      'azure-subscription-key-default-header',
    ] as const
    const step = await json('ours', '--from', '1.3.0', '--to', '1.4.1', ...quick)
    // Nothing is let in at 1.4.1: that the gateway reads both fields is said, and not seen.
    expect(step.answer()).toMatchObject({
      verdict: 'review',
      candidates: [{ findings: [{ severity: 'breaking', accepted: { reason: 'We read both fields.' } }] }],
    })
    expect(step.code).toBe(0)
    expect((await json(...longer)).code).toBe(0)
    expect((await json('ours', '--from', '1.3.0', '--to', '1.4.1', ...quick, '--no-accepted')).code).toBe(1)
  })

  test('a version that cannot be measured is no yes: exit 3, with the reason', async () => {
    const { gate, json } = project({})
    const { code, stdout } = await gate('openai-node', '--from', '1.4.2', '--to', '1.5.0', ...quick)
    expect(code).toBe(3)
    expect(stdout).toMatch(/^unknown {2}nothing at or above `breaking`, but not everything could be told/)
    expect(stdout).toMatch(/not known +openai-node 1\.5\.0: [\s\S]*wobble-absent/)
    const hangs = await json(
      'openai-node',
      '--from',
      '1.4.2',
      '--to',
      '1.7.1',
      '--scenario',
      'azure-entra-token-provider',
    )
    expect([hangs.code, hangs.answer().verdict]).toEqual([3, 'unknown'])
  })

  test('a registry that does not answer is no yes either: exit 3', async () => {
    const sandbox = project(npm('^1.0.0', '1.3.0'))
    const ran = await sandbox.cli(['gate', '--json', '--offline'])
    expect(ran.code).toBe(3)
    expect(JSON.parse(ran.stdout)).toMatchObject({
      verdict: 'unknown',
      candidates: [{ from: '1.3.0', verdict: 'unknown' }],
    })
  })

  test('a lockfile that cannot be read is named, and is no yes: exit 3', async () => {
    const { gate } = project({ ...npm('^2.0.0', '2.0.0'), 'py/uv.lock': 'version = [' })
    const { code, stdout } = await gate()
    expect(code).toBe(3)
    expect(stdout).toMatch(/py\/uv\.lock:1: This file could not be read/)
  })

  test('--explain names the version that brought each finding', async () => {
    const { json, gate } = project({})
    const args = ['openai-node', '--from', '1.0.0', '--to', '1.4.1', ...quick, '--explain']
    const { answer } = await json(...args)
    expect(answer().candidates[0]?.findings[0]).toMatchObject({
      severity: 'breaking',
      broughtBy: {
        version: '1.4.0',
        after: '1.3.0',
        suspects: [],
        compare: expect.stringContaining('v1.3.0...v1.4.0'),
      },
    })
    expect((await gate(...args)).stdout).toMatch(
      /brought by 1\.4\.0 \(2024-05-21, by the registry's word\); 1\.3\.0 is as before/,
    )
  })
})

describe('usage: exit 2, with what to do', () => {
  test.each([
    [['--from', '1.0.0'], 'Whose version is this? No SDK was named.'],
    [['openai-nod', '--from', '1.0.0', '--to', '1.1.0'], 'Did you mean "openai-node"?'],
    [['openai-node', '--from', '1.0.99', '--to', '1.1.0'], 'There is no version 1.0.99 of openai on npm.'],
    [['--base-ref', 'main', '--latest'], '--base-ref says both versions by itself.'],
    [['--latest', '--to', '1.1.0'], '--latest and --to both say where to go.'],
    [['--scenario', 'your-command'], 'There is no command of yours.'],
    [['openai-node', 'openai-python'], 'one word too many'],
    [['--gateway', './none.ts'], 'There is no file'],
    [['--gateway', 'open-ai'], '"open-ai" fits nothing.'],
    [['--fail-on', 'bad'], 'Known severities'],
    [
      ['openai-node', '--from', '1.0.0', '--to', '1.1.0', '--scenario', 'your-command', '--', 'no-such-program'],
      'no-such-program could not be started',
    ],
    [[], 'names an SDK that is known'],
    [['npm:acme'], 'sdkdrift gate npm:acme --from VERSION --to VERSION'],
  ])('%j', async (args, message) => {
    const { gate } = project({})
    const { code, stdout, stderr } = await gate(...args)
    expect(stderr).toContain(message)
    expect([code, stdout]).toEqual([2, ''])
  })
})
