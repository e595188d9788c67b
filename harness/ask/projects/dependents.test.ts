import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../../edges/project-folder.ts'
import { findUses } from './find-uses.ts'
import type { Dependent, Use } from './use.ts'

const KNOWN = [
  { registry: 'npm', package: 'openai' },
  { registry: 'pypi', package: 'openai' },
] as const

const inFixture = (name: string) =>
  findUses(projectFolder(join(import.meta.dirname, '../../../fixtures/projects', name)), KNOWN)

const inTexts = (texts: Readonly<Record<string, string>>) =>
  findUses(
    { list: () => Promise.resolve(Object.keys(texts)), read: (path) => Promise.resolve(texts[path] ?? null) },
    KNOWN,
  )

/** `4.104.0: @langchain/openai 0.3.0 wants ^4.57.3 (package-lock.json:32)`, one line a dependent. */
const told = ({ locked }: Use): readonly string[] =>
  locked.flatMap(({ version, dependents }) =>
    dependents === null
      ? [`${version}: not recorded`]
      : dependents.length === 0
        ? [`${version}: nobody`]
        : dependents.map((one) => `${version}: ${wish(one)}`),
  )

const wish = ({ package: name, version, wants, kind, at }: Dependent): string => {
  const range = wants.kind === 'range' ? wants.range : wants.kind === 'unknown' ? `? (${wants.why})` : 'in registry'
  return `${[name, version].join(' ').trim()} wants ${range}${kind === 'plain' ? '' : ` as ${kind}`} (${at.file}:${at.line})`
}

// One project for all of npm: @langchain/openai has a copy of its own; the project's copy suits the peers of instructor
// and langsmith (an optional one), and not that of zod-stream, which nobody minded.
const npm = (
  at: Readonly<Record<'langchain' | 'instructor' | 'langsmith' | 'zodStream', string>>,
  range = '^4.57.3',
) => [
  `4.104.0: @langchain/openai 0.3.0 wants ${range} (${at.langchain})`,
  `5.23.2: @instructor-ai/instructor 1.7.0 wants >=4.58.0 as peer (${at.instructor})`,
  `5.23.2: langsmith 0.3.87 wants * as peer (${at.langsmith})`,
  `5.23.2: zod-stream 3.0.0 wants 4.47.1 as peer (${at.zodStream})`,
]
const lines = (file: string, langchain: number, instructor: number, langsmith: number, zodStream: number) => ({
  langchain: `${file}:${langchain}`,
  instructor: `${file}:${instructor}`,
  langsmith: `${file}:${langsmith}`,
  zodStream: `${file}:${zodStream}`,
})

const CASES: Readonly<Record<string, readonly string[]>> = {
  'held-npm': npm(lines('package-lock.json', 34, 24, 90, 136)),
  // Has no peers.
  'held-npm-v1': ['4.104.0: @langchain/openai 0.3.0 wants ^4.57.3 (package-lock.json:19)', '5.23.2: nobody'],
  'held-pnpm': npm(lines('pnpm-lock.yaml', 98, 89, 114, 136), 'in registry'),
  'held-pnpm-v5': npm(lines('pnpm-lock.yaml', 36, 23, 64, 113), 'in registry'),
  'held-pnpm-v6': npm(lines('pnpm-lock.yaml', 43, 29, 71, 122), 'in registry'),
  'held-yarn-classic': ['4.104.0: @langchain/openai 0.3.0 wants ^4.57.3 (yarn.lock:18)', '5.23.2: nobody'],
  // Which copy a peer gets is not in the file: those that suit it.
  'held-yarn-berry': [
    '4.104.0: @instructor-ai/instructor 1.7.0 wants >=4.58.0 as peer (yarn.lock:15)',
    '4.104.0: @langchain/openai 0.3.0 wants ^4.57.3 (yarn.lock:26)',
    '4.104.0: langsmith 0.3.87 wants * as peer (yarn.lock:49)',
    '5.23.2: @instructor-ai/instructor 1.7.0 wants >=4.58.0 as peer (yarn.lock:15)',
    '5.23.2: langsmith 0.3.87 wants * as peer (yarn.lock:49)',
  ],
  'held-bun': npm(lines('bun.lock', 17, 15, 19, 23)),
  'held-uv': ['1.109.1: langchain-openai 0.1.7 wants in registry (uv.lock:10)'],
  'held-poetry': [
    '1.109.1: guardrails 0.5.0 wants <1.50 as extra (poetry.lock:4)',
    '1.109.1: langchain-openai 0.1.7 wants >=1.24.0,<2.0.0 (poetry.lock:19)',
  ],
  'held-pdm': ['1.109.1: langchain-openai 0.1.7 wants <2.0.0,>=1.24.0 (pdm.lock:14)'],
  'held-pylock': [
    '1.109.1: langchain-openai 0.1.7 wants in registry (pylock.toml:6)',
    '1.109.1: ours wants ? (it comes from no registry) (pylock.toml:18)',
  ],
  'held-pip-compiled': ['1.109.1: langchain-openai 0.1.7 wants in registry (requirements.txt:5)'],
  // Its packages say nothing of each other.
  pylock: ['2.33.0: not recorded'],
  pipenv: ['2.33.0: not recorded'],
}

test.each(Object.entries(CASES))('%s: who wants which copy, and how far it lets it go', async (name, expected) => {
  const { uses, faults } = await inFixture(name)
  expect([...new Set(uses.flatMap(told))].toSorted()).toEqual(expected)
  expect(faults).toEqual([])
})

test('two copies of one version, nested below two packages, are each held by their own', async () => {
  const below = (name: string, range: string) => ({
    [`node_modules/${name}`]: { version: '1.0.0', dependencies: { openai: range } },
    [`node_modules/${name}/node_modules/openai`]: { version: '4.104.0' },
  })
  const { uses } = await inTexts({
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: { '': {}, ...below('a', '^4.57.3'), ...below('b', '~4.104.0') },
    }),
  })
  expect(uses.flatMap(told)).toEqual([
    '4.104.0: a 1.0.0 wants ^4.57.3 (package-lock.json:1)',
    '4.104.0: b 1.0.0 wants ~4.104.0 (package-lock.json:1)',
  ])
})

test('an alias is asked for by its own name', async () => {
  const { uses } = await inTexts({
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': {},
        'node_modules/a': { version: '1.0.0', dependencies: { 'openai-4': 'npm:openai@^4' } },
        'node_modules/openai-4': { name: 'openai', version: '4.104.0' },
      },
    }),
  })
  expect(uses.flatMap(told)).toEqual(['4.104.0: a 1.0.0 wants ^4 (package-lock.json:1)'])
})

test('versions for different Pythons are each held by those whose range they suit', async () => {
  const openai = (version: string) => `[[package]]\nname = "openai"\nversion = "${version}"\n`
  const asking = (name: string, range: string) =>
    `[[package]]\nname = "${name}"\nversion = "1"\n[package.dependencies]\nopenai = "${range}"\n`
  const { uses } = await inTexts({
    'poetry.lock': `${openai('1.109.1')}${openai('2.33.0')}${asking('old', '<2')}${asking('both', '>=1')}[metadata]\nlock-version = "2.1"\n`,
  })
  expect(uses.flatMap(told)).toEqual([
    '1.109.1: old 1 wants <2 (poetry.lock:8)',
    '1.109.1: both 1 wants >=1 (poetry.lock:13)',
    '2.33.0: both 1 wants >=1 (poetry.lock:13)',
  ])
})

test('a compiled requirements file without notes does not say who wants what', async () => {
  const { uses } = await inTexts({
    'requirements.txt':
      '# This file was autogenerated by uv via the following command:\nlangchain==1\nopenai==2.33.0\n',
  })
  expect(uses.flatMap(told)).toEqual(['2.33.0: not recorded'])
})

test('a lockfile that leaves it out is completed by the one beside it', async () => {
  const entry = (more = '') => `name = "openai"\nversion = "1.109.1"\n${more}`
  const { uses } = await inTexts({
    'pylock.toml': `lock-version = "1.0"\n[[packages]]\n${entry()}`,
    'uv.lock': `version = 1\n[[package]]\n${entry()}[[package]]\nname = "langchain"\nversion = "1"\nsource = { registry = "x" }\ndependencies = [{ name = "openai" }]\n`,
    'api/pylock.toml': `lock-version = "1.0"\n[[packages]]\n${entry()}`,
  })
  expect(uses.map(({ locked }) => locked[0]?.at.file)).toEqual(['api/pylock.toml', 'pylock.toml', 'uv.lock'])
  const wish = '1.109.1: langchain 1 wants in registry (uv.lock:6)'
  expect(uses.flatMap(told)).toEqual(['1.109.1: not recorded', wish, wish])
})

test('pnpm: what a package from elsewhere wants is not known', async () => {
  const { uses } = await inTexts({
    'pnpm-lock.yaml': `lockfileVersion: '9.0'
importers:
  .: {}
packages:
  openai@4.104.0: {}
snapshots:
  ours@https://example.com/ours.tgz:
    dependencies:
      openai: 4.104.0
`,
  })
  expect(uses.flatMap(told)).toEqual([
    '4.104.0: ours@https://example.com/ours.tgz wants ? (it comes from no registry) (pnpm-lock.yaml:9)',
  ])
})
