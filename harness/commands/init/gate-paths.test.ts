import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import picomatch from 'picomatch'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { isSource } from '../../ask/projects/read-sources.ts'
import { root } from '../../edges/paths.ts'

const { on } = parse(readFileSync(join(root(), 'deploy', 'github-gate.yml'), 'utf8'))
const starts = picomatch(on.pull_request.paths)

test.each([
  ...['package.json', 'package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'],
  ...['bun.lockb', 'pnpm-workspace.yaml', '.yarnrc.yml', 'pyproject.toml', 'uv.lock', 'poetry.lock', 'pdm.lock'],
  ...['pylock.toml', 'pylock.dev.toml', 'Pipfile', 'Pipfile.lock', 'requirements.txt', 'requirements.in'],
  ...['dev-requirements.txt', 'requirements-dev.txt', 'requirements/base.txt', 'requirements/base.in'],
])('a pull request that changes %s starts the gate, which reads it', (file) => {
  expect(isSource(file)).toBe(true)
  expect([file, `apps/web/${file}`].map((path) => starts(path))).toEqual([true, true])
})

test('one that changes none of these does not', () => {
  expect(['README.md', 'src/index.ts', 'docs/requirements.md'].map((path) => starts(path))).toEqual([
    false,
    false,
    false,
  ])
})
