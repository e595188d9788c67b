import type { ClientWords, Dictionaries } from './dictionary.ts'
import type { CommandEnvironments, Variables } from './family.ts'

/**
 * From a dictionary. The clients that have most to be told come first, since a plain client's variables would do for them
 * too, at another address; each without a key before with one.
 */
export const environmentsWith =
  (dictionaries: Dictionaries): CommandEnvironments =>
  (registry, { gatewayUrl, credential }) => {
    const sets = Object.values(dictionaries[registry].clients)
      .toSorted((a, b) => Number(a.apiVersion === undefined) - Number(b.apiVersion === undefined))
      .flatMap((client): readonly Variables[] => {
        const address = addressOf(client, gatewayUrl)
        if (!address) return []
        const { apiKey } = client.environment
        return apiKey ? [address, { ...address, [apiKey]: credential('api-key') }] : [address]
      })
    return sets.length > 1 ? [...sets, Object.assign({}, ...sets)] : sets
  }

const addressOf = ({ address, environment, apiVersion }: ClientWords, url: string): Variables | null => {
  const words = address.environment
  if (!words?.variable) return null
  return {
    [words.variable]: url + words.path,
    ...(apiVersion && environment.apiVersion ? { [environment.apiVersion]: apiVersion } : {}),
  }
}
