import type { EnvironmentSlot } from '../../model/dictionary.ts'
import type { Scenario, VariableValue } from '../../model/scenario.ts'
import { proxyOf, type SpellContext } from './spell-context.ts'
import { credentialText } from './spell-fields.ts'
import { addressOf } from './spell-options.ts'
import { addressWords, type Spell, WHAT } from './spelling.ts'

/** What stands in the environment of a scenario, by the family's names for it. */
export const environmentOf = (spell: Spell, { client: { address: way, addressEnd }, environment = {} }: Scenario) => {
  const { variables, apiKey, adminKey, token, headers, ...texts } = environment
  const given: Partial<Record<EnvironmentSlot, string>> = {
    ...(apiKey === undefined ? {} : { apiKey: credentialText(spell, apiKey) }),
    ...(adminKey === undefined ? {} : { adminKey: credentialText(spell, adminKey) }),
    ...(token === undefined ? {} : { token: credentialText(spell, token) }),
    ...(headers
      ? {
          headers: Object.entries(headers)
            .map((field) => field.join(': '))
            .join('\n'),
        }
      : {}),
    ...texts,
  }
  const env: Record<string, string> = {}
  for (const [slot, value] of Object.entries(given) as [EnvironmentSlot, string][]) {
    const variable = spell.client.environment[slot]
    if (variable) env[variable] = value
    else spell.lacks.push(`no environment variable for ${WHAT[slot]}`)
  }
  const address = addressWords(spell.client, way)
  return {
    ...env,
    ...Object.fromEntries(
      Object.entries(variables ?? {}).map(([name, value]) => [name, variableOf(value, spell.context)]),
    ),
    ...(address?.variable ? { [address.variable]: addressOf(spell, address, addressEnd) } : {}),
  }
}

const variableOf = (value: VariableValue, context: SpellContext): string =>
  typeof value === 'string' ? value : proxyOf(context)
