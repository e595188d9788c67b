import type { HandOver } from '../judge/verdict/remedies.ts'
import { remedyText } from '../measure/sdks/remedy-text.ts'
import type { Family } from '../model/family.ts'
import type { Role } from '../model/role.ts'
import type { CredentialSlots, Fields, Scenario } from '../model/scenario.ts'
import type { Registry } from '../model/sdk.ts'

/** What each scenario hands over and how this family spells it in this registry's language. */
export const handOversOf = (scenarios: readonly Scenario[], family: Family, registry: Registry): readonly HandOver[] =>
  scenarios.map((scenario) => ({
    scenario: scenario.id,
    roles: [...new Set(rolesOf(scenario))].sort(),
    rest: restOf(scenario),
    spelling: remedyText(family, scenario, registry),
  }))

const rolesOf = ({ client, second, environment = {}, calls }: Scenario): readonly Role[] => [
  ...[client, ...(second ? [second] : [])].flatMap(({ credentials, headers, subclass }) => [
    ...slots(credentials),
    ...inFields(headers),
    ...inFields(subclass),
  ]),
  ...[environment.apiKey, environment.adminKey, environment.token].flatMap(inSlot),
  ...calls.flatMap(({ headers, copy, set }) => [
    ...inFields(headers),
    ...slots(copy?.credentials),
    ...inFields(copy?.headers),
    ...slots(set?.credentials),
  ]),
]

const slots = (credentials: CredentialSlots = {}): readonly Role[] => {
  const { apiKey, adminKey, token, tokenProvider, workloadIdentity } = credentials
  return [apiKey, adminKey, token, tokenProvider, workloadIdentity].flatMap(inSlot)
}

const inSlot = (slot: CredentialSlots['apiKey' | 'workloadIdentity']): readonly Role[] => {
  if (slot === undefined) return []
  if (typeof slot === 'string') return [slot]
  if ('x509' in slot) return []
  if ('callable' in slot) return inSlot(slot.callable)
  if ('of' in slot) return [slot.of]
  return 'credential' in slot ? [slot.credential] : []
}

const inFields = (fields: Fields = {}): readonly Role[] =>
  Object.values(fields).flatMap((value) =>
    value !== null && typeof value === 'object' && 'credential' in value ? [value.credential] : [],
  )

/** Everything but the ways of handing credentials over; a credential that is spoilt on purpose is no way. */
const restOf = ({ client, second, environment, calls, first }: Scenario): string => {
  const { credentials, headers, ...options } = client
  const { apiKey, adminKey, token, ...surroundings } = environment ?? {}
  return JSON.stringify([
    options,
    plain(headers),
    surroundings,
    calls.map(({ headers: own, copy, ...call }) => [call, plain(own), copy === undefined ? null : 'copy']),
    first ?? [],
    second ?? null,
    [...Object.values(credentials ?? {}), apiKey, adminKey, token].filter(isSpoilt),
  ])
}

/** Is one of its credentials spoilt on purpose: cut, padded, none at all? */
export const handsOverSpoilt = ({ client, environment = {} }: Scenario): boolean =>
  [...Object.values(client.credentials ?? {}), environment.apiKey, environment.adminKey, environment.token].some(
    isSpoilt,
  )

const isSpoilt = (slot: unknown): boolean =>
  typeof slot === 'object' && slot !== null && !('callable' in slot && typeof slot.callable === 'string')

/** Fields that carry no credential are part of the intent. */
const plain = (fields: Fields = {}): readonly (readonly [string, unknown])[] =>
  Object.entries(fields)
    .filter(([, value]) => value === null || typeof value === 'string' || !('credential' in value))
    .sort(([a], [b]) => (a < b ? -1 : 1))
