import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { GateAnswer } from '../model/gate.ts'
import { liveProject } from '../testing/live-project.ts'

// Both incidents as those would have met them who ask before they upgrade: real packages, real registries, own scripts.

const { dir: project, write, json, close } = liveProject()
afterAll(close)

const gate = async (
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly answer: GateAnswer }> => {
  const { code, answer } = await json('gate', '--json', ...args)
  return { code, answer }
}
const outcomes = ({ candidates }: GateAnswer) =>
  candidates.flatMap(({ drifts }) =>
    drifts.flatMap(({ scenario, gateway, changes }) =>
      changes.flatMap((change) => (change.kind === 'outcome' ? [{ scenario, gateway, after: change.after }] : [])),
    ),
  )

test('PyPI openai 2.34.0 and a script that passes an Entra token as api_key', async () => {
  write('uv.lock', 'version = 1\n\n[[package]]\nname = "openai"\nversion = "2.33.0"\n')
  write('pyproject.toml', '[project]\nname = "ours"\nversion = "0"\ndependencies = ["openai<=2.36"]\n')
  write(
    'smoke.py',
    `import os
from openai import AzureOpenAI
client = AzureOpenAI(
    base_url=os.environ["SDKDRIFT_GATEWAY_URL"] + "/openai", api_key=os.environ["SDKDRIFT_ENTRA_TOKEN"], api_version="2024-10-21"
)
client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "hello"}])
`,
  )
  const args = [
    '--scenario',
    'azure-entra-token-*',
    '--scenario',
    'your-command',
    '--gateway',
    'azure-openai',
    '--explain',
  ]
  const { code, answer } = await gate('openai-python', ...args, '--', 'python3', 'smoke.py')
  expect([code, answer.verdict]).toEqual([1, 'blocked'])
  const [finding] = answer.candidates[0]?.findings ?? []
  expect(finding).toMatchObject({
    from: '2.33.0',
    severity: 'breaking',
    cause: 'header-removed authorization',
    scenarios: expect.arrayContaining(['your-command', 'azure-entra-token-as-api-key']),
    broughtBy: { version: '2.34.0', after: '2.33.0' },
  })
  expect(finding?.remedies.map(({ scenario }) => scenario)).toContain('azure-entra-token-provider')
  expect(outcomes(answer)).toContainEqual({
    scenario: 'your-command',
    gateway: 'azure-openai',
    after: {
      kind: 'error',
      name: 'exit code 1',
      status: 401,
      message: expect.stringContaining('Access denied due to invalid subscription key'),
    },
  })
})

test('npm openai 5.18.0 and an unchanged script with a key from the environment', async () => {
  write(
    'smoke.mjs',
    `import { AzureOpenAI } from 'openai'
    const client = new AzureOpenAI({ apiVersion: '2024-10-21' })
    await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }] })`,
  )
  const args = [
    '--from',
    '5.17.0',
    '--to',
    '5.18.0',
    '--scenario',
    'your-command',
    '--gateway',
    'apim-subscription-key',
  ]
  const { code, answer } = await gate('openai-node', ...args, '--', 'node', 'smoke.mjs')
  expect([code, answer.verdict]).toEqual([1, 'blocked'])
  expect(outcomes(answer)).toMatchObject([{ scenario: 'your-command', after: { name: 'exit code 1', status: 401 } }])
})

test('PyPI: a virtual environment with an older httpx does not mask which one each version comes with', async () => {
  const venv = join(project, 'venv')
  const install = [
    ['python3', '-m', 'venv', venv],
    [join(venv, 'bin', 'python'), '-m', 'pip', 'install', '--quiet', 'httpx==0.25.2'],
  ] as const
  for (const [file, ...args] of install) execFileSync(file, args)
  write(
    'seen.py',
    `import os, httpx, openai
from importlib.metadata import version
client = openai.OpenAI(
    base_url=os.environ["SDKDRIFT_GATEWAY_URL"] + "/v1",
    api_key=os.environ["SDKDRIFT_API_KEY"],
    default_headers={"x-seen": f"{httpx.__version__} {version('httpx')}"},
)
client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "hello"}])
`,
  )
  const args = ['--from', '1.50.0', '--to', '2.34.0', '--scenario', 'your-command', '--gateway', 'openai']
  const { answer } = await gate('openai-python', ...args, '--', join('venv', 'bin', 'python'), 'seen.py')
  const seen = answer.candidates.flatMap(({ command }) =>
    (command?.runs ?? []).flatMap(({ results }) =>
      results.flatMap((result) =>
        result.status === 'measured'
          ? result.exchanges.map(({ request }) => request.headers.find(([name]) => name === 'x-seen')?.[1])
          : [result.reason],
      ),
    ),
  )
  expect(seen).toEqual(['0.27.2 0.27.2', '0.28.1 0.28.1'])
})
