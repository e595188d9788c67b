import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { run } from '../../edges/process.ts'
import { liveProject } from '../../testing/live-project.ts'
import { program } from '../../testing/reader-project.ts'
import { documents, linesIn, wordsOf } from '../../testing/shown-commands.ts'
import { LIVE } from './shown-live.ts'

// What documents show of packages that no fake can answer for; the rest runs in shown-commands.cli.test.ts.

const project = liveProject()
afterAll(project.close)
project.write(
  'smoke.py',
  `import os
from openai import OpenAI
client = OpenAI(base_url=os.environ["SDKDRIFT_GATEWAY_URL"] + "/v1", api_key=os.environ["SDKDRIFT_API_KEY"])
client.chat.completions.create(model="gpt-4o", messages=[])
`,
)

test('each of them is shown', () => {
  const shown = new Set(documents.flatMap(linesIn))
  expect([...LIVE].filter((line) => !shown.has(line))).toEqual([])
})

test.each([...LIVE])('%s', async (line) => {
  const { code, stdout, stderr } = await project.cli(...wordsOf(line).slice(1))
  expect([0, 1], `exit ${code}\n${stdout}${stderr}`).toContain(code)
  expect(stdout).toMatch(/openai-(node|python)|^exit 0/mu)
})

test('the picture of the README is of what its command prints', async () => {
  const text = readFileSync(join(root(), 'reports', 'example', 'terminal.txt'), 'utf8')
  const [command = '', , ...shown] = text.trimEnd().split('\n')
  const words = wordsOf(command.replace(/^\$ npx /u, '')).slice(1)
  // By the matrix of this checkout and as wide as it is shown; the colours are in the picture alone. Anew, as it was made: how
  // much is inferred depends on what is kept.
  const { stdout } = await run({
    file: process.execPath,
    args: [program, ...words, '--fresh', '--config', join(root(), 'matrix.json')],
    cwd: project.dir,
    env: { ...process.env, FORCE_COLOR: '1', NO_COLOR: '', COLUMNS: '100' },
  })
  expect(stripVTControlCharacters(stdout).trimEnd().split('\n'), 'npm run picture makes it anew').toEqual(shown)
})
