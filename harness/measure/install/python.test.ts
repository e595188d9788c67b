import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Command } from '../../edges/process.ts'
import { wishIn } from '../../model/runtime-wish.ts'
import { temporaryFolder } from '../../testing/temporary-folder.ts'
import { findWishedPython, pythonOnPath } from './python.ts'

const wish = (text: string) => wishIn(text) ?? expect.fail(text)

/** A machine with these programs, each with the Python that it is; `found` is what uv finds. */
const machine = (programs: Readonly<Record<string, string>>, home = '/nowhere', found = '') => {
  const run = async ({ file, args }: Command) => {
    if (file === '/uv')
      return { exitCode: found ? 0 : 2, stdout: args[1] === 'find' ? found : '', stderr: 'none', failure: null }
    const version = programs[file]
    return version === undefined
      ? { exitCode: null, stdout: '', stderr: '', failure: 'not found' }
      : { exitCode: 0, stdout: JSON.stringify(['CPython', version, '', `/real${file}`]), stderr: '', failure: null }
  }
  const options = { env: { HOME: home }, run, cacheDir: '/cache' }
  const uv = Promise.resolve({ path: '/uv', version: '0.9.0' })
  return (text: string) => findWishedPython(wish(text), pythonOnPath(options), uv, options)
}

test('python3 of PATH where it is the one', async () => {
  const find = machine({ python3: '3.11.7', 'python3.11': '3.11.2' })
  expect(await find('python 3.11')).toMatchObject({ tag: 'python-3.11', runtime: { version: '3.11.7' } })
})

test('else the one that is called by its version', async () => {
  const find = machine({ python3: '3.11.7', 'python3.12': '3.12.1' })
  expect(await find('python 3.12')).toMatchObject({ runtime: { version: '3.12.1' } })
})

test('else the newest that pyenv has', async () => {
  const home = temporaryFolder('pyenv')
  const at = (version: string) => join(home, '.pyenv', 'versions', version)
  for (const version of ['3.12.9', '3.12.10', '3.13.0', 'my-env']) await mkdir(at(version), { recursive: true })
  const own = Object.fromEntries(['3.12.9', '3.12.10'].map((version) => [join(at(version), 'bin', 'python3'), version]))
  const find = machine({ python3: '3.11.7', ...own }, home)
  expect(await find('python 3.12')).toMatchObject({ runtime: { version: '3.12.10' } })
  expect(await find('python 3.12.9')).toMatchObject({ runtime: { version: '3.12.9' } })
})

test('else what uv finds', async () => {
  const find = machine({ python3: '3.11.7', '/managed/python3.13': '3.13.1' }, '/nowhere', '/managed/python3.13')
  expect(await find('python 3.13')).toMatchObject({ runtime: { version: '3.13.1' } })
})

test('none: says where was looked, and what to do', async () => {
  const find = machine({ python3: '3.11.7', 'python3.14': '3.11.7' })
  expect(await find('python 3.14')).toEqual({
    reason: expect.stringMatching(/^There is no Python 3\.14 on this machine: .*uv python install 3\.14.*GitHub/),
  })
})

test('one that nobody cares for any more is not looked for', async () => {
  expect(await machine({ 'python3.8': '3.8.18' })('python 3.8')).toEqual({
    reason: 'python 3.8 is too old to be measured on: Python 3.9 is the oldest.',
  })
})
