import { expect, test } from 'vitest'
import { fakeWorld } from '../../testing/fake-world.ts'

// Somebody who has never seen it, in an empty folder: whatever is typed says what to do next.

const { newSandbox } = await fakeWorld()
const sandbox = newSandbox()

test.each([
  [[], 'To begin, in the folder of your project:\n  sdkdrift gate '],
  [['matrx'], "Unknown command 'matrx'\n  Did you mean matrix?\n  sdkdrift --help says what there is."],
  [['show'], "Missing required argument 'sdk@version'\n  sdkdrift show --help says what it takes."],
  [['gate', '--formt'], "Unknown option '--formt'\n  Did you mean --from?\n  sdkdrift gate --help says what it takes."],
  [['show', 'openai-node@1.0.0'], 'sdkdrift list scenarios names them'],
  [['bisect'], 'sdkdrift list scenarios'],
  [['gate'], 'sdkdrift gate npm:NAME --from VERSION --to VERSION -- node smoke.mjs'],
  [['merge', 'parts'], 'sdkdrift matrix --shard i/n writes a part.json'],
  [['report'], 'Run sdkdrift matrix first'],
] as const)('sdkdrift %j', async (words, told) => {
  const { code, stderr } = await sandbox.cli(words)
  expect([code, stderr]).toEqual([2, expect.stringContaining(told)])
})

test('without a matrix.json: what is taken in its place, and how to have one; of a package by its address nothing of that', async () => {
  const listed = await sandbox.cli(['plan', '--sdk', 'openai-node'])
  expect(listed.stderr).toContain('the built-in list is used. sdkdrift init writes one')
  expect((await sandbox.cli(['plan', '--sdk', 'npm:openai@1.0.0'])).stderr).not.toContain('built-in list')
})
