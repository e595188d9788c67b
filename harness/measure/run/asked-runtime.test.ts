import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Runtime } from '../../model/runtime.ts'
import type { Registry } from '../../model/sdk.ts'
import { commandProject, sent } from './command-project.fixture.ts'
import type { CommandOptions } from './user-command.ts'

const { folder, run, script, write } = commandProject()
const node = process.execPath

describe('a runtime that was asked for', () => {
  const own = { name: 'node', version: process.versions.node, path: node } as const
  /** Nothing but what every machine has. */
  const path = '/usr/bin:/bin'
  const on = (runtime: Runtime, registry: Registry = 'npm'): Partial<CommandOptions> => ({
    path,
    installed: {
      ...{ state: 'ready', dir: join(folder, registry), dependencies: {}, reused: true, runtime },
      target: {
        sdk: { id: 'fake', registry, package: 'openai', family: 'openai' },
        ...{ version: '9.9.9', publishedAt: null, source: { kind: 'registry' } },
        runtime: { ...runtime, asked: { name: runtime.name, version: runtime.version } },
      },
    },
  })

  test('is the one of PATH, for the command and for what it starts', async () => {
    const found = await script(
      'asked.mjs',
      `import { execFileSync } from 'node:child_process'
       import send from 'openai'
       const says = (file) => execFileSync(file, ['--print', 'process.version'], { encoding: 'utf8' }).trim()
       await send([process.version, says('node')].join())`,
      on(own),
    )
    expect(sent(found)).toEqual([`${process.version},${process.version}`])
  })

  test('is Python by each of its names', async () => {
    const [at = '', version = ''] = execFileSync(
      'python3',
      ['-c', 'import sys; print(sys.executable); print(".".join(map(str, sys.version_info[:3])))'],
      { encoding: 'utf8' },
    )
      .trim()
      .split('\n')
    const [major, minor] = version.split('.')
    write({ 'project/asked.py': 'import sys, openai\nopenai.send(".".join(map(str, sys.version_info[:3])))' })
    for (const name of ['python', `python${major}`, `python${major}.${minor}`])
      expect(sent(await run('pypi', [name, 'asked.py'], on({ name: 'python', version, path: at }, 'pypi')))).toEqual([
        version,
      ])
  })

  test('is not the one that the command names by a path: its result is none of it', async () => {
    write({ 'project/by-path.mjs': `import send from 'openai'\nawait send('hello')` })
    const found = await run('npm', [node, 'by-path.mjs'], on({ ...own, version: '22.0.0' }))
    expect(sent(found)).toEqual([
      `Your command loaded the SDK in node ${own.version}, and not in node 22.0.0, which was asked for: let node of PATH run it, and not one that a path, a shebang or a virtual environment names.`,
    ])
  })
})
