import { expect, test } from 'vitest'
import { callersSecrets } from './callers-secrets.ts'

const KEY = 'npm_4eC39HqLyjWDarjtT1zdp7dcQw81'
const secretsOf = (env: Record<string, string>, ...files: { name: string; text: string }[]) =>
  Object.fromEntries(callersSecrets(env, files).map(({ label, value }) => [label, value]))

test('variables that are called secrets, and passwords in addresses and connection strings, are', () => {
  const env = {
    NPM_TOKEN: KEY,
    OPENAI_API_KEY: 'sk-proj-a1b2c3d4e5f6g7h8',
    DB_PASSWORD: 'correct-horse-battery',
    PIP_INDEX_URL: 'https://me:p%40ssw0rd!@pypi.acme.test/simple',
    STORAGE: 'AccountName=a;AccountKey=c2VjcmV0LWtleS1vZi1hLXN0b3JhZ2U=;x=y',
  }
  expect(secretsOf(env)).toMatchObject({
    'value of NPM_TOKEN': KEY,
    'value of OPENAI_API_KEY': 'sk-proj-a1b2c3d4e5f6g7h8',
    'value of DB_PASSWORD': 'correct-horse-battery',
    'value of password in PIP_INDEX_URL': 'p@ssw0rd!',
    'value of password in STORAGE': 'c2VjcmV0LWtleS1vZi1hLXN0b3JhZ2U=',
  })
})

test('settings of npm, pip, uv and netrc are read by their lines', () => {
  const pair = Buffer.from('me:hunter2-hunter2').toString('base64')
  const npmrc = `registry=https://r.acme.test/\n//r.acme.test/:_authToken=\${MINE}\n//s.acme.test/:_auth=${pair}\n; x_token=${KEY}9\n`
  const found = callersSecrets({ MINE: KEY }, [
    { name: '.npmrc', text: npmrc },
    { name: 'pip.conf', text: '[global]\nindex-url = https://me:s3cr3t-of-pip@p.acme.test/simple\n' },
    { name: 'uv.toml', text: '[[index]]\nurl = "https://me:s3cr3t-of-uv@p.acme.test/simple"\n' },
    { name: '.netrc', text: 'machine a.test\n  login me\n  password s3cr3t-of-netrc\n' },
  ])
  expect(found.map(({ value }) => value).sort()).toEqual(
    [KEY, pair, 'hunter2-hunter2', 's3cr3t-of-pip', 's3cr3t-of-uv', 's3cr3t-of-netrc'].sort(),
  )
})

test.each([
  ['an ordinary word', 'SERVICE_KEY', 'azure-openai'],
  ['a model', 'MODEL_KEY', 'gpt-4o-mini'],
  ['a day', 'API_KEY', '2024-10-21'],
  ['a path', 'SSH_KEY', '/home/me/.ssh/id_ed25519_4eC39HqLyjWDarjtT1'],
  ['an address', 'TOKEN_URL', 'https://login.acme.test/4eC39HqLyjWDarjtT1zdp7dc'],
  ['a word for yes', 'USE_TOKEN', 'true'],
  ['what is not called a secret', 'BUILD', KEY],
])('%s is no secret: %s=%s', (_, name, value) => {
  expect(callersSecrets({ [name]: value }, [])).toEqual([])
})
