import type { ClientWords, OptionIntent } from '../../model/dictionary.ts'
import type { GivenBy } from '../../model/explanation.ts'
import type { Family } from '../../model/family.ts'
import type { Registry } from '../../model/sdk.ts'
import { argument } from './remedy-text.ts'

/** One thing that a client needs, and every way to give it. */
export type Given = Omit<GivenBy, 'sdk'>

/** What each client of a family can be given, by option or environment variable; what has no word is left out. */
export const given = ({ dictionaries }: Family, registry: Registry): readonly Given[] =>
  Object.values(dictionaries[registry]?.clients ?? {}).flatMap((words) => {
    const address = Object.values(words.address)
    const all: readonly Omit<Given, 'client'>[] = [
      { what: 'a credential', ...slots(words, ['apiKey', 'token', 'tokenProvider']) },
      {
        what: 'the address',
        options: distinct(address.map(({ option }) => option)),
        variables: distinct(address.map(({ variable }) => variable)),
      },
      { what: 'the API version', ...slots(words, ['apiVersion']) },
    ]
    return all
      .filter(({ options, variables }) => options.length + variables.length > 0)
      .map(({ what, options, variables }) => ({
        client: words.names[''] ?? '',
        what,
        options: options.map((name) => argument(registry, name)),
        variables,
      }))
  })

const slots = ({ options, environment }: ClientWords, names: readonly OptionIntent[]) => {
  const variables: Readonly<Partial<Record<string, string>>> = environment
  return {
    options: distinct(names.map((name) => options[name])),
    variables: distinct(names.map((name) => variables[name])),
  }
}

const distinct = (words: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(words.filter((word) => word !== undefined)),
]
