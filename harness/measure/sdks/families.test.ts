import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadScenarios } from '../../ask/scenarios/load.ts'
import type { Variant } from '../../model/cell.ts'
import type { Scenario } from '../../model/scenario.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import { gateways } from '../gateways/index.ts'
import type { Family } from './family.ts'
import { families } from './index.ts'

const folder = join(import.meta.dirname, '../../../fixtures/scenarios')
const shipped = loadScenarios(
  readdirSync(folder).map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') })),
)

/** Newer than any: every row of `since` is met. */
const NEWEST = '9999.0.0'

const spell = (family: Family, scenario: Scenario, registry: Registry, variant: Variant) =>
  family.spell(scenario, {
    registry,
    version: NEWEST,
    variant,
    gatewayUrl: 'http://gw/c/1',
    credential: (role) => `<${role}>`,
    provider: (role) => [`<${role}>`, `<${role}#2>`],
  })

const isFamily = (value: unknown): value is Family =>
  typeof value === 'object' && value !== null && 'spell' in value && 'packages' in value

const languages = Object.values<Family>(families).flatMap((family) =>
  REGISTRIES.filter((registry) => family.packages[registry].length > 0).map(
    (registry) => [family.id, registry, family] as const,
  ),
)

test('every family of every folder is in the map under its own id', async () => {
  const found: Record<string, Family> = {}
  const names = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  for (const { name } of names) {
    const path = join(import.meta.dirname, name, 'family.ts')
    const module: Record<string, unknown> = await import(/* @vite-ignore */ path)
    for (const value of Object.values(module)) if (isFamily(value)) found[value.id] = value
  }
  expect(found).toEqual(families)
})

test('every package belongs to one family', () => {
  for (const registry of REGISTRIES) {
    const names = Object.values<Family>(families).flatMap(({ packages }) => packages[registry])
    expect(names).toEqual([...new Set(names)])
  }
})

test.each(languages)('%s on %s: every scenario for it is spelled, or declared unsupported', (id, registry, family) => {
  const own = shipped.filter((scenario) => scenario.families?.includes(id) ?? true)
  for (const variant of family.variants[registry]) {
    const spelled = own.map((scenario) => spell(family, scenario, registry, variant))
    const lacks = spelled.flatMap((one) => (one.kind === 'unsupported' ? lacksIn(one.reason) : []))
    expect(new Set(lacks)).toEqual(new Set(family.lacks[registry]))
    expect(spelled.filter(({ kind }) => kind === 'recipe').length).toBeGreaterThan(10)
  }
})

/** `openai 7.0.0 (npm) has no option for a token as text, and no messages API.` → what it has not. */
const lacksIn = (reason: string): string[] =>
  reason
    .replace(/^.*? has /, '')
    .replace(/\.$/, '')
    .split(', and ')

test.each(languages)('%s on %s: what is unsupported says why, and what is spelled is whole', (_, registry, family) => {
  for (const variant of family.variants[registry])
    for (const scenario of shipped) {
      const spelled = spell(family, scenario, registry, variant)
      if (spelled.kind === 'unsupported') expect(spelled.reason).toMatch(/^\S+ \S+ \((npm|pypi)\) has no .+\.$/)
      else expect(JSON.stringify(spelled.recipe)).not.toContain('undefined')
    }
})

test.each(languages)('%s on %s: its control is one plain call that it can spell', (_, registry, family) => {
  for (const variant of family.variants[registry])
    expect(spell(family, family.control, registry, variant)).toMatchObject({ recipe: { calls: [{ times: 1 }] } })
})

test('whom a scenario or a gateway is for is a family that exists', () => {
  const known = Object.keys(families)
  for (const one of [...shipped, ...Object.values(gateways)])
    for (const id of 'families' in one ? (one.families ?? []) : []) expect(known).toContain(id)
})

test('every family has an API of its vendor, or of its product, among the gateways', () => {
  for (const id of Object.keys(families))
    expect(Object.values(gateways).some((gateway) => 'families' in gateway && gateway.families?.includes(id))).toBe(
      true,
    )
})
