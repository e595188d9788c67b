import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pypiIndex } from './pypi-index.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pypi-index-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(dir, path)), { recursive: true })
  writeFileSync(join(dir, path), text)
}

/** pip's files of this machine take no part unless a test names one. */
const index = (env: Record<string, string> = {}) =>
  pypiIndex({ HOME: join(dir, 'home'), PIP_CONFIG_FILE: '/dev/null', ...env }, join(dir, 'project/inner'))

test('is PyPI when nothing is said', async () =>
  expect(await index()).toEqual({ url: 'https://pypi.org/simple', from: 'the default' }))

test('is the first that is named: uv before pip, variables before files, near before far', async () => {
  // From the last to the first of the list; each one overrules all before it.
  write('pip.conf', '[global]\ncert = /etc/ca.pem\nindex-url = https://pip-file.example/simple\n')
  const files = { PIP_CONFIG_FILE: join(dir, 'pip.conf') }
  expect((await index(files)).url).toBe('https://pip-file.example/simple')
  const pip = { ...files, PIP_INDEX_URL: 'https://pip.example/simple' }
  expect((await index(pip)).url).toBe('https://pip.example/simple')
  write('home/.config/uv/uv.toml', 'index-url = "https://uv-user.example/simple"')
  expect((await index(pip)).url).toBe('https://uv-user.example/simple')
  write('project/pyproject.toml', '[tool.uv]\nindex-url = "https://uv-pyproject.example/simple"')
  expect((await index(pip)).url).toBe('https://uv-pyproject.example/simple')
  write(
    'project/uv.toml',
    '[[index]]\nurl = "https://extra.example"\n[[index]]\nurl = "https://uv-project.example/simple"\ndefault = true',
  )
  expect(await index(pip)).toEqual({ url: 'https://uv-project.example/simple', from: join(dir, 'project/uv.toml') })
  expect((await index({ ...pip, UV_INDEX_URL: 'https://uv.example/simple' })).from).toBe('UV_INDEX_URL')
  expect(
    await index({
      ...pip,
      UV_INDEX_URL: 'https://uv.example/simple',
      UV_DEFAULT_INDEX: 'own=https://default.example/simple',
    }),
  ).toEqual({ url: 'https://default.example/simple', from: 'UV_DEFAULT_INDEX' })
})

test('UV_NO_CONFIG passes over the files', async () => {
  write('project/uv.toml', 'index-url = "https://uv-project.example/simple"')
  expect((await index({ UV_NO_CONFIG: '1' })).from).toBe('the default')
})

test('UV_CONFIG_FILE stands for all other files', async () => {
  write('project/uv.toml', 'index-url = "https://uv-project.example/simple"')
  write('own.toml', 'index-url = "https://own.example/simple"')
  expect((await index({ UV_CONFIG_FILE: join(dir, 'own.toml') })).url).toBe('https://own.example/simple')
})

test('a file that says nothing of an index does not end the search', async () => {
  write('project/pyproject.toml', '[project]\nname = "mine"')
  write('project/uv.toml', '[[index]]\nurl = "https://extra.example"')
  expect((await index({ PIP_INDEX_URL: 'https://pip.example/simple' })).from).toBe('PIP_INDEX_URL')
})

test('the credentials of a named index come from the environment', async () => {
  write('project/uv.toml', '[[index]]\nname = "my-index"\nurl = "https://own.example/simple"\ndefault = true')
  const env = { UV_INDEX_MY_INDEX_USERNAME: 'me', UV_INDEX_MY_INDEX_PASSWORD: 'p@ss' }
  expect((await index(env)).url).toBe('https://me:p%40ss@own.example/simple')
})

test('what pip is told for installing counts more than what it is told for all', async () => {
  write(
    'pip.conf',
    '[install]\nindex-url: https://install.example/simple\n[global]\nindex-url: https://global.example/simple',
  )
  expect((await index({ PIP_CONFIG_FILE: join(dir, 'pip.conf') })).url).toBe('https://install.example/simple')
})

test('a broken uv.toml is named', async () => {
  write('project/uv.toml', 'index-url = https://unquoted')
  await expect(index()).rejects.toMatchObject({ name: 'UserError', code: 'registries/no-toml' })
})
