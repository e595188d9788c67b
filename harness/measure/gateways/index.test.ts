import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chooseGateways } from '../../ask/plan/choose-gateways.ts'
import { gateways as shipped } from '../../testing/shipped-gateways.ts'
import { control } from './control.ts'
import type { Gateway } from './gateway.ts'
import { gateways } from './index.ts'

const isGateway = (value: unknown): value is Gateway =>
  typeof value === 'object' && value !== null && 'id' in value && 'handlers' in value

test('every gateway in this folder is in the map under its own id, which is its file’s name', async () => {
  const names = (await readdir(import.meta.dirname)).flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.slice(1) ?? [])
  const found: Record<string, Gateway> = {}
  for (const name of names.filter((name) => name !== 'index' && name !== 'control')) {
    const module: Record<string, unknown> = await import(/* @vite-ignore */ join(import.meta.dirname, `${name}.ts`))
    for (const value of Object.values(module)) if (isGateway(value)) found[name] = value
  }
  expect(found).toEqual(gateways)
  for (const [id, gateway] of Object.entries(gateways)) expect(gateway.id).toBe(id)
})

test('the control is out of reach of a glob over the map', () => {
  expect(Object.keys(gateways)).not.toContain(control.id)
})

test('every title is one sentence', () => {
  for (const { title } of [...Object.values(gateways), control]) expect(title).toMatch(/^[A-Z][^\n]*\.$/)
})

test('a glob means the shipped services, and not what stands for any API', () => {
  expect(chooseGateways(shipped, ['*'])).toEqual([
    'apim-validate-jwt',
    'apim-subscription-key',
    'azure-openai',
    'openai',
    'anthropic',
    'foundry',
  ])
})
