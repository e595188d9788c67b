import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import type { Reach } from '../../model/reach.ts'
import type { Difference, Wire } from '../../model/report.ts'
import { RULE_IDS } from '../../model/rule-id.ts'
import { diffReaches } from '../diff/diff-reaches.ts'
import { diffWires } from '../diff/diff-wires.ts'
import { type FieldRoles, RULES, ruleFor } from './rules.ts'

const roles: FieldRoles = {
  credentialFields: ['authorization', 'api-key'],
  telemetryFields: ['user-agent', 'x-stainless-*'],
}
const folder = join(root(), 'fixtures', 'drifts')
/** What a version reached for stands beside its wires. */
type Side = Wire & { readonly reached?: readonly Reach[] }
const wire = (id: string, name: string): Side => JSON.parse(readFileSync(join(folder, id, `${name}.json`), 'utf8'))
const differences = (before: Side, after: Side): readonly Difference[] => [
  ...diffWires(before, after),
  ...diffReaches(before.reached ?? [], after.reached ?? []),
]
const fired = (id: string, after: string): readonly string[] =>
  differences(wire(id, 'before'), wire(id, after)).map((change, _, all) => ruleFor(change, roles, all).id)

test.each(RULES.map(({ id }) => id))('%s has a pair on which it fires and a near miss on which it does not', (id) => {
  expect(fired(id, 'after')).toContain(id)
  expect(fired(id, 'near-miss')).not.toContain(id)
})

test.each(RULES.map(({ id }) => id))('%s is silent when nothing changed', (id) => {
  expect(differences(wire(id, 'before'), wire(id, 'before'))).toEqual([])
})

test('matrix.json knows the rules by name', () => {
  expect(RULES.map(({ id }) => id)).toEqual([...RULE_IDS])
})

test('every folder of fixtures/drifts shows a rule', () => {
  expect(readdirSync(folder).sort()).toEqual(RULES.map(({ id }) => id).sort())
})

test('`*` in a field’s name stands for any run of characters, wherever it is', () => {
  const added = { kind: 'header-added', name: 'x-acme-sdk-lang', before: [], after: ['js'], request: 0 } as const
  const ruled = (text: string) => ruleFor(added, { credentialFields: [], telemetryFields: [text] }, []).id
  expect(['*-lang', 'x-*-lang', 'x-acme-*', 'lang', '*-sdk'].map(ruled)).toEqual([
    ...['telemetry-field', 'telemetry-field', 'telemetry-field'],
    ...['other-field', 'other-field'],
  ])
})
