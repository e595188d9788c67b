import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFolder } from '../../edges/project-folder.ts'
import { findUses } from './find-uses.ts'
import type { Use } from './use.ts'

const KNOWN = [
  { registry: 'npm', package: 'openai' },
  { registry: 'npm', package: '@anthropic-ai/sdk' },
  { registry: 'pypi', package: 'openai' },
  { registry: 'pypi', package: 'anthropic' },
] as const

const inFixture = (name: string) =>
  findUses(projectFolder(join(import.meta.dirname, '../../../fixtures/projects', name)), KNOWN)

const inTexts = (texts: Readonly<Record<string, string>>) =>
  findUses(
    {
      list: () => Promise.resolve(Object.keys(texts)),
      read: (path) => Promise.resolve(texts[path] ?? null),
    },
    KNOWN,
  )

/** One line a use: `openai ^5.17.0 (dependencies package.json:6) = 5.17.0 (package-lock.json:234)`. */
const told = ({ package: name, declared, locked }: Use): string =>
  [
    name,
    declared ? `${declared.range || 'any'} (${declared.group} ${declared.at.file}:${declared.at.line})` : 'undeclared',
    ...locked.map(({ version, at }) => `= ${version} (${at.file}:${at.line})`),
  ].join(' ')

test('a lockfile that names no version of a package is told, and not used', async () => {
  const { uses, faults } = await inTexts({
    'package.json': '{ "dependencies": { "openai": "^5.0.0" } }',
    'package-lock.json': '{ "lockfileVersion": 1,\n "dependencies": { "openai": { "version": "" } } }',
  })
  expect(uses.map(told)).toEqual(['openai ^5.0.0 (dependencies package.json:1)'])
  expect(faults).toMatchObject([{ what: 'This lockfile names no version of openai.', where: 'package-lock.json:2' }])
})

const CASES: Readonly<Record<string, readonly string[]>> = {
  'npm-v1': [
    'openai ^4.100.0 (dependencies package.json:5) = 4.104.0 (package-lock.json:221)',
    'openai ^5.17.0 (dependencies package.json:6) = 5.17.0 (package-lock.json:234)',
  ],
  'npm-v2': [
    'openai ^4.100.0 (dependencies package.json:5) = 4.104.0 (package-lock.json:379)',
    'openai ^5.17.0 (dependencies package.json:6) = 5.17.0 (package-lock.json:409)',
  ],
  'npm-v3': [
    'openai ^4.100.0 (dependencies package.json:5) = 4.104.0 (package-lock.json:379)',
    'openai ^5.17.0 (dependencies package.json:6) = 5.17.0 (package-lock.json:409)',
  ],
  'npm-shrinkwrap': ['openai ^5.17.0 (dependencies package.json:5) = 5.17.1 (npm-shrinkwrap.json:6)'],
  'npm-transitive': [
    'openai undeclared = 4.104.0 (package-lock.json:30)',
    'openai ~5.18.0 (dependencies package.json:6) = 5.18.1 (package-lock.json:449)',
  ],
  'npm-workspaces': [
    '@anthropic-ai/sdk 0.60.0 (dependencies package.json:6) = 0.60.0 (package-lock.json:15)',
    'openai 5.17.0 (dependencies packages/a/package.json:5) = 5.17.0 (package-lock.json:31)',
    'openai ~5.18.0 (dependencies packages/b/package.json:5) = 5.18.1 (package-lock.json:66)',
    'openai >=5 (peer packages/b/package.json:8) = 5.18.1 (package-lock.json:66)',
  ],
  'pnpm-v5': [
    '@anthropic-ai/sdk 0.60.0 (dependencies package.json:5) = 0.60.0 (pnpm-lock.yaml:19)',
    'openai 5.18.1 (dependencies package.json:6) = 5.18.1 (pnpm-lock.yaml:40)',
    'openai ~5.17.0 (dependencies package.json:7) = 5.17.0 (pnpm-lock.yaml:24)',
  ],
  'pnpm-v5-workspaces': [
    '@anthropic-ai/sdk 0.60.0 (dependencies package.json:6) = 0.60.0 (pnpm-lock.yaml:25)',
    'openai 5.17.0 (dependencies packages/a/package.json:5) = 5.17.0 (pnpm-lock.yaml:30)',
    'openai ~5.18.0 (dependencies packages/b/package.json:5) = 5.18.1 (pnpm-lock.yaml:43)',
    'openai >=5 (peer packages/b/package.json:8) = 5.18.1 (pnpm-lock.yaml:43)',
  ],
  'pnpm-v6': [
    '@anthropic-ai/sdk 0.60.0 (dependencies package.json:5) = 0.60.0 (pnpm-lock.yaml:26)',
    'openai 5.18.1 (dependencies package.json:6) = 5.18.1 (pnpm-lock.yaml:47)',
    'openai ~5.17.0 (dependencies package.json:7) = 5.17.0 (pnpm-lock.yaml:31)',
  ],
  'pnpm-v9-workspaces': [
    '@anthropic-ai/sdk 0.60.0 (dependencies package.json:6) = 0.60.0 (pnpm-lock.yaml:38)',
    'openai ^4.100.0 (dependencies packages/a/package.json:5) = 4.104.0 (pnpm-lock.yaml:176)',
    'openai 5.17.0 (dependencies packages/a/package.json:6) = 5.17.0 (pnpm-lock.yaml:188)',
    'openai ~5.18.0 (dependencies packages/b/package.json:5) = 5.18.1 (pnpm-lock.yaml:200)',
    'openai >=5 (peer packages/b/package.json:8) = 5.18.1 (pnpm-lock.yaml:200)',
  ],
  'yarn-classic': [
    '@anthropic-ai/sdk 0.60.0 (dependencies package.json:6) = 0.60.0 (yarn.lock:5)',
    'openai ^4.100.0 (dependencies packages/a/package.json:5) = 4.104.0 (yarn.lock:248)',
    'openai 5.17.0 (dependencies packages/a/package.json:6) = 5.17.0 (yarn.lock:261)',
    'openai ~5.18.0 (dependencies packages/b/package.json:5) = 5.18.1 (yarn.lock:266)',
    'openai >=5 (peer packages/b/package.json:8) = 5.18.1 (yarn.lock:266)',
  ],
  'yarn-berry': [
    '@anthropic-ai/sdk 0.60.0 (dependencies package.json:6) = 0.60.0 (yarn.lock:8)',
    'openai ^4.100.0 (dependencies packages/a/package.json:5) = 4.104.0 (yarn.lock:349)',
    'openai 5.17.0 (dependencies packages/a/package.json:6) = 5.17.0 (yarn.lock:374)',
    'openai ~5.18.0 (dependencies packages/b/package.json:5) = 5.18.1 (yarn.lock:391)',
    'openai >=5 (peer packages/b/package.json:8) = 5.18.1 (yarn.lock:391)',
  ],
  bun: [
    '@anthropic-ai/sdk 0.60.0 (dependencies package.json:6) = 0.60.0 (bun.lock:31)',
    'openai ^4.100.0 (dependencies packages/a/package.json:5) = 4.104.0 (bun.lock:105)',
    'openai 5.17.0 (dependencies packages/a/package.json:6) = 5.17.0 (bun.lock:107)',
    'openai ~5.18.0 (dependencies packages/b/package.json:5) = 5.18.1 (bun.lock:119)',
    'openai >=5 (peer packages/b/package.json:8) = 5.18.1 (bun.lock:119)',
  ],
  'uv-workspace': [
    'openai any (dependencies packages/worker/pyproject.toml:5) = 2.33.0 (uv.lock:58)',
    'openai >=2.30,<2.34 (dependencies pyproject.toml:6) = 2.33.0 (uv.lock:58)',
    'anthropic >=0.60 (optional pyproject.toml:10) = 2.12.0 (uv.lock:17)',
    'openai >=2.30 (dev pyproject.toml:13) = 2.33.0 (uv.lock:58)',
  ],
  poetry: [
    'openai >=2.33,<2.34 (dependencies pyproject.toml:10) = 2.33.0 (poetry.lock:50)',
    'anthropic >=0.60,<0.61 (dev pyproject.toml:13) = 0.60.0 (poetry.lock:4)',
  ],
  pdm: [
    'openai ~=2.33.0 (dependencies pyproject.toml:5) = 2.33.0 (pdm.lock:27)',
    'anthropic >=0.60 (dev pyproject.toml:8) = 0.104.1 (pdm.lock:14)',
  ],
  pylock: ['openai >=2.30,<2.34 (dependencies pyproject.toml:5) = 2.33.0 (pylock.toml:15)'],
  pipenv: [
    'openai ~=2.33.0 (dependencies Pipfile:7) = 2.33.0 (Pipfile.lock:33)',
    'anthropic >=0.60 (dev Pipfile:10) = 2.12.0 (Pipfile.lock:44)',
  ],
  requirements: [
    'openai >=2.30 (dependencies dev-requirements.txt:2) = 2.33.0 (requirements.txt:6)',
    'openai ==2.33.0 (dependencies requirements.txt:6) = 2.33.0 (requirements.txt:6)',
    'anthropic >=0.60,<1 (dependencies requirements/base.txt:2) = 0.104.1 (constraints.txt:1)',
  ],
  // Written by a tool from pyproject.toml: its pins are what pyproject's ranges became.
  'pip-compiled': [
    'openai >=2.30,<2.34 (dependencies pyproject.toml:6) = 2.33.0 (requirements.txt:27)',
    'anthropic >=0.60 (optional pyproject.toml:10)',
    'openai >=2.30 (dev pyproject.toml:13) = 2.33.0 (requirements.txt:27)',
  ],
  'no-lockfile': [
    '@anthropic-ai/sdk latest (dependencies package.json:5)',
    'openai ^5.17.0 (dependencies package.json:6)',
    'openai 4.x (optional package.json:9)',
    'openai >=2.30,<3 (dependencies pyproject.toml:6)',
    'openai @ git+https://example.com/openai-python@main (optional pyproject.toml:11)',
    'anthropic any (dev pyproject.toml:15)',
  ],
  // `web` is no member of the root's workspace: the root's lockfile says nothing about it.
  'nested-projects': [
    'openai ==2.33.0 (dependencies api/requirements.txt:1) = 2.33.0 (api/requirements.txt:1)',
    'openai undeclared = 5.17.0 (package-lock.json:6)',
    'openai ^5.17.0 (dependencies web/package.json:5)',
  ],
}

test.each(Object.entries(CASES))('%s: what is declared and locked, with file and line', async (name, expected) => {
  const { uses, faults } = await inFixture(name)
  expect(uses.map(told)).toEqual(expected)
  expect(faults).toEqual([])
})

describe('a lockfile that cannot be used is named and not fatal', () => {
  test.each([
    ['broken', ['Pipfile.lock:3', 'bun.lock:3', 'package-lock.json:7', 'pnpm-lock.yaml:6', 'uv.lock:5', 'yarn.lock:5']],
    [
      'unknown-version',
      [
        'Pipfile.lock:2',
        'bun.lock:2',
        'package-lock.json:3',
        'pdm.lock:2',
        'pnpm-lock.yaml:1',
        'poetry.lock:6',
        'pylock.toml:1',
        'uv.lock:1',
        'yarn.lock:2',
      ],
    ],
  ])('%s', async (name, places) => {
    const { uses, faults } = await inFixture(name)
    expect(uses.map(told)).toEqual([
      'openai ^5.17.0 (dependencies package.json:5)',
      'openai >=2.30 (dependencies pyproject.toml:4)',
    ])
    expect(faults.map(({ where }) => where).toSorted()).toEqual(places)
  })
  test('merge marks are told from broken syntax', async () => {
    const { faults } = await inFixture('broken')
    expect(faults.find(({ where }) => where === 'bun.lock:3')?.what).toContain('unresolved merge')
  })
  test("bun's binary lockfile, where it would have a say", async () => {
    const manifest = '{ "dependencies": { "openai": "^5" } }'
    const mute = await inTexts({ 'package.json': manifest, 'bun.lockb': 'x' })
    expect(mute.faults.map(({ where }) => where)).toEqual(['bun.lockb'])
    expect((await inTexts({ 'package.json': '{}', 'bun.lockb': 'x' })).faults).toEqual([])
    expect((await inTexts({ 'package.json': manifest, 'bun.lockb': 'x', 'bun.lock': bunLock })).faults).toEqual([])
  })
  test('a broken manifest does not hide the others', async () => {
    const { uses, faults } = await inTexts({ 'package.json': '{', 'api/requirements.txt': 'openai' })
    expect(uses).toHaveLength(1)
    expect(faults.map(({ where }) => where)).toEqual(['package.json:1'])
  })
})

const bunLock = `{
  "lockfileVersion": 1,
  "workspaces": { "": { "dependencies": { "openai": "^5" } }, "b": { "name": "b", "dependencies": { "openai": "^4" } } },
  "packages": {
    "openai": ["openai@5.17.0", "", {}, ""],
    "b/openai": ["openai@4.104.0", "", {}, ""],
    "@langchain/openai/openai": ["openai@4.103.0", "", {}, ""],
  },
}
`

test("bun: a member's own copy, and one below another package", async () => {
  const { uses } = await inTexts({
    'package.json': '{ "dependencies": { "openai": "^5" } }',
    'b/package.json': '{ "dependencies": { "openai": "^4" } }',
    'bun.lock': bunLock,
  })
  expect(uses.map(told)).toEqual([
    'openai ^4 (dependencies b/package.json:1) = 4.104.0 (bun.lock:6)',
    'openai undeclared = 4.103.0 (bun.lock:7)',
    'openai ^5 (dependencies package.json:1) = 5.17.0 (bun.lock:5)',
  ])
  expect(uses.map(({ workspace }) => workspace)).toEqual(['b', null, null])
})

test('versions that one lockfile holds for different Pythons stand side by side', async () => {
  const { uses } = await inTexts({
    'pyproject.toml': '[project]\ndependencies = ["openai"]\n',
    'uv.lock': ['1.109.1', '2.33.0'].reduce(
      (text, version) => `${text}\n[[package]]\nname = "openai"\nversion = "${version}"\n`,
      'version = 1\n',
    ),
  })
  expect(uses.map(told)).toEqual([
    'openai any (dependencies pyproject.toml:2) = 1.109.1 (uv.lock:4) = 2.33.0 (uv.lock:8)',
  ])
})

test('two lockfiles in one folder are both named', async () => {
  const { uses } = await inTexts({
    'package.json': '{ "dependencies": { "openai": "^5" } }',
    'yarn.lock': '# yarn lockfile v1\n\n\nopenai@^5, openai@^5.0.0:\n  version "5.18.1"\n',
    'package-lock.json':
      '{ "lockfileVersion": 3, "packages": { "": {}, "node_modules/openai": { "version": "5.17.0" } } }',
  })
  expect(uses.map(told)).toEqual([
    'openai ^5 (dependencies package.json:1) = 5.17.0 (package-lock.json:1) = 5.18.1 (yarn.lock:4)',
  ])
})

test('yarn classic: a folder that the workspace leaves out has no lockfile', async () => {
  const manifest = '{ "dependencies": { "openai": "^5" } }'
  const { uses } = await inTexts({
    'package.json': '{ "workspaces": { "packages": ["./apps/*/", "!apps/old"] } }',
    'apps/new/package.json': manifest,
    'apps/old/package.json': manifest,
    'yarn.lock': '# yarn lockfile v1\n\n\nopenai@^5:\n  version "5.18.1"\n',
  })
  expect(uses.map(told)).toEqual([
    'openai ^5 (dependencies apps/new/package.json:1) = 5.18.1 (yarn.lock:4)',
    'openai ^5 (dependencies apps/old/package.json:1)',
  ])
})

test('yarn: a patched SDK is still that SDK', async () => {
  const { uses } = await inTexts({
    'package.json': '{ "dependencies": { "openai": "patch:openai@npm%3A^5.17.0#~/.yarn/patches/openai.patch" } }',
    'yarn.lock': `__metadata:
  version: 8

"openai@npm:^5.17.0":
  version: 5.18.1
  resolution: "openai@npm:5.18.1"

"openai@patch:openai@npm%3A^5.17.0#~/.yarn/patches/openai.patch":
  version: 5.18.1
  resolution: "openai@patch:openai@npm%3A5.18.1#~/.yarn/patches/openai.patch::version=5.18.1&hash=abc"
`,
  })
  expect(uses.map(told)).toEqual([
    'openai ^5.17.0 (dependencies package.json:1) = 5.18.1 (yarn.lock:4) = 5.18.1 (yarn.lock:8)',
  ])
})

test('a copy that comes from no registry says where it comes from, in every lockfile that tells', async () => {
  const git = 'https://host/me/openai'
  const commit = '0123abc'
  const toml = (array: string, head: string, source: string) =>
    `${head}[[${array}]]\nname = "openai"\nversion = "2.33.0"\n${source}\n`
  const locks: Readonly<Record<string, string>> = {
    'uv.lock': toml('package', 'version = 1\n', `source = { git = "${git}#${commit}" }`),
    'poetry.lock': `${toml('package', '', `[package.source]\ntype = "git"\nurl = "${git}"\nresolved_reference = "${commit}"`)}[metadata]\nlock-version = "2.1"\n`,
    'pdm.lock': `[metadata]\nlock_version = "4.5.0"\n${toml('package', '', `git = "${git}"\nrevision = "${commit}"`)}`,
    'pylock.toml': toml(
      'packages',
      'lock-version = "1.0"\n',
      `vcs = { type = "git", url = "${git}", commit-id = "${commit}" }`,
    ),
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: {
        'node_modules/openai': { version: '2.33.0', resolved: `${git}#${commit}`.replace('https', 'git+https') },
      },
    }),
    'yarn.lock': `# yarn lockfile v1\n\n"openai@${git}":\n  version "2.33.0"\n  resolved "${git}#${commit}"\n`,
  }
  for (const [file, text] of Object.entries(locks)) {
    const { uses, faults } = await inTexts({ [file]: text })
    expect([file, faults, uses[0]?.locked[0]?.elsewhere?.replace('git+', '')]).toEqual([file, [], `${git}#${commit}`])
  }
  const index = toml('package', '', '[package.source]\ntype = "legacy"\nurl = "https://index/simple"')
  const { uses } = await inTexts({ 'poetry.lock': `${index}[metadata]\nlock-version = "2.1"\n` })
  expect(uses[0]?.locked).toMatchObject([{ version: '2.33.0' }])
  expect(uses[0]?.locked[0]).not.toHaveProperty('elsewhere')
})

test.each([
  [
    'packages of format 9, from an archive',
    "'9.0'",
    'openai@https://codeload.github.com/me/openai/tar.gz/0123abc',
    'resolution: {tarball: https://codeload.github.com/me/openai/tar.gz/0123abc}',
    'https://codeload.github.com/me/openai/tar.gz/0123abc',
    'https://codeload.github.com/me/openai/tar.gz/0123abc',
  ],
  [
    'packages of format 9, from git',
    "'9.0'",
    'openai@git+https://host/me_too/openai.git#0123abc',
    'resolution: {commit: 0123abc, repo: https://host/me_too/openai.git, type: git}',
    'git+https://host/me_too/openai.git#0123abc',
    'https://host/me_too/openai.git#0123abc',
  ],
  [
    'packages of format 5',
    '5.4',
    'github.com/me/openai/0123abc',
    'resolution: {tarball: https://codeload.github.com/me/openai/tar.gz/0123abc}\n    name: openai',
    'github.com/me/openai/0123abc',
    'https://codeload.github.com/me/openai/tar.gz/0123abc',
  ],
])('pnpm: a copy from no registry that only another package brought: %s', async (_, format, key, more, became, from) => {
  const wraps = format === '5.4' ? '/wraps/1.0.0' : 'wraps@1.0.0'
  const holds = `    dependencies:\n      openai: ${became}\n`
  const { uses, faults } = await inTexts({
    'package.json': '{ "dependencies": { "wraps": "1" } }',
    'pnpm-lock.yaml': `lockfileVersion: ${format}
importers:
  .:
    dependencies:
      wraps: ${format === '5.4' ? '1.0.0' : '{ specifier: 1, version: 1.0.0 }'}
packages:
  ${wraps}:
    resolution: {integrity: sha512-x}
${format === '5.4' ? holds : ''}  ${key}:
    ${more}
    version: 5.17.0
${format === '5.4' ? '' : `snapshots:\n  ${wraps}:\n${holds}`}`,
  })
  expect(faults).toEqual([])
  expect(uses).toMatchObject([
    {
      package: 'openai',
      declared: null,
      locked: [{ version: '5.17.0', elsewhere: from, dependents: [{ package: 'wraps' }] }],
    },
  ])
})

test('pnpm: a document of its own before the project’s is passed over', async () => {
  const own = "lockfileVersion: '9.0'\nimporters:\n  .: {}\npackages:\n  pnpm@12.0.0: {}\n"
  const { uses, faults } = await inTexts({
    'package.json': '{ "dependencies": { "openai": "^5" } }',
    'pnpm-lock.yaml': `---\n${own}---\nlockfileVersion: '9.0'
importers:
  .:
    dependencies:
      openai: { specifier: ^5, version: 5.17.0(zod@3.25.76) }
packages:
  openai@5.17.0: {}
`,
  })
  expect(faults).toEqual([])
  expect(uses.map(told)).toEqual(['openai ^5 (dependencies package.json:1) = 5.17.0 (pnpm-lock.yaml:14)'])
})

test('catalogs of bun and yarn give the range', async () => {
  const { uses } = await inTexts({
    'package.json': '{ "workspaces": { "packages": ["a"], "catalogs": { "ai": { "openai": "^5.1.0" } } } }',
    '.yarnrc.yml': 'catalog:\n  "@anthropic-ai/sdk": ^0.60.0\n',
    'a/package.json': '{ "dependencies": {\n"openai": "catalog:ai",\n"@anthropic-ai/sdk": "catalog:" } }',
  })
  expect(uses.map(told)).toEqual([
    'openai ^5.1.0 (dependencies a/package.json:2)',
    '@anthropic-ai/sdk ^0.60.0 (dependencies a/package.json:3)',
  ])
})

test('names of PyPI are compared as PEP 503 says, and only whole', async () => {
  const { uses } = await findUses(
    {
      list: () => Promise.resolve(['requirements.txt']),
      read: () => Promise.resolve('Azure_AI.Inference==1.0\nazure-ai==1\nazure-ai-inference-extra==1\n'),
    },
    [{ registry: 'pypi', package: 'azure-ai-inference' }],
  )
  expect(uses.map(told)).toEqual([
    'azure-ai-inference ==1.0 (dependencies requirements.txt:1) = 1.0 (requirements.txt:1)',
  ])
})

test('pip-tools in layers: each .in file is answered by its .txt', async () => {
  const compiled = (source: string, pin: string): string =>
    `# This file is autogenerated by pip-compile\n#    pip-compile ${source}\nopenai==${pin}\n    # via -r ${source}\n`
  const { uses } = await inTexts({
    'requirements.in': 'openai>=2\n',
    'requirements.txt': compiled('requirements.in', '2.33.0'),
    'dev-requirements.in': '-c requirements.txt\nopenai\n',
    'dev-requirements.txt': compiled('dev-requirements.in', '2.33.0'),
  })
  expect(uses.map(told)).toEqual([
    'openai any (dependencies dev-requirements.in:2) = 2.33.0 (requirements.txt:3) = 2.33.0 (dev-requirements.txt:3)',
    'openai >=2 (dependencies requirements.in:1) = 2.33.0 (requirements.txt:3)',
  ])
})

test('what a requirements file includes is read wherever it lies in the project, and never outside', async () => {
  const { uses } = await inTexts({
    'api/requirements.txt': '-r ../shared/deps.txt\n-r ../../../etc/passwd\n-r https://example.com/more.txt\n',
    'shared/deps.txt': '--requirement=more.txt\n',
    'shared/more.txt': 'openai>=2',
  })
  expect(uses.map(told)).toEqual(['openai >=2 (dependencies shared/more.txt:1)'])
})
