import { expect, test } from 'vitest'
import { localImports } from './local-imports.ts'

const firsts = (text: string, name: string, root?: string) =>
  localImports(text, name, root).candidates.map(([first]) => first)

test('what a script loads by a relative path, however it loads it', () => {
  const text = `import a, { b } from './a.mjs'
import './effect'
export * from "../up/c.js"
import type { T } from './types.ts'
const d = require('./d.json')
const e = await import(\`./e.mjs\`)
import openai from 'openai'`
  expect(firsts(text, 'x.mts')).toEqual(['./a.mjs', './effect', '../up/c.js', './types.ts', './d.json', './e.mjs'])
  expect(localImports(text, 'x.mts').computed).toBe(false)
  expect(localImports(text, 'x.mts').candidates[2]).toContain('../up/c.ts')
  expect(localImports(text, 'x.mts').candidates[1]).toContain('effect/index.js')
})

test('what Python loads: a module beside the script, a package with those on the way, a relative one', () => {
  const text = `import os, helper as h
from pkg.sub import (
    one,
    two,
)
    from .beside import x
from .. import up
from openai import OpenAI`
  expect(firsts(text, 'probe.py')).toEqual([
    ...['pkg.py', 'pkg/sub.py', 'pkg.py', 'pkg/sub.py', 'pkg/sub/one.py', 'pkg.py', 'pkg/sub.py', 'pkg/sub/two.py'],
    ...['beside.py', 'beside.py', 'beside/x.py', '../up.py', 'openai.py', 'openai.py', 'openai/OpenAI.py'],
    ...['os.py', 'helper.py'],
  ])
  expect(firsts('import helper', 'deep.py', '../..')).toEqual(['../../helper.py'])
})

test.each([
  ['a.mjs', 'await import(name)'],
  ['b.mjs', "import x from '#lib/x'"],
  ['a.cjs', 'require(path.join(__dirname, x))'],
  ['a.ts', 'import(`./$' + '{name}.ts`)'],
  ['a.py', 'importlib.import_module(name)'],
])('%s that says %s loads what nobody can read from it', (name, text) => {
  expect(localImports(text, name).computed).toBe(true)
})

test('a file of another language loads nothing that is known', () => {
  expect(localImports("import './a'", 'run.sh')).toEqual({ candidates: [], computed: false })
})
