import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { ENCODINGS } from '../../judge/secrets/encodings.fixture.ts'
import { KEPT, unpack } from '../../measure/store/kept-file.ts'
import { putFakeGh } from '../../testing/fake-gh.ts'
import { fakeWorld } from '../../testing/fake-world.ts'

// An SDK that gives its key away in every encoding, whole and in pieces, wherever it can: no output may hold any of it.

const NPM_TOKEN = 'npm_Q7w8E2rT5yU1iO9pA3sD6fG4hJ0kL'

/** What a version does with what it is given; `from`: the first place that it leaks to, of those below. */
const sdk = (from: number): string => `
import { readFileSync } from 'node:fs'
export const call = async (url, key, ENCODINGS, mine) => {
  const all = [key, key.slice(0, 20), key.slice(-10), mine, mine.slice(5, 20)]
  const forms = Object.values(ENCODINGS).flatMap((encode) => all.map(encode))
  const send = (path, init) => fetch(url + path, { method: 'POST', ...init }).then((answer) => answer.status)
  const named = forms.map((form) => form.replaceAll(/[^\\w]/g, '')).filter((name) => name.length < 200)
  for (const at of all.keys())
    await send('/v1/a', { headers: forms.filter((_, n) => n % all.length === at).map((form, n) => ['x-leak-' + n, form]) })
  await send('/v1/b', { headers: named.map((name) => [name, 'x']) })
  for (const at of all.keys())
    await send('/v1/c?' + forms.filter((_, n) => n % all.length === at).map((form, n) => 'q' + n + '=' + form).join('&'), {})
  for (const form of forms.filter((_, n) => n >= ${from} && n % all.length === 0)) await send('/v1/' + encodeURIComponent(form), {})
  await send('/v1/d', { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ forms }) })
  await send('/v1/e', { headers: { 'content-type': 'text/plain' }, body: forms.join('\\n') })
  for (const form of forms) console.log('said ' + form)
  for (const form of forms) console.error('said ' + form)
  class Leak extends Error {}
  try { readFileSync('/nowhere/' + forms[${from}].replaceAll('/', '')) } catch (error) {
    throw new Error(forms.slice(${from}).join(' ').slice(0, 800) + error.message)
  }
}
`
const release = (version: string, from: number) => ({
  name: 'leaky',
  version,
  files: { 'index.mjs': sdk(from), 'package.json': JSON.stringify({ name: 'leaky', version, exports: './index.mjs' }) },
})
const { newSandbox } = await fakeWorld({ plain: [release('1.0.0', 10), release('2.0.0', 25)] })
const sandbox = newSandbox()
const bin = join(sandbox.dir, '..', 'bin')
const summary = join(sandbox.dir, 'summary.md')
const env = {
  GITHUB_STEP_SUMMARY: summary,
  GH_TOKEN: 'none',
  PATH: [bin, sandbox.env['PATH']].join(delimiter),
}
const run = (...args: readonly string[]) => sandbox.cli(args, { env })
const textOf = (path: string): string =>
  path.endsWith(KEPT) ? JSON.stringify(unpack(readFileSync(path))) : readFileSync(path, 'utf8')
/** All that was told and written, by where. */
const told = new Map<string, string>()

beforeAll(async () => {
  sandbox.write('.npmrc', `//r.acme.test/:_authToken=${NPM_TOKEN}\n`)
  sandbox.write(
    'leak.mjs',
    `import { appendFileSync, readFileSync } from 'node:fs'
    import { ENCODINGS } from '${pathToFileURL(join(root(), 'harness/judge/secrets/encodings.fixture.ts')).href}'
    import { call } from 'leaky'
    const key = process.env.SDKDRIFT_API_KEY
    appendFileSync('keys.txt', key + '\\n')
    await call(process.env.SDKDRIFT_GATEWAY_URL, key, ENCODINGS, readFileSync('.npmrc', 'utf8').match(/=(.*)/)[1])`,
  )
  const leaky = { id: 'leaky', registry: 'npm', package: 'leaky', versions: ['1.0.0', '2.0.0'] }
  sandbox.writeAll({
    'matrix.json': {
      sdks: [{ ...leaky, programs: { leak: 'node leak.mjs' } }],
      gateways: ['apim-subscription-key'],
      failOn: 'cosmetic',
    },
  })
  mkdirSync(bin)
  const gh = putFakeGh(bin)
  const formats = ['html', 'terminal', 'summary', 'markdown', 'junit', 'sarif', 'github', 'gitlab', 'badge']
  const asked = formats.flatMap((name) => ['--reporter', `${name}=reports/${name}.txt`])
  const command = ['--', 'node', 'leak.mjs']
  const step = ['--gateway', 'apim-subscription-key', ...command]
  const at = 'npm:leaky@2.0.0'
  for (const args of [
    ['matrix', ...asked],
    ['matrix', '--json', '--verbose'],
    ['report', '--reporter', 'terminal', '--verbose'],
    ['show', at, ...step],
    ['show', at, '--har', ...step],
    ['show', at, '--curl', ...step],
    ['show', at, '--json', ...step],
    ['diff', 'npm:leaky@1.0.0', at, ...step],
    ['gate', 'npm:leaky', '--from', '1.0.0', '--to', '2.0.0', ...step],
    ['bisect', 'npm:leaky', '--good', '1.0.0', '--bad', '2.0.0', ...step],
    ['explain', 'Error: said', 'leaky'],
    ['publish-findings', '--repo', 'a/b', '--fail-on', 'cosmetic', '--all'],
  ]) {
    const { stdout, stderr } = await run(...args)
    told.set(`${args.join(' ')}: stdout`, stdout)
    told.set(`${args.join(' ')}: stderr`, stderr)
  }
  told.set('issues', JSON.stringify(gh.issues()))
  for (const folder of [join(sandbox.dir, 'reports'), join(sandbox.cacheDir, 'captures')])
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (statSync(join(folder, path)).isFile()) told.set(`${folder}/${path}`, textOf(join(folder, path)))
  told.set('step summary', readFileSync(summary, 'utf8'))
})

test('no output, no file and no kept result holds a key of the run or of the caller, whole or in part, however written', () => {
  const keys = readFileSync(join(sandbox.dir, 'keys.txt'), 'utf8').trim().split('\n')
  expect(new Set(keys).size).toBeGreaterThan(1)
  expect([...told].filter(([where, text]) => where.endsWith(KEPT) && text.includes('"cells"'))).not.toEqual([])
  const parts = [...keys.map((key) => key.slice('harness-'.length)), NPM_TOKEN.slice(4)]
  const written = Object.entries(ENCODINGS).flatMap(([name, encode]) =>
    parts.flatMap((part) =>
      [encode(part), encode(part).toUpperCase(), encode(`-${part}`)].map((text) => ({ name, text })),
    ),
  )
  for (const [where, text] of told)
    for (const { name, text: form } of written)
      for (let at = 0; at + WINDOW <= form.length; at++)
        if (text.includes(form.slice(at, at + WINDOW)))
          expect.unreachable(`${where}: ${name}: ${around(text, form.slice(at, at + WINDOW))}`)
})

/** Characters of the longest piece that may be left at the edges of one that was found. */
const WINDOW = 14
const around = (text: string, piece: string): string => {
  const at = text.indexOf(piece)
  return text.slice(Math.max(0, at - 60), at + 60)
}

test('what was hidden is named by what it is', () => {
  const all = [...told.values()].join('\n')
  for (const name of ['‹api-key›', '‹piece of api-key›', 'backwards(‹api-key›)', 'hex(‹piece of api-key›)'])
    expect(all).toContain(name)
  expect(all).toContain('value of _authToken in .npmrc')
  expect(told.get('issues')).toContain('leaky')
})
