import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run } from '../edges/process.ts'
import type { Report } from '../model/report.ts'
import { pathWithUv } from '../testing/find-uv.ts'
import { liveProject } from '../testing/live-project.ts'

const { dir, write, cli, json, close } = liveProject()
afterAll(close)

/** What a script prints with each version, installed and run as its first lines say. */
const runBoth = async (script: string, file: string): Promise<readonly [before: string, after: string]> => {
  const line = (name: string): string => new RegExp(`^\\W+${name}: +(.*)$`, 'mu').exec(script)?.[1] ?? ''
  const told: string[] = []
  for (const command of [line('before'), line('after')]) {
    const folder = join(dir, `${file}-${told.length}`)
    mkdirSync(folder)
    writeFileSync(join(folder, 'package.json'), '{}')
    writeFileSync(join(folder, file), script)
    const own = Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : []))
    const env = { ...Object.fromEntries(own), PATH: pathWithUv(process.env) }
    const { stdout, stderr } = await run({ file: 'sh', args: ['-c', command], cwd: folder, env, timeoutMs: 120_000 })
    told.push(stdout.includes('POST') || stdout.includes('Error') ? stdout : stderr)
  }
  return [told[0] ?? '', told[1] ?? '']
}

test('the script of a finding shows it with both versions, in both languages, without this tool', async () => {
  write('matrix.json', {
    sdks: [
      { id: 'node', registry: 'npm', package: 'openai', versions: ['5.17.0', '5.18.0'] },
      { id: 'python', registry: 'pypi', package: 'openai', versions: ['2.33.0', '2.34.0'] },
    ],
    scenarios: ['azure-api-key', 'azure-entra-token-as-api-key'],
    gateways: ['azure-openai', 'apim-validate-jwt'],
  })
  const { answer } = await json('matrix', '--json')
  const report: Report = answer
  const scriptOf = async (sdk: string, severity: string): Promise<string> => {
    const finding = report.findings.find((one) => one.sdk === sdk && one.severity === severity)
    const { code, stdout, stderr } = await cli('repro', finding?.id ?? '')
    expect(code, stderr).toBe(0)
    return stdout
  }

  const [nodeBefore, nodeAfter] = await runBoth(await scriptOf('node', 'breaking'), 'repro.mjs')
  expect(nodeBefore).toMatch(/POST .*\n(.*\n)* api-key: the-/iu)
  expect(nodeAfter).toMatch(/POST .*\n(.*\n)* authorization: Bearer the-/iu)
  expect(nodeAfter).not.toMatch(/ api-key:/iu)

  const [pythonBefore, pythonAfter] = await runBoth(await scriptOf('python', 'breaking'), 'repro.py')
  // As it stood on the wire: in its order, and in the case in which it was written.
  expect(pythonBefore).toContain(' Authorization: Bearer the-')
  expect(pythonAfter).toContain(' api-key: the-')
  expect(pythonAfter).not.toMatch(/ authorization:/iu)
})

test('what a few lines cannot show says why, and where to look', async () => {
  const { code, stderr } = await cli('repro', 'no-such-finding')
  expect([code, stderr]).toEqual([2, expect.stringContaining('no finding "no-such-finding"')])
})
