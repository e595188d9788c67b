import { chmodSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import { run } from '../../edges/process.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'

/** deploy/ci.sh in an empty folder, with an npm that cannot install anything. */
const ciScript = async (installs: string) => {
  const cwd = temporaryFolder('ci-script')
  writeFileSync(join(cwd, 'npm'), '#!/bin/sh\necho "npm error code E404" >&2\nexit 1\n')
  chmodSync(join(cwd, 'npm'), 0o755)
  const { exitCode, stderr } = await run({
    file: 'bash',
    args: [join(root(), 'deploy', 'ci.sh'), 'gate'],
    cwd,
    env: {
      PATH: [cwd, process.env['PATH'] ?? ''].join(delimiter),
      SDKDRIFT: installs,
      SDKDRIFT_HOME: join(cwd, 'tool'),
    },
    timeoutMs: 60_000,
  })
  return { exitCode, stderr }
}

test.each([
  'sdkdrift@0.1.0',
  'git+file:///nowhere/sdkdrift.git#main',
  root(),
])('%s that cannot be installed ends as wrong usage, not as a finding, and says what decides it', async (installs) => {
  const { exitCode, stderr } = await ciScript(installs)
  expect(exitCode, stderr).toBe(2)
  expect(stderr).toMatch(/(npm error code E404|fatal: )/u)
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^sdkdrift: .* was not installed.*SDKDRIFT/u)
})

test('a file that is not there is named, and npm is not asked for it', async () => {
  const { exitCode, stderr } = await ciScript('./sdkdrift-0.1.0.tgz')
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringMatching(/^sdkdrift: there is no \.\/sdkdrift-0\.1\.0\.tgz .*SDKDRIFT .*$/u),
  })
})
