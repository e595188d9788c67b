import { expect, test } from 'vitest'
import type { Report } from '../../model/report.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { shippedTable } from '../../testing/releases.ts'

/** 1.0.0 to 1.9.0 and 2.0.0 to 2.3.0, a month each; 1.6.0 moves the key, and it stays there. */
const HISTORY = {
  ...shippedTable(),
  openai: [...Array.from({ length: 10 }, (_, at) => `1.${at}.0`), '2.0.0', '2.1.0', '2.2.0', '2.3.0'].map(
    (version, month) => ({
      version,
      published: new Date(Date.UTC(2024, month, 1)).toISOString().slice(0, 10),
      ...(month === 0
        ? {
            sends: { azureKeyIn: ['api-key'], keyAndToken: 'both', retryCount: false, maxRetries: 0 },
            needs: { npm: { 'wobble-transport': '^1.0.0' } },
          }
        : {}),
      ...(version === '1.6.0' ? { sends: { azureKeyIn: ['authorization'] } } : {}),
    }),
  ),
}

const { newSandbox } = await fakeWorld({ releases: HISTORY })
const sandbox = newSandbox()

const run = async (...versions: readonly unknown[]) => {
  sandbox.write(
    'matrix.json',
    JSON.stringify({
      sdks: [{ id: 'fake', registry: 'npm', package: 'openai', versions }],
      scenarios: ['azure-api-key'],
      gateways: ['apim-subscription-key'],
      failOn: 'never',
    }),
  )
  const { stdout, stderr } = await sandbox.cli(['matrix', '--json'])
  const report: Report = JSON.parse(stdout)
  return { report, stderr, versions: report.runs.map(({ version }) => version) }
}

test('adaptive finds the release that changed it, and says what was not looked at', async () => {
  const { report, stderr, versions } = await run({ keep: 'adaptive' })
  expect(report.findings.map(({ from, to }) => [from, to])).toEqual([['1.5.0', '1.6.0']])
  expect(versions.length).toBeLessThan(10)
  expect(versions).toEqual(versions.toSorted())
  expect(report.notLookedAt).toContainEqual({
    sdk: 'fake',
    from: '2.0.0',
    to: '2.3.0',
    alike: true,
    versions: ['2.1.0', '2.2.0'],
  })
  const passedOver = report.notLookedAt?.flatMap((one) => one.versions) ?? []
  expect([...versions, ...passedOver].toSorted()).toEqual(HISTORY.openai.map(({ version }) => version))
  expect(stderr).toContain('Round 1:')

  const again = await run({ keep: 'adaptive' })
  expect(again.versions).toEqual(versions)
  expect(again.stderr.match(/from an earlier run/g)).toHaveLength(versions.length)
  const { stdout } = await sandbox.cli(['matrix'])
  expect(stdout).toMatch(
    /^Versions not looked at\n(?: +.*\n)* +fake 2\.0\.0 → 2\.3\.0 +look the same; 2 versions between/mu,
  )
})

test('the newest so many, and so many spread evenly', async () => {
  expect((await run({ newest: 2 })).versions).toEqual(['2.2.0', '2.3.0'])
  expect((await run({ range: '1.x', spread: 4 })).versions).toEqual(['1.0.0', '1.3.0', '1.6.0', '1.9.0'])
})
