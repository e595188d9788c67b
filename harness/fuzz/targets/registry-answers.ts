import fc from 'fast-check'
import { ecosystems } from '../../ecosystems/index.ts'
import { registries } from '../../measure/registries/index.ts'
import type { ListSource } from '../../measure/registries/revalidate.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import { damagedJson, damagedText } from '../damaged.ts'
import { must } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

const PACKUMENT = {
  name: 'openai',
  'dist-tags': { latest: '2.0.0', next: '3.0.0-beta.1' },
  time: { created: '2023-01-01T00:00:00Z', '1.0.0': '2024-01-01T00:00:00.000Z', '2.0.0': '2024-02-01T00:00:00.000Z' },
  repository: { type: 'git', url: 'git+https://github.com/openai/openai-node.git' },
  versions: {
    '1.0.0': { engines: { node: '>=18' }, deprecated: 'old' },
    '2.0.0': { dependencies: { a: '^1.0.0' }, dist: { tarball: 'https://a/b.tgz' } },
    '3.0.0-beta.1': {},
  },
}
const PROJECT = {
  meta: { 'api-version': '1.1' },
  name: 'openai',
  versions: ['1.0.0', '2.0.0rc1', '2.0.0'],
  files: [
    {
      filename: 'openai-1.0.0-py3-none-any.whl',
      url: 'u',
      hashes: {},
      'requires-python': '>=3.8',
      'upload-time': '2024-01-01T00:00:00Z',
    },
    { filename: 'openai-1.0.0.tar.gz', url: 'u', hashes: {}, yanked: 'bad' },
    { filename: 'openai-2.0.0-cp311-cp311-manylinux_2_17_x86_64.whl', url: 'u', hashes: {}, yanked: false },
  ],
}

export const registryAnswers: FuzzTarget = {
  title: 'what npm registries and Python package indexes answer',
  open: async () => {
    const place = { cacheDir: '/nowhere', offline: false, cwd: '/', env: {} }
    const get = async () => ({ kind: 'status', status: 404 }) as const
    const sources = {
      npm: await registries.npm.source('openai', place),
      pypi: await registries.pypi.source('openai', { ...place, get }),
    } satisfies Record<Registry, ListSource>
    const either = fc.oneof(
      fc.oneof(damagedJson([PACKUMENT]), damagedText([JSON.stringify(PACKUMENT)])).map((text) => ['npm', text]),
      fc.oneof(damagedJson([PROJECT]), damagedText([JSON.stringify(PROJECT)])).map((text) => ['pypi', text]),
    )
    return {
      inputs: either,
      check: async ([name, body = '']) => {
        const registry = REGISTRIES.find((one) => one === name)
        if (registry === undefined) throw new Error(`no registry ${name}`)
        const answer = { kind: 'ok', body, type: 'application/json', etag: null, lastModified: null } as const
        const read = await sources[registry].read(answer, null)
        if ('unreadable' in read) return must(read.unreadable !== '', 'unreadable without a reason')
        const { exact, compare } = ecosystems[registry]
        for (const [index, { version, publishedAt, requires }] of read.releases.entries()) {
          must(exact(version) !== null, `a version that is none: ${version}`)
          const before = read.releases[index - 1]
          must(before === undefined || compare(before.version, version) <= 0, 'versions out of order')
          must(publishedAt === null || typeof publishedAt === 'string', 'a date that is no text')
          must(requires === null || typeof requires === 'string', 'a requirement that is no text')
        }
        must(read.repository === null || typeof read.repository === 'string', 'a repository that is no text')
      },
    }
  },
}
