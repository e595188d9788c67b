import { ecosystems } from '../../ecosystems/index.ts'
import { REGISTRIES } from '../../model/sdk.ts'
import { type Mistake, type Path, show } from './mistake.ts'
import { knownHint } from './nearest.ts'
import { entriesOf, isRecord, textAt } from './raw.ts'

const CONDITIONS = ['finding', 'sdk', 'from', 'to', 'cause', 'key']

/** Acceptances that would accept everything, or that speak of an SDK or version that cannot be. */
export const acceptanceMistakes = (value: unknown): Mistake[] => {
  const sdks = entriesOf(value, 'sdks').map(([, sdk]) => sdk)
  const ids = sdks.flatMap((sdk) => textAt(sdk, 'id') ?? [])
  return entriesOf(value, 'accepted').flatMap(([index, entry]) => {
    const path = ['accepted', index]
    const id = textAt(entry, 'sdk')
    const registry = textAt(
      sdks.find((sdk) => id !== undefined && textAt(sdk, 'id') === id),
      'registry',
    )
    return [
      ...(isRecord(entry) && !CONDITIONS.some((key) => key in entry) ? [unconditional(path)] : []),
      ...(id === undefined || ids.includes(id)
        ? []
        : [
            {
              path: [...path, 'sdk'],
              what: `No SDK in this file has the id "${id}".`,
              hint: knownHint(id, ids, 'ids'),
            },
          ]),
      ...['from', 'to'].flatMap((key) => endMistakes([...path, key], textAt(entry, key), registry)),
    ]
  })
}

const unconditional = (path: Path): Mistake => ({
  path,
  what: 'This would accept every change there is.',
  hint: `Expected at least one of ${CONDITIONS.join(', ')}.`,
})

const endMistakes = (path: Path, text: string | undefined, registry: string | undefined): Mistake[] => {
  const names = REGISTRIES.filter((name) => registry === undefined || name === registry)
  if (
    text === undefined ||
    names.some((name) => ecosystems[name].exact(text) !== null || ecosystems[name].isRange(text))
  )
    return []
  const words = names.map((name) => `${ecosystems[name].rangeWords} (${ecosystems[name].name})`)
  return [
    {
      path,
      what: `${show(text)} is neither a version nor a range.`,
      hint: `Expected a version, ${words.join(' or ')}.`,
    },
  ]
}
