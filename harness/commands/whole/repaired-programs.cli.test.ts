import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeWorld } from '../../testing/fake-world.ts'
import { reportOf } from '../../testing/report-of.ts'

// An install that was damaged says nothing of the version, whichever program meets it, and however the program takes it.

const { newSandbox } = await fakeWorld()

const plain = `import OpenAI from 'openai'
await new OpenAI({ baseURL: process.env.SDKDRIFT_GATEWAY_URL + '/v1', apiKey: process.env.SDKDRIFT_API_KEY })
  .chat.completions.create({ model: 'gpt-4o', messages: [] })`

const cautious = `const sdk = await import('openai').catch(() => process.exit(78))
await new sdk.default({ baseURL: process.env.SDKDRIFT_GATEWAY_URL + '/v1', apiKey: process.env.SDKDRIFT_API_KEY })
  .chat.completions.create({ model: 'gpt-4o', messages: [] })`

/** Of the same length and time, as a disk does that loses bits. */
const spoil = (file: string): void => {
  const { atime, mtime } = statSync(file)
  writeFileSync(file, readFileSync(file).fill('?'))
  utimesSync(file, atime, mtime)
}

test.each([
  ['that fails', plain],
  ['that says that it cannot', cautious],
])('a program %s with a damaged install is measured again with a new one', async (_, text) => {
  const sandbox = newSandbox()
  const sdk = { id: 'ours', registry: 'npm', package: 'openai', versions: ['1.0.0', '1.3.0'] }
  sandbox.writeAll({
    'chat.mjs': text,
    'matrix.json': {
      sdks: [{ ...sdk, programs: { chat: 'node chat.mjs' } }],
      gateways: ['openai'],
      scenarios: ['openai-api-key'],
      failOn: 'never',
    },
  })
  const night = () => sandbox.cli(['matrix', '--scenario', 'chat'])
  const whole = await night()
  expect(whole.code, whole.stderr).toBe(0)
  const undisturbed = reportOf(sandbox)
  for (const version of sdk.versions) {
    const install = `installs/npm/openai/${version}/node-24/node_modules/.pnpm/openai@${version}/node_modules/openai/index.js`
    spoil(join(sandbox.cacheDir, install))
    rmSync(join(sandbox.cacheDir, 'captures'), { recursive: true })
    const { code, stderr } = await night()
    expect(code, stderr).toBe(0)
    expect(stderr).toMatch(new RegExp(`ours@${version} is installed anew and measured again: .+ not as installed`))
    expect(reportOf(sandbox)).toEqual(undisturbed)
  }
})
