import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveProject } from '../../testing/live-project.ts'

// Whatever starts a user's program: in a project that has another version, it is given the one under test.

const { dir: project, write, json, close } = liveProject()
afterAll(close)

beforeAll(() => {
  write('package.json', '{"type":"module"}')
  write('pyproject.toml', '[project]\nname = "ours"\nversion = "0"\ndependencies = ["openai==1.50.0"]\n')
  const python = join('venv', 'bin', 'python')
  for (const [file, ...args] of [
    ['npm', 'install', '--silent', '--no-audit', '--no-fund', 'tsx', 'openai@4.104.0'],
    ['python3', '-m', 'venv', 'venv'],
    [python, '-m', 'pip', 'install', '--quiet', 'pytest', 'uv', 'openai==1.50.0'],
  ] as const)
    execFileSync(file, args, { cwd: project })
  const typed = `import OpenAI from 'openai'
import type { ChatCompletion } from 'openai/resources/chat/completions'
import { VERSION } from 'openai/version'

const { SDKDRIFT_GATEWAY_URL: gateway, SDKDRIFT_API_KEY: apiKey } = process.env as Record<string, string>
const client = new OpenAI({ apiKey, baseURL: gateway + '/v1', defaultHeaders: { 'x-seen': VERSION } })
const answer: ChatCompletion = await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'hi' }] })
`
  write('plain.ts', typed)
  write('full.ts', `${typed}enum Colour { Red }\nconsole.log(Colour.Red, answer.id)\n`)
  const call = `import os
from openai import OpenAI
from openai._version import __version__
client = OpenAI(api_key=os.environ["SDKDRIFT_API_KEY"], base_url=os.environ["SDKDRIFT_GATEWAY_URL"] + "/v1", default_headers={"x-seen": __version__})
client.chat.completions.create(model="m", messages=[{"role": "user", "content": "hi"}])
`
  write('smoke.py', call)
  const inline = '# /// script\n# requires-python = ">=3.9"\n# dependencies = ["openai==1.50.0"]\n# ///\n'
  write('inline.py', inline + call)
  write('test_smoke.py', `def test_it():\n${call.replaceAll(/^(?=.)/gm, '    ')}`)
})

const bin = (name: string): string => join('venv', 'bin', name)
test.each([
  ['npm:openai@5.17.0', ['node', 'plain.ts']],
  ['npm:openai@5.17.0', ['node', '--experimental-strip-types', 'plain.ts']],
  ['npm:openai@5.17.0', ['npx', 'tsx', 'full.ts']],
  ['npm:openai@5.17.0', ['node', '--import', 'tsx', 'full.ts']],
  ['npm:openai@5.17.0', [join('node_modules', '.bin', 'tsx'), 'full.ts']],
  ['pypi:openai@2.33.0', ['python3', 'smoke.py']],
  ['pypi:openai@2.33.0', [bin('python'), 'smoke.py']],
  ['pypi:openai@2.33.0', [bin('pytest'), '-q', 'test_smoke.py']],
  ['pypi:openai@2.33.0', [bin('python'), '-m', 'pytest', 'test_smoke.py']],
  ['pypi:openai@2.33.0', [bin('uv'), 'run', 'smoke.py']],
] as const)('%s: %j', async (sdk, command) => {
  const { answer, stderr } = await json('show', sdk, '--gateway', 'openai', '--json', '--', ...command)
  const version = sdk.split('@').at(-1)
  expect(answer, stderr).toMatchObject([
    {
      scenarios: [
        {
          outcome: { kind: 'response', status: 200 },
          exchanges: [{ request: { headers: expect.arrayContaining([['x-seen', version]]) } }],
        },
      ],
    },
  ])
})

test('a script that names its dependencies inline has the version under test, or says why it cannot run', async () => {
  const show = (...command: readonly string[]) =>
    json('show', 'pypi:openai@2.33.0', '--gateway', 'openai', '--json', '--', ...command)
  const refused = await show(bin('uv'), 'run', '--script', 'inline.py')
  expect(JSON.stringify(refused.answer)).toMatch(/names for itself \(PEP 723\).*Start it with python3/)
  const UV_CACHE_DIR = join(project, 'uv-cache')
  // The developer's own environment: a run has neither it nor a network.
  execFileSync(bin('uv'), ['sync', '--quiet', '--script', 'inline.py'], {
    cwd: project,
    env: { ...process.env, UV_CACHE_DIR },
  })
  for (const command of [
    ['python3', 'inline.py'],
    ['env', `UV_CACHE_DIR=${UV_CACHE_DIR}`, bin('uv'), 'run', '--script', 'inline.py'],
  ]) {
    const { answer, stderr } = await show(...command)
    expect(answer[0]?.scenarios[0]?.exchanges[0]?.request.headers, stderr).toContainEqual(['x-seen', '2.33.0'])
  }
})
