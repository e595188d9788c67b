import { mkdtempSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Bisection } from '../../model/bisection.ts'
import type { Explanation } from '../../model/explanation.ts'
import type { GateAnswer } from '../../model/gate.ts'
import type { Report } from '../../model/report.ts'
import { parseReport } from '../../tell/reporters/report/parse-report.ts'
import { fakeNode, ownNodePackage } from '../../testing/fake-node.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { findUv, NO_UV } from '../../testing/find-uv.ts'
import { pythonsHere } from '../../testing/pythons.ts'
import type { ReleaseTable } from '../../testing/releases.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'

const home = temporaryFolder('runtimes')
const OWN = `node ${process.versions.node.split('.')[0]}`
const [older, newer] = pythonsHere().slice(-2)

/** 1.1.0 keeps the key out of `authorization` on Node 98 alone; 1.2.0 does everywhere; 1.3.0 wants Node 99. */
const releases: ReleaseTable = {
  'wobble-transport': [{ version: '1.0.0', published: '2024-01-01', sends: { acceptEncoding: 'gzip' } }],
  openai: [
    {
      version: '1.0.0',
      published: '2024-01-10',
      sends: { azureKeyIn: ['api-key', 'authorization'], keyAndToken: 'both', retryCount: false, maxRetries: 2 },
      needs: { npm: { 'wobble-transport': '1.0.0' }, pypi: { 'wobble-transport': '==1.0.0' } },
    },
    {
      version: '1.1.0',
      published: '2024-02-10',
      sendsOn: { npm: '98', pypi: newer?.minor ?? '4.0', sends: { azureKeyIn: ['api-key'] } },
    },
    { version: '1.2.0', published: '2024-03-10', sends: { azureKeyIn: ['api-key'] } },
    { version: '1.3.0', published: '2024-04-10', wants: { npm: '>=99', pypi: `>=${newer?.minor ?? '4.0'}` } },
  ],
}
const { registry, newSandbox } = await fakeWorld({
  releases,
  plain: [ownNodePackage(), fakeNode('98.0.1', home), fakeNode('98.1.0', home)],
})
// The Node that there is not is a script, and starts the one that there is: behind the kernel's walls a driver starts nothing.
const made = newSandbox()
const sandbox = {
  ...made,
  cli: (args: readonly string[], { env, ...options }: Parameters<typeof made.cli>[1] = {}) =>
    made.cli(args, { ...options, env: { ...env, SDKDRIFT_WALLS: 'language' } }),
}
sandbox.write(
  'smoke.mjs',
  `import { AzureOpenAI } from 'openai'
const client = new AzureOpenAI({ endpoint: process.env.SDKDRIFT_GATEWAY_URL, apiKey: process.env.SDKDRIFT_API_KEY, apiVersion: '1' })
await client.chat.completions.create({ model: process.version, messages: [] })
`,
)
const ONLY = ['--scenario', 'azure-api-key', '--gateway', 'azure-openai']
const two = ['--runtime', OWN, '--runtime', 'node 98']

const report = async (args: readonly string[], options?: Parameters<typeof sandbox.cli>[1]) => {
  const [command = '', ...rest] = args
  const { code, stdout, stderr } = await sandbox.cli([command, '--json', ...rest], options)
  expect(stdout, stderr).not.toBe('')
  return { code, stderr, ...parseReport(stdout, 'stdout') }
}
const told = ({ findings }: Pick<Report, 'findings'>) =>
  findings.map(({ from, to, on, cause, severity }) => [severity, cause, from, to, on])
const within = (runtimes: readonly string[], notOn: readonly string[] = []) => ({ kind: 'within', runtimes, notOn })
const between = (...versions: readonly string[]) => ({ kind: 'between', from: OWN, to: 'node 98', versions })
const GONE = ['auth', 'header-removed authorization']

describe('two Nodes', () => {
  const sdk = { id: 'fake', registry: 'npm', package: 'openai', versions: ['1.0.0', '1.1.0', '1.2.0'] }
  const matrix = {
    sdks: [sdk],
    runtimes: ['node 98', OWN, 'python 3.11'],
    scenarios: ['azure-api-key'],
    gateways: ['azure-openai'],
  }
  sandbox.write('matrix.json', JSON.stringify(matrix))

  test('the findings name the runtime: of a step of versions, and where it was Node', async () => {
    const { code, stdout } = await sandbox.cli(['matrix'])
    const found = parseReport(readFileSync(join(sandbox.dir, 'reports', 'report.json'), 'utf8'), 'report.json')
    expect(told(found)).toEqual([
      [...GONE, '1.0.0', '1.1.0', within(['node 98'], [OWN])],
      [...GONE, '1.1.0', '1.1.0', between('1.1.0')],
      [...GONE, '1.1.0', '1.2.0', within([OWN], ['node 98'])],
    ])
    expect(found.runs.map(({ version, runtime, on }) => [version, runtime, on])).toEqual([
      ...sdk.versions.map((version) => [version, `node ${process.versions.node}`, OWN]),
      ...sdk.versions.map((version) => [version, 'node 98.1.0', 'node 98']),
    ])
    expect(code).toBe(0)
    expect(stdout).toContain(`fake 1.1.0, ${OWN} → node 98`)
    expect(stdout).toContain('on node 98 it no longer sends `authorization: Bearer ‹api-key›` beside `api-key`')
    expect(stdout).toContain(`on node 98 alone: on ${OWN} the same two versions were compared, and it does not show`)
    const html = readFileSync(join(sandbox.dir, 'reports', 'report.html'), 'utf8')
    expect(html).toContain(`1.1.0, ${OWN} → node 98`)
    expect(html).toContain('1.1.0 on node 98')
  })

  test('parts of several machines join to the same runs, each on its runtime', async () => {
    for (const index of [1, 2])
      expect((await sandbox.cli(['matrix', '--shard', `${index}/2`, '--out', `parts/${index}`])).code).toBe(0)
    await sandbox.cli(['merge', 'parts', '--out', 'joined'])
    const [one, joined] = ['reports', 'joined'].map((folder) =>
      parseReport(readFileSync(join(sandbox.dir, folder, 'report.json'), 'utf8'), folder),
    )
    expect(joined?.runs).toEqual(one?.runs)
  })

  test('a second run takes what was kept, for each runtime its own', async () => {
    registry.requests.length = 0
    const { stderr } = await sandbox.cli(['matrix'])
    const told = (on: string) =>
      stderr.split('\n').filter((line) => line.includes(` on ${on}`) && line.includes('from an earlier run'))
    expect([told(`node ${process.versions.node}`).length, told('node 98.1.0').length]).toEqual([3, 3])
    expect(registry.requests.filter((one) => one.includes('.tgz'))).toEqual([])
  })

  test('without runtimes the report says nothing of them, and the ids are the same', async () => {
    const plain = await report([
      'matrix',
      '--config',
      sandbox.write('plain.json', JSON.stringify({ ...matrix, runtimes: undefined })),
    ])
    expect(told(plain)).toEqual([[...GONE, '1.1.0', '1.2.0', undefined]])
    const asked = await report(['matrix', '--runtime', OWN])
    expect(asked.findings.map(({ id, key }) => [id, key])).toEqual(plain.findings.map(({ id, key }) => [id, key]))
    expect(JSON.stringify(plain)).not.toContain('"on"')
  })

  test('diff compares a version with itself on both', async () => {
    const found = await report(['diff', 'fake@1.1.0', 'fake@1.1.0', ...two, ...ONLY])
    expect(told(found)).toEqual([[...GONE, '1.1.0', '1.1.0', between('1.1.0')]])
  })

  test('engines that speak against it are told, and the version is tried', async () => {
    const found = await report(['diff', 'fake@1.2.0', 'fake@1.3.0', '--runtime', 'node 98', ...ONLY])
    expect(found.runs.map(({ status }) => status)).toEqual(['measured', 'measured'])
    expect(found.notes).toContain(
      'fake 1.3.0 says that it wants node >=99 (engines.node); tried on node 98.1.0 all the same, for installers only warn.',
    )
  })

  test('a name is looked for on the runtime that is asked for, and on no other', async () => {
    const text = "The requested module 'openai' does not provide an export named 'AzureOpenAI'"
    const range = ['--sdk', 'fake', '--from', '1.0.0', '--to', '1.1.0']
    const states = async (runtime: string) => {
      const { stdout, stderr } = await sandbox.cli(['explain', text, ...range, '--runtime', runtime, '--json'])
      const { names } = JSON.parse(stdout) as Pick<Explanation, 'names'>
      return { names: names.flatMap(({ versions }) => versions.map(({ state }) => state)), stderr }
    }
    expect((await states('node 98')).names).toEqual(['there', 'there'])
    expect(await states('node 97')).toEqual({ names: [], stderr: expect.stringContaining('fake: ') })
  })

  test('one that cannot be had costs its own results, and says why', async () => {
    const found = await report(['diff', 'fake@1.0.0', 'fake@1.1.0', '--runtime', OWN, '--runtime', 'node 97', ...ONLY])
    expect(found.code).toBe(3)
    expect(found.runs.map((run) => [run.version, run.on, run.status, 'reason' in run && run.reason])).toEqual([
      ['1.0.0', OWN, 'measured', false],
      ['1.1.0', OWN, 'measured', false],
      ['1.0.0', 'node 97', 'not-measured', expect.stringMatching(/^npm has no node 97/)],
      ['1.1.0', 'node 97', 'not-measured', expect.stringMatching(/^npm has no node 97/)],
    ])
  })

  test('a program runs in it, and one that names another has no result', async () => {
    const sent = async (...command: readonly string[]) => {
      const { runs } = await report([
        'diff',
        'fake@1.1.0',
        'fake@1.1.0',
        ...two,
        '--gateway',
        'azure-openai',
        '--',
        ...command,
      ])
      return runs.flatMap(({ on, scenarios }) =>
        scenarios.map((one) => [
          on,
          one.status === 'measured' ? one.exchanges.map(({ request }) => request.url) : one.reason,
        ]),
      )
    }
    const url = (version: string) => [`http://gateway/openai/deployments/${version}/chat/completions?api-version=1`]
    expect(await sent('node', 'smoke.mjs')).toEqual([
      [OWN, url(process.version)],
      ['node 98', url('v98.1.0')],
    ])
    expect(await sent(process.execPath, 'smoke.mjs')).toEqual([
      [OWN, url(process.version)],
      ['node 98', expect.stringContaining(`loaded the SDK in node ${process.versions.node}, and not in node 98.1.0`)],
    ])
  })

  test('gate and bisect answer for one', async () => {
    const gate = async (...args: readonly string[]): Promise<GateAnswer> => {
      const { stdout, stderr } = await sandbox.cli([
        'gate',
        'fake',
        '--from',
        '1.0.0',
        '--to',
        '1.1.0',
        '--json',
        ...ONLY,
        ...args,
      ])
      expect(stdout, stderr).not.toBe('')
      return JSON.parse(stdout)
    }
    const told = ({ candidates }: GateAnswer) => candidates.map(({ findings, notes }) => [findings.length, notes])
    expect(told(await gate('--runtime', OWN))).toEqual([[0, [`fake was measured on node ${process.versions.node}.`]]])
    expect(told(await gate())).toEqual([
      [1, [`fake was measured on node 98.1.0, and not on ${OWN}: --runtime asks for another.`]],
    ])
    const both = await sandbox.cli(['gate', 'fake', '--from', '1.0.0', '--to', '1.1.0', ...ONLY, ...two])
    expect([both.code, both.stderr]).toEqual([
      2,
      expect.stringContaining('gate answers for one node, and 2 are asked for.'),
    ])

    const bisect = async (runtime: string): Promise<Bisection> => {
      const args = ['fake', '--good', '1.0.0', '--bad', '1.2.0', '--header', 'authorization=absent', '--json']
      const { stdout, stderr } = await sandbox.cli(['bisect', ...args, ...ONLY, '--runtime', runtime])
      expect(stdout, stderr).not.toBe('')
      return JSON.parse(stdout)
    }
    expect((await bisect(OWN)).transitions.map(({ to }) => to)).toEqual(['1.2.0'])
    expect((await bisect('node 98')).transitions.map(({ to }) => to)).toEqual(['1.1.0'])
  })

  test('bisect follows a finding on its runtime, and says of one of runtimes that no version brought it', async () => {
    await sandbox.cli(['matrix'])
    const { findings } = parseReport(readFileSync(join(sandbox.dir, 'reports', 'report.json'), 'utf8'), 'report.json')
    const [own, runtimes] = findings
    const followed = await sandbox.cli(['bisect', '--finding', own?.id ?? '', '--json'])
    expect([followed.code, JSON.parse(followed.stdout).transitions]).toMatchObject([0, [{ to: '1.1.0' }]])
    const refused = await sandbox.cli(['bisect', '--finding', runtimes?.id ?? ''])
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('no version brought it')])
    const accepted = await sandbox.cli(['accept', runtimes?.id ?? '', '--reason', 'Node 98 is not ours'])
    expect(accepted.code, accepted.stderr).toBe(0)
    const { findings: after } = await report(['matrix'])
    expect(after.map(({ accepted: by }) => by?.reason ?? null)).toEqual([null, 'Node 98 is not ours', null])
  })
})

test('two Pythons: the finding names it, and Requires-Python is held to', async ({ skip }) => {
  if (!older || !newer) return skip('one Python on this machine')
  skip(!findUv(process.env), NO_UV)
  const bin = mkdtempSync(join(home, 'bin-'))
  for (const { minor, path } of [older, newer]) symlinkSync(path, join(bin, `python${minor}`))
  const names = [older, newer].map(({ minor }) => `python ${minor}`)
  const sdk = { id: 'fake', registry: 'pypi', package: 'openai', versions: ['1.1.0', '1.3.0'] }
  const config = sandbox.write('python.json', JSON.stringify({ sdks: [sdk], runtimes: names }))
  const found = await report(['matrix', '--config', config, ...ONLY], {
    env: { PATH: `${bin}:${sandbox.env['PATH']}` },
  })
  expect(told(found)).toEqual([
    [...GONE, '1.1.0', '1.1.0', { kind: 'between', from: names[0], to: names[1], versions: ['1.1.0'] }],
  ])
  expect(found.runs.map((run) => [run.version, run.on, 'reason' in run && run.reason])).toEqual([
    ['1.1.0', names[0], false],
    ['1.3.0', names[0], expect.stringContaining(`openai 1.3.0 wants python >=${newer.minor} (Requires-Python)`)],
    ['1.1.0', names[1], false],
    ['1.3.0', names[1], false],
  ])
})
