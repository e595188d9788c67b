import { expect, test } from 'vitest'
import { catalogsOfYaml, pnpmWorkspaces } from './yaml-settings.ts'

const SETTINGS = `packages: [ packages/*, 7, apps/* ]
catalog: &own
  openai: ^5.0.0
  zod: 3
catalogs:
  old: { openai: ^4.0.0 }
  same: *own
`

test('catalogs and workspaces are those that are written there, also by an alias', () => {
  expect(catalogsOfYaml(SETTINGS)).toEqual({
    default: { openai: '^5.0.0' },
    old: { openai: '^4.0.0' },
    same: { openai: '^5.0.0' },
  })
  expect(pnpmWorkspaces(SETTINGS)).toEqual(['packages/*', 'apps/*'])
})

// Each took more than twenty seconds: `npm run fuzz -- lockfiles`.
test.each([
  ['brackets that nobody closes', `catalog:\n  a: b\n${'['.repeat(2000)}.`],
  ['keys within keys', `${'? '.repeat(400)}a`],
  ['brackets as a key', `? ${'['.repeat(800)}${']'.repeat(800)}\n: 1`],
])('%s are read as nothing, and soon', (_, text) => {
  expect(catalogsOfYaml(text)).toEqual({})
  expect(pnpmWorkspaces(text)).toEqual([])
})
