import { expect, test } from 'vitest'
import { readPyproject } from './pyproject.ts'

const read = (text: string): readonly string[] =>
  readPyproject('pyproject.toml', text, (name) => (['openai', 'anthropic'].includes(name) ? name : undefined)).asks.map(
    ({ package: name, range, group, line }) => `${line} ${name} ${range || 'any'} ${group}`,
  )

test('the same text in several groups is found in each, comments passed over', () => {
  expect(
    read(`[project]
# "openai>=2" comes back below
dependencies = ["httpx", "openai>=2"] # "anthropic"
[project.optional-dependencies]
ai = [
  "openai>=2",
]
[dependency-groups]
dev = ["openai>=2", {include-group = "test"}]
[tool.uv]
dev-dependencies = ["anthropic"]
[tool.pdm.dev-dependencies]
lint = ['anthropic<1']
`),
  ).toEqual([
    '3 openai >=2 dependencies',
    '6 openai >=2 optional',
    '9 openai >=2 dev',
    '13 anthropic <1 dev',
    '11 anthropic any dev',
  ])
})

test('poetry: tables, several constraints, groups, sub-tables, details of what [project] declares', () => {
  expect(
    read(`[project]
dependencies = ["anthropic>=1"]
[tool.poetry.dependencies]
python = "^3.10"
openai = [
  { version = "^1.5", python = "<3.9" },
  { version = "^2.3", python = ">=3.9" },
]
anthropic = { source = "internal" }
[tool.poetry.group.test.dependencies.openai]
version = "~2.3"
[tool.poetry.dev-dependencies]
"anthropic" = { git = "https://example.com/a.git", optional = true }
`),
  ).toEqual([
    '2 anthropic >=1 dependencies',
    '5 openai >=1.5,<2 dependencies',
    '5 openai >=2.3,<3 dependencies',
    '13 anthropic @ https://example.com/a.git optional',
    '10 openai >=2.3,<2.4 dev',
  ])
})

test('what uv or poetry takes from elsewhere is asked for there, whatever range stands beside it', () => {
  expect(
    read(`[project]
dependencies = ["openai>=2", "anthropic>=1"]
[tool.uv.sources]
openai = { git = "https://host/me/openai", rev = "abc" }
anthropic = { index = "ours" }
`),
  ).toEqual(['2 openai @ https://host/me/openai dependencies', '2 anthropic >=1 dependencies'])
  expect(
    read(`[tool.poetry.dependencies]
openai = { git = "https://host/me/openai", version = "^2" }
`),
  ).toEqual(['2 openai @ https://host/me/openai dependencies'])
})
