import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { endAfter } from '../../testing/end-after.ts'
import { fakeWorld } from '../../testing/fake-world.ts'
import { leftIn } from '../../testing/left-in.ts'
import type { Sandbox } from '../../testing/sandbox.ts'

const { newSandbox } = await fakeWorld()

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = newSandbox()
  sandbox.writeAll({
    'package.json': { dependencies: { openai: '1.2.0' } },
    'matrix.json': {
      sdks: [{ id: 'fake', registry: 'npm', package: 'openai', versions: ['1.2.0', '1.3.0', '1.4.1'] }],
      scenarios: ['azure-api-key', 'azure-entra-token-as-api-key'],
      gateways: ['azure-openai'],
      failOn: 'never',
    },
  })
  for (const shard of ['1/2', '2/2'])
    await sandbox.cli(['matrix', '--shard', shard, '--out', `parts/${shard.slice(0, 1)}`])
})

const BISECT = ['bisect', 'fake', '--scenario', 'azure-api-key', '--good', '1.2.0', '--bad', '1.4.1']

/** Whether what is kept decides how long it takes: then it is gone each time. */
const COMMANDS: readonly (readonly [name: string, args: readonly string[], isCold: boolean])[] = [
  ['matrix', ['matrix'], true],
  ['gate', ['gate', 'fake', '--to', '1.4.1'], true],
  ['bisect', BISECT, true],
  ['diff', ['diff', 'fake@1.2.0', 'fake@1.3.0'], true],
  ['merge', ['merge', 'parts', '--out', 'joined'], false],
  ['plan', ['plan', '--shards', '2'], false],
  ['judge', ['judge', '--gateway', 'apim-subscription-key'], false],
]

const MOMENTS = [
  ['SIGHUP', 250],
  ['SIGINT', 'first words'],
  ['SIGTERM', 900],
] as const

test.each(
  COMMANDS,
)('%s that is interrupted says how to go on, and leaves nothing that is in the way', async (_, args, isCold) => {
  const undisturbed = await sandbox.cli(args)
  expect(undisturbed.code, undisturbed.stderr).not.toBe(2)
  for (const [signal, when] of MOMENTS) {
    if (isCold)
      for (const part of ['captures', 'installs'])
        rmSync(join(sandbox.cacheDir, part), { recursive: true, force: true })
    const { signal: endedBy, stderr } = await endAfter(sandbox, signal, when, args)
    expect(stderr).not.toMatch(/please report|\n {4}at /)
    // Before it could listen it ends at once; what had ended by then ended well.
    if (endedBy !== null) expect(endedBy).toBe(signal)
    if (stderr.includes('Ended by')) expect(stderr).toContain(`Ended by ${signal}. What was finished is kept:`)
  }
  const again = await sandbox.cli(args)
  expect([again.code, timeless(again.stdout)]).toEqual([undisturbed.code, timeless(undisturbed.stdout)])
  expect(leftIn(sandbox)).toEqual([])
})

test('programs that it started end with it', async () => {
  for (const ms of [600, 1200, 2000]) {
    for (const part of ['captures', 'installs', 'stores'])
      rmSync(join(sandbox.cacheDir, part), { recursive: true, force: true })
    await endAfter(sandbox, 'SIGTERM', ms)
    await expect
      .poll(() => leftIn(sandbox).filter((one) => one.startsWith('still running')), { timeout: 60_000 })
      .toEqual([])
  }
})

/** Without what the work of this one run was: how long it took, how much was new. */
const timeless = (text: string): string => text.replaceAll(/\d+(?:\.\d+)? (?:m?s|probes?|installs?)\b/g, 'some')
