import { expect, test } from 'vitest'
import { findUses } from '../find-uses.ts'

const KNOWN = [
  { registry: 'npm', package: 'openai' },
  { registry: 'npm', package: '@anthropic-ai/sdk' },
  { registry: 'pypi', package: 'openai' },
  { registry: 'pypi', package: 'anthropic' },
] as const

const inTexts = (texts: Readonly<Record<string, string>>) =>
  findUses(
    { list: () => Promise.resolve(Object.keys(texts)), read: (path) => Promise.resolve(texts[path] ?? null) },
    KNOWN,
  )
const unread = async (texts: Readonly<Record<string, string>>) =>
  (await inTexts(texts)).unread.map(
    ({ registry, package: name, range, pinned, at }) =>
      `${at.file}:${at.line} ${registry} ${name} ${range || 'any'}${pinned === null ? '' : ` = ${pinned}`}`,
  )

const DOCKERFILE = `FROM python:3.12
# RUN pip install openai==0.1
ENV WHY="we use openai==9"
RUN apt-get install -y curl && pip install --no-cache-dir \\
      'openai[datalib]==2.33.0' \\
      # and the other
      "anthropic>=0.60" openai-whisper==1 && npm install -g @anthropic-ai/sdk@0.60.0 openai
RUN ["python", "-m", "pip", "install", "openai==2.34.0"]
RUN uv pip install openai; npm i openai@^5
`
const PINS = [
  ':5 pypi openai ==2.33.0 = 2.33.0',
  ':7 pypi anthropic >=0.60',
  ':7 npm @anthropic-ai/sdk 0.60.0 = 0.60.0',
  ':7 npm openai any',
  ':8 pypi openai ==2.34.0 = 2.34.0',
  ':9 pypi openai any',
  ':9 npm openai ^5',
]

test.each([
  'Dockerfile',
  'api/Dockerfile.dev',
  'worker.dockerfile',
  'Containerfile',
])('%s: what its commands install', async (file) => {
  expect(await unread({ [file]: DOCKERFILE })).toEqual(PINS.map((pin) => file + pin))
})

test.each([
  [
    'environment.yml',
    'name: openai\ndependencies:\n  - python=3.12\n  - openai=2.33.0\n  - conda-forge::anthropic==0.60.0=pyhd8ed1ab_0\n  - pip:\n      - openai>=2\n',
    [':4 pypi openai ==2.33.0 = 2.33.0', ':5 pypi anthropic ==0.60.0 = 0.60.0', ':7 pypi openai >=2'],
  ],
  ['ci/environment-dev.yaml', '- "openai==2.33.0" # why\n', [':1 pypi openai ==2.33.0 = 2.33.0']],
  ['constraints.txt', 'openai==2.33.0 ; python_version > "3"\n', [':1 pypi openai ==2.33.0 = 2.33.0']],
  [
    'setup.py',
    'setup(name="openai", install_requires=["openai>=1.0,<2", \'anthropic\'])  # "openai==9"\n',
    [':1 pypi openai >=1.0,<2', ':1 pypi anthropic any'],
  ],
  [
    'setup.cfg',
    '[metadata]\nname = openai\n[options]\ninstall_requires = openai==2.33.0\n    anthropic>=0.60\n',
    [':4 pypi openai ==2.33.0 = 2.33.0', ':5 pypi anthropic >=0.60'],
  ],
  [
    'deno.jsonc',
    '{\n  "imports": {\n    "openai": "npm:openai@^6.0.0", // why\n    "sdk/": "npm:/@anthropic-ai/sdk@0.60.0/deep/", "fs": "jsr:@std/fs@1", "o": "npm:openai"\n} }\n',
    [':3 npm openai ^6.0.0', ':4 npm @anthropic-ai/sdk 0.60.0 = 0.60.0', ':4 npm openai any'],
  ],
] as const)('%s', async (file, text, expected) => {
  expect(await unread({ [file]: text })).toEqual(expected.map((one) => file + one))
})

test('a constraints file that a requirements file names is read, and not named again', async () => {
  const texts = { 'requirements.txt': 'openai\n-c constraints.txt\n', 'constraints.txt': 'openai==2.33.0\n' }
  expect(await unread(texts)).toEqual([])
})

test('what the manifests ask for besides is told, with what of it the project runs on', async () => {
  const npm = {
    dependencies: { express: '^5', ours: 'workspace:*', near: 'file:../near', ai: 'latest', openai: '*' },
    devDependencies: { express: '^5', vitest: '^5' },
    peerDependencies: { react: '*' },
  }
  const poetry = '[tool.poetry.dependencies]\npython = "^3.9"\nrich = "^13 || ^14"\nlocal = { path = "../local" }\n'
  const { others } = await inTexts({
    'package.json': JSON.stringify(npm),
    'requirements.txt': 'Flask==3\nopenai\n',
    'dev-requirements.txt': 'flask\n',
    'pyproject.toml': poetry,
  })
  expect(others.map(({ registry, package: name, atRunTime }) => `${registry} ${name}${atRunTime ? '' : ' -'}`)).toEqual(
    [
      ...['npm express', 'npm ours -', 'npm near -', 'npm ai', 'npm vitest -', 'npm react -'],
      ...['pypi rich', 'pypi local -', 'pypi flask'],
    ],
  )
})
