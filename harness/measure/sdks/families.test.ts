import { expect, test } from 'vitest'
import { hasWords } from '../../ask/plan/has-words.ts'
import type { Variant } from '../../model/cell.ts'
import type { Family } from '../../model/family.ts'
import type { CallIntent, Scenario } from '../../model/scenario.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import { familyFiles, shipped as known } from '../../testing/shipped-families.ts'
import { shippedDocuments } from '../../testing/shipped-gateways.ts'
import { shippedScenarios } from '../../testing/shipped-scenarios.ts'
import { withFamilyGateways } from '../gateways/family-gateway.ts'
import { spell } from './spell.ts'

const shipped = shippedScenarios()

const gateways = Object.values(withFamilyGateways(known.all, shippedDocuments))

const certificates = {
  'client-certificate': { cert: '<cert>', key: '<key>' },
  'other-certificate': { cert: '<other cert>', key: '<other key>' },
}

const spelled = (family: Family, scenario: Scenario, registry: Registry, variant: Variant) =>
  spell(family, scenario, {
    registry,
    package: family.packages[registry]?.[0] ?? '',
    version: '1.0.0',
    variant,
    gatewayUrl: 'http://gw/c/1',
    otherOriginUrl: 'http://other',
    proxyUrl: 'http://proxy',
    certificates,
    credential: (role) => `<${role}>`,
    provider: (role) => [`<${role}>`, `<${role}#2>`],
  })

const languages = known.all.flatMap((family) =>
  REGISTRIES.flatMap((registry) => {
    const variants = family.variants[registry]
    return variants ? [[family.id, registry, family, variants] as const] : []
  }),
)

/** As the plan has it: those for all, for it, or for a family whose API it speaks. */
const isFor = (family: Family, scenario: Scenario, registry: Registry): boolean => {
  const words = family.dictionaries[registry]
  const isLike = scenario.families?.some((id) => family.like?.includes(id)) ?? false
  return (
    (scenario.families?.includes(family.id) ?? true) || (isLike && words !== undefined && hasWords(words, scenario))
  )
}

test('every family file is a family of its own, called by its file', () => {
  expect(known.all.map(({ id }) => id)).toEqual(familyFiles().map(({ name }) => name))
})

test('a family is data alone', () => {
  expect(JSON.parse(JSON.stringify(known.all))).toEqual(known.all)
})

test.each(known.all)('$id says all that a registry needs, of those alone that it is in', (family) => {
  const { packages, variants, dictionaries, lacks } = family
  for (const per of [packages, variants, lacks]) expect(Object.keys(per)).toEqual(Object.keys(dictionaries))
})

test('every package belongs to one family', () => {
  for (const registry of REGISTRIES) {
    const names = known.all.flatMap(({ packages }) => packages[registry] ?? [])
    expect(names).toEqual([...new Set(names)])
  }
})

test.each(
  languages,
)('%s on %s: every scenario for it is spelled, or declared unsupported', (_, registry, family, variants) => {
  const own = shipped.filter((scenario) => isFor(family, scenario, registry))
  const lacks = variants.flatMap((variant) => {
    const all = own.map((scenario) => spelled(family, scenario, registry, variant))
    expect(all.filter(({ kind }) => kind === 'recipe').length).toBeGreaterThanOrEqual(8)
    return all.flatMap((one) => (one.kind === 'unsupported' ? lacksIn(one.reason) : []))
  })
  expect(new Set(lacks)).toEqual(new Set(family.lacks[registry] ?? []))
})

/** `openai (npm) has no option for a token as text, and no messages API.` → what it has not. */
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
      if (one.kind === 'unsupported') expect(one.reason).toMatch(/^\S+ \((npm|pypi)\) has no .+\.$/)
      else expect(JSON.stringify(one.recipe)).not.toContain('undefined')
    }
})

test.each(languages)('%s on %s: its control is one plain call that it can spell', (_, registry, family, variants) => {
  for (const variant of variants)
    expect(spelled(family, family.control, registry, variant)).toMatchObject({ recipe: { calls: [{ times: 1 }] } })
})

test.each(known.all)('$id has samples that are shipped scenarios of its own', (family) => {
  const own = shipped.filter((one) => REGISTRIES.some((registry) => isFor(family, one, registry))).map(({ id }) => id)
  for (const ids of Object.values(family.samples)) expect(own).toEqual(expect.arrayContaining([...ids]))
})

test.each(
  languages.filter(([, , , variants]) => variants.includes('.require')),
)('%s on %s: what is required is asked by each kind of client, by a copy, and for a stream', (_, registry, family) => {
  const samples = shipped.filter(({ id }) => family.samples['.require']?.includes(id))
  const kinds = Object.keys(family.dictionaries[registry]?.clients ?? {})
  expect(new Set(samples.map(({ client }) => client.kind))).toEqual(new Set(kinds))
  const calls = (scenarios: readonly Scenario[]) => scenarios.flatMap(({ calls: own }) => own)
  const mine = calls(shipped.filter((scenario) => isFor(family, scenario, registry)))
  for (const has of [({ copy }: CallIntent) => copy, ({ api }: CallIntent) => api.endsWith('-stream')])
    expect(calls(samples).some(has)).toBe(mine.some(has))
})

test('a package is known by its registry and name', () => {
  expect(known.of('pypi', 'openai')).toBe('openai')
  expect(known.of('npm', 'openai-like')).toBeUndefined()
})

test('a family is named for the registries alone that have it', () => {
  expect(known.on('npm')).toContain('anthropic-foundry')
  expect(known.on('pypi')).not.toContain('anthropic-foundry')
})

test('whom a scenario or a gateway is for is a family that exists', () => {
  const ids = known.all.map(({ id }) => id)
  for (const one of [...shipped, ...gateways])
    for (const id of 'families' in one ? (one.families ?? []) : []) expect(ids).toContain(id)
})

test('every family has an API of its vendor, or of its product, among the gateways', () => {
  for (const { id } of known.all)
    expect(gateways.some((gateway) => 'families' in gateway && gateway.families?.includes(id))).toBe(true)
})
