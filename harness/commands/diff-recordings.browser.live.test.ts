import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseReport } from '../tell/reporters/report/parse-report.ts'
import { launchChromium } from '../testing/chromium.ts'
import { makeSandbox, type Sandbox } from '../testing/sandbox.ts'

// What a real browser recorded, and not what we think that one records.

const SECRET = 'sk-live-9f8e7d6c5b4a3210'
const PASSWORD = 'correct horse battery 1'
const SESSION = 'abcdef0123456789abcdef'
let sandbox: Sandbox

/** Takes the key in `authorization` alone. */
const server = createServer((request, response) => {
  request.resume()
  response.setHeader('set-cookie', `sid=${SESSION}; Path=/`)
  response.statusCode = request.url?.startsWith('/v1/chat') && !request.headers.authorization ? 401 : 200
  response.end('{}')
})

/** One visit: a page, then calls as a program in it makes them. */
const record = async (file: string, alsoAsBearer: boolean): Promise<void> => {
  const browser = await launchChromium()
  try {
    const context = await browser.newContext({ recordHar: { path: join(sandbox.dir, file) } })
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await page.evaluate(
      async ([secret, password, bearer]) => {
        const both = bearer ? { authorization: `Bearer ${secret}` } : {}
        await fetch('/v1/chat?x=1', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'api-key': secret, ...both },
          body: JSON.stringify({ model: 'm', password }),
        })
        await fetch(`/v1/models?access_token=${encodeURIComponent(secret)}`)
      },
      [SECRET, PASSWORD, alsoAsBearer] as const,
    )
    await context.close()
  } finally {
    await browser.close()
  }
}

beforeAll(async () => {
  sandbox = makeSandbox({ npmUrl: 'http://127.0.0.1:9', pypiUrl: 'http://127.0.0.1:9' })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await record('before.har', true)
  await record('after.har', false)
})
afterAll(() => {
  server.close()
  sandbox.close()
})

test('two recordings of a browser differ in what it sent otherwise, and show no credential', async () => {
  const { code, stdout, stderr } = await sandbox.cli(['diff', 'before.har', 'after.har', '--json'])
  const { findings, runs } = parseReport(stdout, 'stdout')
  expect(code).toBe(1)
  expect(findings.map(({ severity, cause, title }) => [severity, cause, title])).toEqual([
    [
      'breaking',
      'header-removed authorization',
      expect.stringMatching(/beside `api-key` \(1 scenario, now refused\)$/),
    ],
  ])
  expect(runs[0]?.runtime).toMatch(/chrom/i)
  const recorded = readFileSync(join(sandbox.dir, 'before.har'), 'utf8')
  for (const secret of [SECRET, PASSWORD, SESSION]) {
    expect(recorded).toContain(secret)
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
      expect(stdout + stderr).not.toContain(form)
  }
})
