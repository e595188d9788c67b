import type { ClientWords } from '../../model/dictionary.ts'
import type { Family } from '../../model/family.ts'
import type { Registry } from '../../model/sdk.ts'
import type { SpellContext } from './spell-context.ts'

export type Variables = Readonly<Record<string, string>>

/**
 * Environment variables by which a program that was not written for us finds the gateway, least first: the SDK's own
 * names, for each way to use it. The first with which the program gets through is the right one; a variable more than it
 * needs is a trap, since a key in the environment beside a token in the code is refused by some versions and not by others.
 *
 * The clients that have most to be told come first, since a plain client's variables would do for them
 * too, at another address; each without a key before with one. None at all: the program must read the variables that
 * this tool documents.
 */
export const commandEnvironments = (
  { dictionaries }: Family,
  registry: Registry,
  { gatewayUrl, credential }: Pick<SpellContext, 'gatewayUrl' | 'credential'>,
): readonly Variables[] => {
  const sets = Object.values(dictionaries[registry]?.clients ?? {})
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
