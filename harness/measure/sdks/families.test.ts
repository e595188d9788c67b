import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadScenarios } from '../../ask/scenarios/load.ts'
import type { Variant } from '../../model/cell.ts'
import type { Scenario } from '../../model/scenario.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import { gateways } from '../gateways/index.ts'
import type { Family, SpeakingFamily } from './family.ts'
import { families, familiesOn, familyOf, scenarioNames } from './index.ts'
import { spell } from './spell.ts'

const folder = join(import.meta.dirname, '../../../fixtures/scenarios')
const shipped = loadScenarios(
  readdirSync(folder).map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') })),
  scenarioNames,
)

const spelled = (family: Family, scenario: Scenario, registry: Registry, variant: Variant) =>
  spell(family, scenario, {
    registry,
    package: family.packages[registry]?.[0] ?? '',
    version: '1.0.0',
    variant,
    gatewayUrl: 'http://gw/c/1',
    credential: (role) => `<${role}>`,
    provider: (role) => [`<${role}>`, `<${role}#2>`],
  })

const isFamily = (value: unknown): value is Family =>
  typeof value === 'object' && value !== null && 'dictionaries' in value && 'packages' in value

const languages = Object.values<SpeakingFamily>(families).flatMap((family) =>
  REGISTRIES.flatMap((registry) => {
    const variants = family.variants[registry]
    return variants ? [[family.id, registry, family, variants] as const] : []
  }),
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

test('a family is data alone', () => {
  expect(JSON.parse(JSON.stringify(families))).toEqual(families)
})

test.each(
  Object.values<SpeakingFamily>(families),
)('$id says all that a registry needs, of those alone that it is in', (family) => {
  const { packages, variants, dictionaries, lacks } = family
  for (const per of [packages, variants, lacks]) expect(Object.keys(per)).toEqual(Object.keys(dictionaries))
})

test('every package belongs to one family', () => {
  for (const registry of REGISTRIES) {
    const names = Object.values<SpeakingFamily>(families).flatMap(({ packages }) => packages[registry] ?? [])
    expect(names).toEqual([...new Set(names)])
  }
})

test.each(
  languages,
)('%s on %s: every scenario for it is spelled, or declared unsupported', (id, registry, family, variants) => {
  const own = shipped.filter((scenario) => scenario.families?.includes(id) ?? true)
  for (const variant of variants) {
    const all = own.map((scenario) => spelled(family, scenario, registry, variant))
    const lacks = all.flatMap((one) => (one.kind === 'unsupported' ? lacksIn(one.reason) : []))
    expect(new Set(lacks)).toEqual(new Set(family.lacks[registry] ?? []))
    expect(all.filter(({ kind }) => kind === 'recipe').length).toBeGreaterThan(10)
  }
})

/** `openai 7.0.0 (npm) has no option for a token as text, and no messages API.` → what it has not. */
const lacksIn = (reason: string): string[] =>
  reason
    .replace(/^.*? has /, '')
    .replace(/\.$/, '')
    .split(', and ')

test.each(
  languages,
)('%s on %s: what is unsupported says why, and what is spelled is whole', (_, registry, family, variants) => {
  for (const variant of variants)
    for (const scenario of shipped) {
      const one = spelled(family, scenario, registry, variant)
      if (one.kind === 'unsupported') expect(one.reason).toMatch(/^\S+ \S+ \((npm|pypi)\) has no .+\.$/)
      else expect(JSON.stringify(one.recipe)).not.toContain('undefined')
    }
})

test.each(languages)('%s on %s: its control is one plain call that it can spell', (_, registry, family, variants) => {
  for (const variant of variants)
    expect(spelled(family, family.control, registry, variant)).toMatchObject({ recipe: { calls: [{ times: 1 }] } })
})

test.each(
  Object.values<SpeakingFamily>(families),
)('$id has samples that are shipped scenarios of its own', (family) => {
  const own = shipped.filter(({ families: of }) => of?.includes(family.id) ?? true).map(({ id }) => id)
  for (const ids of Object.values(family.samples)) expect(own).toEqual(expect.arrayContaining([...ids]))
})

test.each(
  languages.filter(([, , , variants]) => variants.includes('.require')),
)('%s on %s: what is required is asked by each kind of client, by a copy, and for a stream', (_, registry, family) => {
  const samples = shipped.filter(({ id }) => family.samples['.require']?.includes(id))
  const kinds = Object.keys(family.dictionaries[registry]?.clients ?? {})
  expect(new Set(samples.map(({ client }) => client.kind))).toEqual(new Set(kinds))
  const calls = samples.flatMap(({ calls: own }) => own)
  expect(calls.some(({ copy }) => copy)).toBe(true)
  expect(calls.some(({ api }) => api.endsWith('-stream'))).toBe(true)
})

test('a package is known by its registry and name', () => {
  expect(familyOf('pypi', 'openai')).toBe('openai')
  expect(familyOf('npm', 'openai-like')).toBeUndefined()
})

test('a family is named for the registries alone that have it', () => {
  expect(familiesOn('npm')).toContain('anthropic-foundry')
  expect(familiesOn('pypi')).not.toContain('anthropic-foundry')
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
