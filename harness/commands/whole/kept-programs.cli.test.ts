import { beforeEach, expect, test } from 'vitest'
import { fakeWorld } from '../../testing/fake-world.ts'
import { shippedTable } from '../../testing/releases.ts'
import type { Sandbox } from '../../testing/sandbox.ts'

// What a program gave is kept until something changes that decides it: nights in which nothing happened cost nothing.

const { registry, newSandbox } = await fakeWorld({ releases: shippedTable() })
let sandbox: Sandbox

const text = `import OpenAI from 'openai'
import { model } from './model.mjs'
await new OpenAI({ baseURL: process.env.SDKDRIFT_GATEWAY_URL + '/v1', apiKey: process.env.SDKDRIFT_API_KEY })
  .chat.completions.create({ model, messages: [] })`

beforeEach(() => {
  sandbox = newSandbox()
  sandbox.write('chat.mjs', text)
  sandbox.write('model.mjs', `export const model = 'one'`)
  write({ run: 'node chat.mjs' })
})

const write = (chat: object, more: object = {}): void => {
  const sdks = [{ id: 'ours', registry: 'npm', package: 'openai', versions: ['1.0.0', '1.1.0'], programs: { chat } }]
  sandbox.write('matrix.json', JSON.stringify({ sdks, gateways: ['openai'], scenarios: ['openai-api-key'], ...more }))
}

/** How many versions were measured anew, and what the newest sent as its model. */
const night = async (...flags: readonly string[]) => {
  const { code, stderr, stdout } = await sandbox.cli(['matrix', '--scenario', 'chat', '--json', ...flags])
  expect([0, 3], stderr).toContain(code)
  const runs = JSON.parse(stdout).runs as { scenarios: { exchanges: { request: { body: { model: string } } }[] }[] }[]
  return {
    anew: [...stderr.matchAll(/with chat measured/g)].length - [...stderr.matchAll(/with chat .*kept/g)].length,
    model: runs.at(-1)?.scenarios[0]?.exchanges[0]?.request.body.model,
    stderr,
  }
}

test('a second night starts nothing; what the program loads, its arguments and --fresh make it run again', async () => {
  expect(await night()).toMatchObject({ anew: 2, model: 'one' })
  const second = await night()
  expect(second, second.stderr).toMatchObject({ anew: 0, model: 'one' })
  sandbox.write('model.mjs', `export const model = 'two'`)
  expect(await night()).toMatchObject({ anew: 2, model: 'two' })
  sandbox.write('unrelated.mjs', 'nothing of it')
  expect(await night()).toMatchObject({ anew: 0 })
  write({ run: 'node chat.mjs', env: { A: 'b' } })
  expect(await night()).toMatchObject({ anew: 2 })
  expect(await night()).toMatchObject({ anew: 0 })
  expect(await night('--fresh')).toMatchObject({ anew: 2 })
})

test('a program whose files nobody can tell runs each night, and says why once; its inputs say more', async () => {
  const command = ['sh', '-c', 'node chat.mjs']
  write({ run: command })
  await night()
  const again = await night()
  expect(again).toMatchObject({ anew: 2 })
  expect(again.stderr.match(/chat is measured anew each time: No script stands in its command/g)).toHaveLength(1)
  write({ run: command, inputs: ['*.mjs'] })
  expect(await night()).toMatchObject({ anew: 2 })
  expect(await night()).toMatchObject({ anew: 0 })
  sandbox.write('model.mjs', `export const model = 'three'`)
  expect(await night()).toMatchObject({ anew: 2, model: 'three' })
})

test('an install that failed is tried once, whichever programs ask for it, and is believed for a while', async () => {
  sandbox.write('again.mjs', text)
  const programs = { chat: 'node chat.mjs', again: 'node again.mjs' }
  const config = (...versions: readonly string[]) => {
    const sdks = [{ id: 'ours', registry: 'npm', package: 'openai', versions, programs }]
    sandbox.write('matrix.json', JSON.stringify({ sdks, gateways: ['openai'] }))
  }
  const asked = async (...flags: readonly string[]) => {
    registry.requests.length = 0
    const { code, stdout, stderr } = await sandbox.cli([
      'matrix',
      '--scenario',
      'chat',
      '--scenario',
      'again',
      ...flags,
    ])
    return { code, stdout, stderr, absent: registry.requests.filter((one) => one.includes('wobble-absent')).length }
  }
  config('1.4.2', '1.5.0')
  const first = await asked()
  expect(first.code, first.stderr).toBe(3)
  expect(first.absent).toBeGreaterThan(0)
  const second = await asked()
  expect([second.code, second.absent]).toEqual([3, 0])
  expect(second.stdout).toBe(first.stdout)
  // One attempt, as `--fresh` shows by making each program's own.
  expect((await asked('--fresh')).absent).toBe(2 * first.absent)
  // What fails for want of a network is no property of the version.
  config('1.4.2', '1.8.0')
  expect(await asked('--offline')).toMatchObject({ code: 3 })
  expect(await asked()).toMatchObject({ code: 0 })
})

test('a gateway file that is data is a part of it', async () => {
  const ours = ['./ours.json']
  sandbox.write('ours.json', JSON.stringify({ wants: 'bearer' }))
  write({ run: 'node chat.mjs' }, { gateways: ours })
  await night()
  expect(await night()).toMatchObject({ anew: 0 })
  sandbox.write('ours.json', JSON.stringify({ wants: 'bearer', answers: [{ path: '*', status: 500 }] }))
  expect(await night()).toMatchObject({ anew: 2 })
})
