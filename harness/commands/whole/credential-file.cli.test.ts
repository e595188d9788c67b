import { expect, test } from 'vitest'
import { fakeWorld } from '../../testing/fake-world.ts'

// A program whose client reads its credentials from a file.

const { newSandbox } = await fakeWorld()
const sandbox = newSandbox()

test('a program finds the file at its path, is let in with its part, and no report holds a line of its key', async () => {
  sandbox.writeAll({
    'app.mjs': `import OpenAI from 'openai'
      import { readFileSync } from 'node:fs'
      const file = process.env.APP_CREDENTIALS
      const { token, private_key } = JSON.parse(readFileSync(file, 'utf8'))
      const client = new OpenAI({ apiKey: token, baseURL: process.env.SDKDRIFT_GATEWAY_URL })
      await client.chat.completions.create({ model: 'm', key: private_key, escaped: JSON.stringify(private_key) })
      throw new Error('cannot read ' + file + ': ' + private_key.split('\\n')[9])`,
    'ours.json': { wants: 'bearer', credential: ['google.token'] },
    'matrix.json': {
      credentials: { google: { file: { type: 'service_account', private_key: '{rsa}', token: 'ya29.{40}' } } },
      gateways: ['./ours.json'],
      sdks: [
        {
          id: 'fake',
          registry: 'npm',
          package: 'openai',
          versions: ['1.0.0'],
          programs: { app: { run: 'node app.mjs', env: { APP_CREDENTIALS: { credential: 'google' } } } },
        },
      ],
    },
  })
  const { stdout, stderr } = await sandbox.cli(['matrix', '--scenario', 'app', '--json'])
  const [run] = JSON.parse(stdout).runs
  expect(run.scenarios, stderr).toMatchObject([
    {
      outcome: { message: 'Error: cannot read ‹run folder›/credentials/google.json: ‹google.private-key›' },
      exchanges: [
        {
          request: { body: { key: '‹google.private-key›' } },
          response: { status: 200 },
        },
      ],
    },
  ])
  expect(JSON.stringify(run.scenarios)).toContain('Bearer ‹google.token›')
  expect(stdout).not.toMatch(/[A-Za-z0-9+/]{64}/)
})
