import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { readCachedList, writeCachedList } from '../../measure/registries/list-cache.ts'
import { damagedJson, damagedText } from '../damaged.ts'
import { must } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

const URL = 'https://pypi.org/simple/openai/'
const RELEASE = { version: '1.0.0', prerelease: false, deprecated: null, yanked: null, publishedAt: null }
const LIST = {
  ...{ etag: 'a', lastModified: null, digest: 'b', tags: { latest: '1.0.0' }, repository: null, repositoryKnown: true },
  releases: [{ ...RELEASE, requires: null, installable: true }],
}

export const kept: FuzzTarget = {
  title: 'version lists that earlier runs kept, and a disk or a person changed',
  open: async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sdkdrift-kept-'))
    await writeCachedList(dir, 'pypi', URL, LIST)
    const folder = join(dir, 'registries', 'pypi')
    const file = join(folder, readdirSync(folder)[0] ?? '')
    const whole = await readCachedList(dir, 'pypi', URL)
    const text = readFileSync(file, 'utf8')
    return {
      inputs: fc.oneof(damagedText([text]), damagedJson([JSON.parse(text)])).map((one) => [one]),
      check: async ([one = '']) => {
        writeFileSync(file, one)
        const list = await readCachedList(dir, 'pypi', URL)
        must(list === null || isDeepStrictEqual(list, whole), 'a version list that was not kept')
      },
      close: async () => rmSync(dir, { recursive: true }),
    }
  },
}
