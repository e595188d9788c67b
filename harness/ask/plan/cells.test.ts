import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../model/scenario.ts'
import { cellsOf } from './cells.ts'
import { chooseScenarios } from './choose-scenarios.ts'
import { selects } from './selects.ts'

const aScenario = (id: string, behind: readonly string[] = ['*']): Scenario => ({
  id,
  title: `${id}.`,
  client: { kind: 'vendor', address: 'base-url' },
  calls: [{ api: 'chat' }],
  behind,
  file: `/scenarios/${id}.json`,
})

const ALL = [aScenario('azure-api-key', ['apim-*']), aScenario('azure-entra'), aScenario('openai-api-key', ['openai'])]
const GATEWAYS = ['apim-jwt', 'apim-key', 'openai']
const PYTHON = ['', '.async'] as const

const cells = (patterns: readonly string[], gateways = GATEWAYS, variants: readonly ('' | '.async')[] = PYTHON) =>
  cellsOf(chooseScenarios(ALL, patterns), gateways, variants, patterns).map(({ id, gateway }) => `${id} ${gateway}`)

describe('scenarios', () => {
  test.each<[string[], string[]]>([
    [['*'], ['azure-api-key', 'azure-entra', 'openai-api-key']],
    [['azure-*'], ['azure-api-key', 'azure-entra']],
    [
      ['openai-api-key', 'azure-entra'],
      ['azure-entra', 'openai-api-key'],
    ],
    [['/scenarios/azure-entra.json'], ['azure-entra']],
    [['azure-api-key.async'], ['azure-api-key']],
    [['azure'], []],
  ])('%j picks %j', (patterns, ids) => expect(chooseScenarios(ALL, patterns).map(({ id }) => id)).toEqual(ids))
})

test('gateways are picked by id and glob, in their own order', () => {
  const picked = (patterns: readonly string[]) => GATEWAYS.filter((id) => selects(patterns, id))
  expect(picked(['openai', 'apim-k*'])).toEqual(['apim-key', 'openai'])
  expect(picked(['apim'])).toEqual([])
})

describe('cells', () => {
  test('a scenario stands only behind the gateways it makes sense behind', () =>
    expect(cells(['azure-api-key', 'openai-api-key'], GATEWAYS, [''])).toEqual([
      'azure-api-key apim-jwt',
      'azure-api-key apim-key',
      'openai-api-key openai',
    ]))
  test('and only behind those that were picked', () =>
    expect(cells(['azure-api-key'], ['apim-key'], [''])).toEqual(['azure-api-key apim-key']))
  test('an id takes all variants of the language', () =>
    expect(cells(['azure-entra'], ['openai'])).toEqual(['azure-entra openai', 'azure-entra.async openai']))
  test('an id with a variant takes that one', () =>
    expect(cells(['azure-entra.async'], ['openai'])).toEqual(['azure-entra.async openai']))
  test('so does a glob over variants', () =>
    expect(cells(['*.async'], ['openai'])).toEqual(['azure-entra.async openai', 'openai-api-key.async openai']))
  test('a variant that is sampled is taken in its samples alone, unless it is asked for by its name', () => {
    const required = (...patterns: readonly string[]) =>
      cellsOf(ALL, ['openai'], ['', '.require'], patterns, [], { '.require': ['azure-entra'] }).map(({ id }) => id)
    expect(required('*')).toEqual(['azure-entra', 'azure-entra.require', 'openai-api-key'])
    expect(required('*.require')).toEqual(['azure-entra.require', 'openai-api-key.require'])
    expect(required('openai-api-key')).toEqual(['openai-api-key'])
    expect(required('openai-api-key.require')).toEqual(['openai-api-key.require'])
  })
  test('a variant that the language lacks gives no cell', () =>
    expect(cells(['azure-entra.async'], ['openai'], [''])).toEqual([]))
})
