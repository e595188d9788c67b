import { expect, test } from 'vitest'
import { findUses } from './find-uses.ts'
import type { Use } from './use.ts'

const inTexts = async (files: Readonly<Record<string, unknown>>): Promise<readonly string[]> => {
  const texts = new Map(
    Object.entries(files).map(([path, file]) => [
      path,
      typeof file === 'string' ? file : JSON.stringify(file, null, 1),
    ]),
  )
  const { uses } = await findUses(
    { list: () => Promise.resolve([...texts.keys()]), read: (path) => Promise.resolve(texts.get(path) ?? null) },
    [
      { registry: 'npm', package: 'openai' },
      { registry: 'pypi', package: 'openai' },
    ],
  )
  return uses.map(told)
}

/** `1.3.0 by <=1.4.1 (package.json:5)`, or by whom a copy that nobody declares is wanted. */
const told = ({ declared, locked }: Use): string => {
  const have = locked.map(({ version }) => version).join(' and ') || 'nothing'
  const place = declared?.overridden?.at ?? declared?.at
  const wishes = locked.flatMap(({ dependents }) => dependents ?? [])
  return declared
    ? `${have} by ${declared.range} (${place?.file}:${place?.line})`
    : `${have} for ${wishes.map((one) => `${one.package} ${one.wants.kind === 'range' ? one.wants.range : '?'}`).join(', ')}`
}

const asks = { openai: '^1.0.0' }
const npmLock = (...asked: readonly string[]) => ({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { 'wraps-x': '1' } },
    'node_modules/wraps-x': { version: '1.0.0', dependencies: { openai: '~1.1.0' } },
    ...Object.fromEntries(asked.map((name) => [`node_modules/${name}`, { version: '1.0.0', dependencies: asks }])),
    'node_modules/openai': { version: '1.3.0' },
  },
})
const pnpmLock = `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      openai: { specifier: ^1.0.0, version: 1.3.0 }
packages:
  openai@1.3.0: {}
`
const yarnLock = (key: string) => `__metadata:
  version: 8

"openai@npm:${key}":
  version: 1.3.0
  resolution: "openai@npm:1.3.0"
`
const uvLock = 'version = 1\n\n[[package]]\nname = "openai"\nversion = "1.3.0"\n'
const pyproject = (more: string) => `[project]\nname = "o"\ndependencies = ["openai>=1"]\n[tool.uv]\n${more}\n`

test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
  [
    'npm: of a copy that another package brought',
    { 'package.json': { overrides: { openai: '<=1.4.1' } }, 'package-lock.json': npmLock() },
    ['1.3.0 by <=1.4.1 (package.json:3)'],
  ],
  [
    'npm: of one package’s wish alone',
    { 'package.json': { overrides: { 'wraps-x': { openai: '<=1.4.1' } } }, 'package-lock.json': npmLock('other') },
    ['1.3.0 for other ^1.0.0, wraps-x <=1.4.1'],
  ],
  [
    'npm: by what the root itself asks for',
    {
      'package.json': { dependencies: { openai: '1.3.0' }, overrides: { openai: '$openai' } },
      'package-lock.json': npmLock(),
    },
    ['1.3.0 by 1.3.0 (package.json:6)'],
  ],
  [
    'npm: by an archive of no registry, or another package',
    { 'package.json': { overrides: { openai: 'npm:fork@1' } }, 'package-lock.json': npmLock() },
    ['1.3.0 by npm:fork@1 (package.json:3)'],
  ],
  [
    'pnpm: of what a manifest asks for',
    {
      'package.json': { dependencies: asks, pnpm: { overrides: { 'openai@>=1 <2': '<=1.4.1' } } },
      'pnpm-lock.yaml': pnpmLock,
    },
    ['1.3.0 by <=1.4.1 (package.json:7)'],
  ],
  [
    'pnpm: of other ranges than the one that is asked for',
    {
      'package.json': { dependencies: asks, pnpm: { overrides: { 'openai@2': '<=2.4.1' } } },
      'pnpm-lock.yaml': pnpmLock,
    },
    ['1.3.0 by ^1.0.0 (package.json:3)'],
  ],
  [
    'pnpm: in pnpm-workspace.yaml',
    {
      'package.json': { dependencies: asks },
      'pnpm-workspace.yaml': 'packages: [.]\noverrides:\n  "openai": <=1.4.1\n',
      'pnpm-lock.yaml': pnpmLock,
    },
    ['1.3.0 by <=1.4.1 (pnpm-workspace.yaml:3)'],
  ],
  [
    'yarn: an entry that is keyed by it',
    {
      'package.json': { dependencies: asks, resolutions: { '**/openai': '<=1.4.1' } },
      'yarn.lock': yarnLock('<=1.4.1'),
    },
    ['1.3.0 by <=1.4.1 (package.json:6)'],
  ],
  [
    'another manager’s words are not heeded',
    { 'package.json': { dependencies: asks, resolutions: { openai: '<=1.4.1' } }, 'package-lock.json': npmLock() },
    ['1.3.0 by ^1.0.0 (package.json:3)'],
  ],
  [
    'a member’s words are not heeded, the root’s are',
    {
      'package.json': { workspaces: ['a'], resolutions: { openai: '<=1.4.1' } },
      'a/package.json': { dependencies: asks, resolutions: { openai: '1.2.0' } },
      'yarn.lock': `${yarnLock('<=1.4.1')}
"a@workspace:a":
  version: 0.0.0-use.local
  resolution: "a@workspace:a"
`,
    },
    ['1.3.0 by <=1.4.1 (package.json:6)'],
  ],
  [
    'uv: in the place of what is asked for',
    { 'pyproject.toml': pyproject('override-dependencies = ["openai<=1.4.1"]'), 'uv.lock': uvLock },
    ['1.3.0 by <=1.4.1 (pyproject.toml:5)'],
  ],
  [
    'uv: beside it',
    { 'pyproject.toml': pyproject('constraint-dependencies = ["openai<=1.4.1"]'), 'uv.lock': uvLock },
    ['1.3.0 by >=1,<=1.4.1 (pyproject.toml:5)'],
  ],
  [
    'pdm: in the place of what is asked for, an exact version bare',
    {
      'pyproject.toml': '[project]\ndependencies = ["openai>=1"]\n[tool.pdm.resolution.overrides]\nopenai = "1.3.0"\n',
      'pdm.lock': '[metadata]\nlock_version = "4.5.0"\n\n[[package]]\nname = "openai"\nversion = "1.3.0"\n',
    },
    ['1.3.0 by ==1.3.0 (pyproject.toml:4)'],
  ],
  [
    'pdm: with nothing locked, by a specifier',
    {
      'pyproject.toml':
        '[project]\ndependencies = ["openai>=1"]\n[tool.pdm.resolution]\noverrides = { openai = "<=1.4.1" }\n',
    },
    ['nothing by <=1.4.1 (pyproject.toml:4)'],
  ],
  [
    'pdm: by an archive of no registry',
    {
      'pyproject.toml':
        '[project]\ndependencies = ["openai>=1"]\n[tool.pdm.resolution.overrides]\nopenai = "https://files.example/openai-1.3.0.whl"\n',
    },
    ['nothing by @ https://files.example/openai-1.3.0.whl (pyproject.toml:4)'],
  ],
])('what the root overrides is what counts: %s', async (_, files, expected) => {
  expect(await inTexts(files)).toEqual(expected)
})

test('another package under the name of an SDK is no version of that SDK', async () => {
  expect(
    await inTexts({
      'package.json': { dependencies: { openai: 'npm:our-fork@1.3.0', mine: 'npm:openai@^1.0.0' } },
      'package-lock.json': {
        lockfileVersion: 3,
        packages: {
          '': {},
          'node_modules/openai': { name: 'our-fork', version: '1.3.0' },
          'node_modules/mine': { name: 'openai', version: '1.2.0' },
        },
      },
    }),
  ).toEqual(['nothing by npm:our-fork@1.3.0 (package.json:3)', '1.2.0 by ^1.0.0 (package.json:4)'])
})
