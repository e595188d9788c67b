import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parse } from 'jsonc-parser'
import type { Known } from '../../ask/matrix/known.ts'
import { parseMatrix } from '../../ask/matrix/parse.ts'
import { root } from '../../edges/paths.ts'
import { damagedJson, damagedText } from '../damaged.ts'
import { must, orRefused } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

const known: Known = {
  folder: '/home/me',
  scenarios: ['azure-api-key', 'azure-env-api-key', 'openai-api-key'],
  groups: ['address'],
  gateways: ['apim-validate-jwt', 'apim-subscription-key', 'openai', 'bearer'],
  byName: ['bearer'],
  families: { npm: ['openai', 'anthropic'], pypi: ['openai', 'anthropic'] },
  familyOf: (_, name) => (name === 'openai' ? 'openai' : undefined),
  fileExists: () => true,
}

const texts = (): readonly string[] => {
  const folder = join(root(), 'fixtures', 'matrices')
  const own = readdirSync(folder).filter((name) => /\.jsonc?$/.test(name))
  return [join(root(), 'matrix.json'), ...own.map((name) => join(folder, name))].map((path) =>
    readFileSync(path, 'utf8'),
  )
}

export const matrix: FuzzTarget = {
  title: 'matrix.json',
  open: () => {
    const seeds = [...texts(), RICH]
    return {
      inputs: fc.oneof(damagedText(seeds), damagedJson(seeds.map((text) => parse(text)))).map((text) => [text]),
      check: async ([text = '']) => {
        const read = await orRefused(() => parseMatrix(text, 'matrix.json', known), /^matrix\.json(?::\d+:\d+)?/)
        if (read)
          must(read.sdks.length > 0 && read.sdks.every(({ id }) => id !== ''), 'a matrix without SDKs was taken')
      },
    }
  },
}

/** Most of what a matrix can say. */
const RICH = JSON.stringify({
  sdks: [
    {
      id: 'a',
      registry: 'npm',
      package: 'openai',
      versions: ['5.1.0', { range: '>=5', keep: 'all' }, { newest: 3 }],
      with: { left: '1.0.0' },
    },
    {
      id: 'b',
      registry: 'pypi',
      package: 'openai',
      versions: [{ range: '*', spread: 4 }],
      allowPorts: [8080],
      programs: { chat: 'python a.py' },
    },
  ],
  scenarios: ['azure-*', '@address'],
  gateways: ['openai', 'apim-*'],
  failOn: 'auth',
  timeoutMs: 1000,
  runtimes: ['node 22', 'python 3.11'],
  credentials: {
    'own-key': 'sk_{24}',
    pair: { basic: { user: 'me', password: '{32}' } },
    token: { jwt: { aud: 'x' } },
  },
  severities: [{ kind: 'header-added', name: 'x', severity: 'breaking', reason: 'y' }],
  accepted: [{ sdk: 'a', from: '5.1.0', to: '>=5.2.0', cause: 'body', reason: 'known', until: '2027-01-01' }],
})
