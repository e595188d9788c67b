import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../edges/paths.ts'
import type { Wire } from '../../model/report.ts'
import { diffWires } from '../diff/diff-wires.ts'
import { type FieldRoles, RULES, ruleFor } from './rules.ts'

const roles: FieldRoles = {
  credentialFields: ['authorization', 'api-key'],
  telemetryFields: ['user-agent', 'x-stainless-*'],
}
const folder = join(root(), 'fixtures', 'drifts')
const wire = (id: string, name: string): Wire => JSON.parse(readFileSync(join(folder, id, `${name}.json`), 'utf8'))
const fired = (id: string, after: string): readonly string[] =>
  diffWires(wire(id, 'before'), wire(id, after)).map((change) => ruleFor(change, roles).id)

test.each(RULES.map(({ id }) => id))('%s has a pair on which it fires and a near miss on which it does not', (id) => {
  expect(fired(id, 'after')).toContain(id)
  expect(fired(id, 'near-miss')).not.toContain(id)
})

test.each(RULES.map(({ id }) => id))('%s is silent when nothing changed', (id) => {
  expect(diffWires(wire(id, 'before'), wire(id, 'before'))).toEqual([])
})

test('every folder of fixtures/drifts shows a rule', () => {
  expect(readdirSync(folder).sort()).toEqual(RULES.map(({ id }) => id).sort())
})
