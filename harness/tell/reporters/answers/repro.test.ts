import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { pythonsHere } from '../../../testing/pythons.ts'
import { type Repro, repro } from './repro.ts'

const dir = mkdtempSync(join(tmpdir(), 'sdkdrift-repro-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** A call by what the language itself has stands for an SDK's. */
const script = (over: Partial<Repro>): string =>
  repro({
    ...{ registry: 'npm', package: 'wobble', from: '1.0.0', to: '2.0.0', title: 'wobble: it changes', source: '' },
    ...{ replies: [{ status: 200 }], ...over },
  })
const ran = async (source: string, runner: string, file: string): Promise<string> => {
  writeFileSync(join(dir, file), source)
  const { stdout, stderr } = spawn(runner, [join(dir, file)])
  const [out, err] = await Promise.all([text(stdout), text(stderr)])
  return out + err
}

const inNode = (over: Partial<Repro>) => ran(script(over), process.execPath, 'repro.mjs')
const [python] = pythonsHere()
const inPython = (source: string, over: Partial<Repro> = {}) =>
  ran(script({ registry: 'pypi', source, ...over }), python?.path ?? '', 'repro.py')

test('two scripts run at once, and a text beside the address stays what it is', async () => {
  const source =
    "import { get } from 'node:http'\n\nvoid get\nawait fetch('https://gateway/v1?q=`$" +
    "{1}`', { headers: { it: 'the \\'‹api-key›\\'' } })"
  const both = await Promise.all([inNode({ source }), inNode({ source })])
  for (const told of both) {
    expect(told).toContain(`GET /v1?q=\`$${'{1}'}\`\n host: 127.0.0.1:`)
    expect(told).toContain(" it: the 'the-api-key'\n")
  }
})

test('a source of CommonJS has its answer before the gateway goes', async () => {
  const source =
    "const { get } = require('node:http')\n\nconst main = async () => {\n  await fetch('https://gateway/a')\n  await fetch('https://gateway/b')\n}\nmain()"
  expect(await inNode({ source })).toMatch(/^GET \/a\n[\s\S]*GET \/b, \d+ s later\n/u)
})

test('another origin is there, and an answer has the fields that a client waits by', async () => {
  const source =
    "const { status, headers } = await fetch('https://other.example/x')\nconsole.log(status, headers.get('retry-after'), (await fetch('https://gateway')).status)"
  const told = await inNode({ source, replies: [{ status: 429, headers: { 'retry-after': '61' } }, { status: 200 }] })
  expect(told).toMatch(/^GET \/x\n host: localhost:\d+\n/u)
  expect(told).toContain('\n429 61 200\n')
})

test.skipIf(!python)('Python: the same', async () => {
  const source = `from urllib.request import urlopen

urlopen('https://gateway/{a}')
print(urlopen('https://other.example/b').headers['retry-after'], sys.argv[1:], {'a': 'b'})`
  const replies = [{ status: 200 }, { status: 200, headers: { 'retry-after': "it's" } }]
  const [one, two] = await Promise.all([inPython(source, { replies }), inPython(source, { replies })])
  expect(one).toMatch(
    /^GET \/\{a\}\n[\s\S]*GET \/b, \d+ s later\n[\s\S]*\n Host: localhost:\d+\n[\s\S]*\nit's \[\] \{'a': 'b'\}\n$/u,
  )
  expect(two.replaceAll(/:\d+/gu, '')).toBe(one.replaceAll(/:\d+/gu, ''))
})
