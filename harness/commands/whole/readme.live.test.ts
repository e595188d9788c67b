import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { liveProject } from '../../testing/live-project.ts'

// What the README says of an SDK of one's own, as it stands there, in an empty folder.

const { dir: folder, write, cli, close } = liveProject()
afterAll(close)

const [, section = ''] = /^## Your own SDK\n([\s\S]*?)^## /m.exec(readFileSync(join(root(), 'README.md'), 'utf8')) ?? []
const block = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(section)?.[1] ?? ''

const sdkdrift = (line: string) => cli(...line.split(' ').slice(1))

test('the first example works as it stands', async () => {
  const script = block('js')
  const name = /^\/\/ (\S+)/.exec(script)?.[1] ?? ''
  write(name, script)
  const [gate = '', bisect = ''] = block('bash').trim().split('\n')
  const answer = await sdkdrift(gate)
  expect(answer.code, answer.stderr).toBe(0)
  expect(answer.stdout).toMatch(/^safe/)
  expect(answer.stdout).toContain('stripe-version: 2022-11-15')
  const found = await sdkdrift(bisect)
  expect(found.stdout, found.stderr).toMatch(/12\.0\.0 changed it first/)
})

test('init and a night of it', async () => {
  const made = await sdkdrift('sdkdrift init npm:stripe')
  expect(made.code, made.stderr).toBe(0)
  const matrix = JSON.parse(readFileSync(join(folder, 'matrix.json'), 'utf8'))
  write('matrix.json', { ...matrix, sdks: [{ ...matrix.sdks[0], versions: ['11.18.0', '12.0.0'] }] })
  const night = await sdkdrift('sdkdrift matrix --sdk stripe-node --json')
  expect(night.code, night.stderr).toBe(0)
  expect(JSON.parse(night.stdout).findings).toMatchObject([
    { severity: 'behaviour', scenarios: ['stripe.charge', 'stripe.refund'] },
  ])
})
