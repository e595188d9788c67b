import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { expect, onTestFinished, test } from 'vitest'
import { run } from '../../edges/process.ts'
import { downloader } from './download.ts'
import { aFolder } from './install.fixture.ts'
import { findUv, type UvOptions } from './uv.ts'

const program = '#!/bin/sh\necho uv 9.8.7\n'
const wheel = Buffer.from(
  zipSync({
    'uv/__init__.py': strToU8(''),
    'uv-9.8.7.data/scripts/uvx': strToU8('no'),
    'uv-9.8.7.data/scripts/uv': strToU8(program),
  }),
)
const HERE = 'uv-9.8.7-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl'

const anIndex = async (files: readonly Record<string, unknown>[]) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization ?? ''}`.trim())
    if (request.url === '/simple/uv/')
      response.end(JSON.stringify({ meta: { 'api-version': '1.1' }, name: 'uv', files }))
    else if (request.url === '/moved/uv.whl') response.writeHead(302, { location: '/files/uv.whl' }).end()
    else response.end(wheel)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/simple`, asked, close: () => server.close() }
}
const sha256 = createHash('sha256').update(wheel).digest('hex')
const listed = (over: Record<string, unknown> = {}) => ({
  filename: HERE,
  url: '../../files/uv.whl',
  hashes: { sha256 },
  yanked: false,
  ...over,
})

const options = async (indexUrl: string, over: Partial<UvOptions> = {}): Promise<UvOptions> => ({
  tools: join(await aFolder(), 'tools'),
  offline: false,
  env: { PATH: '/nowhere:/bin' },
  host: { os: 'linux', arch: 'x64', libc: 'gnu' },
  run,
  download: downloader({}),
  indexUrl,
  ...over,
})

test('without uv on PATH its wheel is fetched from the index once, checked, and kept', async () => {
  const index = await anIndex([
    listed({ filename: HERE.replaceAll('9.8.7', '9.10.0'), yanked: 'broken' }),
    listed({ filename: HERE.replaceAll('9.8.7', '9.10.0rc1') }),
    listed({ filename: HERE.replaceAll('9.8.7', '9.8.6'), hashes: { sha256: '0' } }),
    listed({ filename: 'uv-9.9.0-py3-none-macosx_11_0_arm64.whl' }),
    listed({ url: '../../moved/uv.whl' }),
  ])
  const given = await options(index.url.replace('http://', 'http://me:word@'))
  const path = join(given.tools, 'uv-9.8.7', 'uv')
  expect(await findUv(given)).toEqual({ path, version: '9.8.7' })
  expect(index.asked[0]).toBe(`/simple/uv/ Basic ${Buffer.from('me:word').toString('base64')}`)
  index.close()
  expect(await findUv(given)).toEqual({ path, version: '9.8.7' })
  expect(await findUv({ ...given, offline: true })).toEqual({ path, version: '9.8.7' })
})

test('a wheel that is not what the index promised is refused', async () => {
  const index = await anIndex([listed({ hashes: { sha256: 'a'.repeat(64) } })])
  const given = await options(index.url)
  expect(await findUv(given)).toEqual({
    reason: expect.stringMatching(/^The downloaded uv 9\.8\.7 is not what the index promised/),
  })
  expect(await findUv({ ...given, offline: true })).toEqual({ reason: expect.stringMatching(/^Offline, and uv/) })
})

test.each([
  ['no hash', [listed({ hashes: {} })], /no SHA-256 for uv 9\.8\.7/],
  [
    'no wheel for this machine',
    [listed({ filename: 'uv-9.8.7-py3-none-win_amd64.whl' })],
    /no wheel of uv for linux-x64/,
  ],
])('an index with %s is a reason with a way out', async (_, files, expected) => {
  const index = await anIndex(files)
  expect(await findUv(await options(index.url))).toEqual({ reason: expect.stringMatching(expected) })
  expect(await findUv(await options(index.url))).toEqual({ reason: expect.stringContaining('put uv on PATH') })
})

test('musl machines get the musl wheel, and glibc machines too when there is no other', async () => {
  const musl = listed({ filename: 'uv-9.8.7-py3-none-musllinux_1_1_x86_64.whl' })
  const index = await anIndex([musl])
  for (const libc of ['musl', 'gnu'] as const)
    expect(await findUv(await options(index.url, { host: { os: 'linux', arch: 'x64', libc } }))).toMatchObject({
      version: '9.8.7',
    })
})

test('an index that is not there is told without credentials', async () => {
  const given = await options('http://me:hunter2@127.0.0.1:9/simple')
  const found = await findUv(given)
  expect(found).toEqual({ reason: expect.stringContaining('http://127.0.0.1:9 cannot be reached') })
  expect(JSON.stringify(found)).not.toContain('hunter2')
})

test('uv on PATH is taken when it is new enough', async () => {
  const asked = (version: string) => ({
    run: async ({ file }: { file: string }) => ({
      exitCode: 0,
      stdout: `${file} ${version}`,
      stderr: '',
      failure: null,
    }),
  })
  expect(await findUv(await options('http://127.0.0.1:9', asked('0.9.1 (abc 2025)')))).toEqual({
    path: 'uv',
    version: '0.9.1',
  })
  expect(await findUv(await options('http://127.0.0.1:9', asked('0.4.30')))).toHaveProperty('reason')
})
