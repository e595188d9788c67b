import type { HandOver } from '../judge/verdict/remedies.ts'
import { remedyText } from '../measure/sdks/remedy-text.ts'
import type { Family } from '../model/family.ts'
import type { Role } from '../model/role.ts'
import type { Fields, Scenario } from '../model/scenario.ts'
import type { Registry } from '../model/sdk.ts'

/** What each scenario hands over and how this family spells it in this registry's language. */
export const handOversOf = (scenarios: readonly Scenario[], family: Family, registry: Registry): readonly HandOver[] =>
  scenarios.map((scenario) => ({
    scenario: scenario.id,
    roles: [...new Set(rolesOf(scenario))].sort(),
    rest: restOf(scenario),
    spelling: remedyText(family, scenario, registry),
  }))

const rolesOf = ({ client, environment, calls }: Scenario): readonly Role[] => [
  ...slots(client.credentials),
  ...inFields(client.headers),
  ...(environment?.apiKey ? [environment.apiKey] : []),
  ...(environment?.token ? [environment.token] : []),
  ...calls.flatMap(({ headers, copy }) => [
    ...inFields(headers),
    ...slots(copy?.credentials),
    ...inFields(copy?.headers),
  ]),
]

const slots = (credentials: Scenario['client']['credentials']): readonly Role[] =>
  Object.values(credentials ?? {}).map((slot) => (typeof slot === 'string' ? slot : slot.callable))

const inFields = (fields: Fields = {}): readonly Role[] =>
  Object.values(fields).flatMap((value) => (value !== null && typeof value === 'object' ? [value.credential] : []))

/** Everything but the ways of handing credentials over. */
const restOf = ({ client, environment, calls, first }: Scenario): string => {
  const { credentials: _slots, headers, ...options } = client
  const { apiKey: _key, token: _token, ...surroundings } = environment ?? {}
  return JSON.stringify([
    options,
    plain(headers),
    surroundings,
    calls.map(({ headers: own, copy, ...call }) => [call, plain(own), copy === undefined ? null : 'copy']),
    first ?? [],
  ])
}

/** Fields that carry no credential are part of the intent. */
const plain = (fields: Fields = {}): readonly (readonly [string, unknown])[] =>
  Object.entries(fields)
    .filter(([, value]) => value === null || typeof value === 'string')
    .sort(([a], [b]) => (a < b ? -1 : 1))
