import type { GivenBy } from '../../model/explanation.ts'

/**
 * What a text names in an SDK's own words ("the OPENAI_API_KEY environment variable"), with the other ways to give the
 * same thing. Of several clients that know a word, those that know most of the words in the text.
 */
export const namedWays = (text: string, all: readonly GivenBy[]): readonly GivenBy[] => {
  // A word of a sentence (`endpoint`) names nothing, unless it is marked as a name.
  const inText = new Set([
    ...(text.match(/[A-Za-z_$][\w$]*/g) ?? []).filter((word) => /[a-z][A-Z]|_/.test(word)),
    ...[...text.matchAll(/[`'"]([A-Za-z]\w*)=?[`'"]/g)].map(([, word]) => word),
  ])
  const namedBy = ({ options, variables }: GivenBy): readonly string[] =>
    [...options, ...variables].filter((word) => inText.has(word.replace(/=$/, '')))
  const clients = [...Map.groupBy(all, ({ sdk, client }) => JSON.stringify([sdk, client])).values()].map((own) => ({
    own: own.filter((given) => namedBy(given).length > 0),
    count: new Set(own.flatMap(namedBy)).size,
  }))
  const most = Math.max(0, ...clients.map(({ count }) => count))
  return most === 0 ? [] : clients.filter(({ count }) => count === most).flatMap(({ own }) => own)
}
