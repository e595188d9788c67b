import type { Explanation, GivenBy } from '../../../model/explanation.ts'
import { counted } from '../../../model/listed.ts'

/** `Searched: openai-python 2.32.0 … 3.3.1 (4 versions).` */
export const searchedLine = ({ searched, source }: Pick<Explanation, 'searched' | 'source'>): string => {
  const where = source === 'report' ? 'Searched in the last report' : 'Searched'
  if (searched.length === 0) return `${where}: no version could be measured.`
  const each = searched.map(({ sdk, from, to, versions, unusable, resolve }) => {
    const facts = [
      counted(versions, 'version'),
      ...(unusable > 0 ? [`${unusable} of them unusable`] : []),
      ...(resolve === 'today' ? ["today's dependencies"] : []),
    ]
    return `${sdk} ${from === to ? from : `${from} … ${to}`} (${facts.join(', ')})`
  })
  const more = source === 'report' ? ' Other versions: --sdk, --from, --to.' : ''
  return `${where}: ${each.join(', ')}.${more}`
}

/** What the text names, and how the client is given it. */
export const wayLines = (ways: readonly GivenBy[]): readonly string[] =>
  ways.map(({ sdk, client, what, options, variables }) => {
    const parts = [
      ...(options.length > 0 ? [`as ${either(options)}`] : []),
      ...(variables.length > 0 ? [`by the environment variable ${either(variables)}`] : []),
    ]
    return `way out: ${sdk}'s ${client} is given ${what} ${parts.join(', or ')}.`
  })

const either = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' or ')
