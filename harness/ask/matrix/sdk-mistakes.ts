import { ecosystems } from '../../ecosystems/index.ts'
import { isLocal } from '../../model/local-selector.ts'
import { wishIn } from '../../model/runtime-wish.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import type { Known } from './known.ts'
import { localPlace } from './local-place.ts'
import { type Mistake, type Path, show } from './mistake.ts'
import { knownHint } from './nearest.ts'
import { entriesOf, isRecord, textAt } from './raw.ts'

/** The SDKs' ids, package names, versions and families, as far as each can be read. */
export const sdkMistakes = (value: unknown, known: Known): Mistake[] => {
  const sdks = entriesOf(value, 'sdks')
  return sdks.flatMap(([index, sdk]) => {
    const path = ['sdks', index]
    const registry = REGISTRIES.find((name) => name === textAt(sdk, 'registry'))
    return [
      ...repeatedId(
        path,
        sdk,
        sdks.slice(0, index).map(([, other]) => textAt(other, 'id')),
      ),
      ...(registry ? packageMistakes(path, sdk, registry, known) : []),
      ...(registry
        ? entriesOf(sdk, 'versions').flatMap(([at, it]) =>
            typeof it === 'string' && isLocal(it)
              ? localMistakes([...path, 'versions', at], it, known)
              : versionMistakes([...path, 'versions', at], it, registry),
          )
        : []),
      ...(registry ? besideMistakes(path, sdk, registry) : []),
      ...(registry ? runtimeMistakes(path, sdk, registry) : []),
    ]
  })
}

/** Runtimes of another language than the SDK's: whoever writes one means another entry. */
const runtimeMistakes = (path: Path, sdk: unknown, registry: Registry): Mistake[] => {
  const { language, name: where } = ecosystems[registry]
  return entriesOf(sdk, 'runtimes').flatMap(([at, text]): Mistake[] => {
    const wish = typeof text === 'string' ? wishIn(text) : null
    return wish === null || wish.name === language
      ? []
      : [
          {
            path: [...path, 'runtimes', at],
            what: `${show(text)} runs nothing that is on ${where}.`,
            hint: `Expected a version of ${language}, such as "${language} ${ecosystems[registry].aRuntime}".`,
          },
        ]
  })
}

/** Packages beside the SDK that cannot be, the SDK itself among them, and versions of them that select nothing. */
const besideMistakes = (path: Path, sdk: unknown, registry: Registry): Mistake[] => {
  const { validName, normalName, isRange, exact, rangeWords, name: where } = ecosystems[registry]
  const beside = isRecord(sdk) ? sdk['with'] : undefined
  const own = textAt(sdk, 'package')
  return Object.entries(isRecord(beside) ? beside : {}).flatMap(([name, selector]): Mistake[] => {
    const at = [...path, 'with', name]
    if (!validName(name)) return [{ path: at, atKey: true, what: `"${name}" is no package name on ${where}.` }]
    if (own !== undefined && normalName(own) === normalName(name))
      return [
        {
          path: at,
          atKey: true,
          what: `${name} is the SDK itself: it cannot stand beside itself.`,
          hint: 'Its versions are listed under "versions".',
        },
      ]
    if (!isRecord(selector)) return pinMistakes(at, selector, registry)
    return Object.entries(selector).flatMap(([range, one]) => [
      ...(isRange(range) || exact(range) !== null
        ? []
        : [
            {
              path: [...at, range],
              atKey: true,
              what: `"${range}" is no range on ${where}.`,
              hint: `Expected ${rangeWords}.`,
            },
          ]),
      ...pinMistakes([...at, range], one, registry),
    ])
  })
}

const pinMistakes = (path: Path, selector: unknown, registry: Registry): Mistake[] =>
  typeof selector === 'string' && isLocal(selector)
    ? [
        {
          path,
          what: `${show(selector)} is no version on ${ecosystems[registry].name}.`,
          hint: 'Only published packages stand beside an SDK.',
        },
      ]
    : versionMistakes(path, selector, registry)

const repeatedId = (path: Path, sdk: unknown, before: readonly (string | undefined)[]): Mistake[] => {
  const id = textAt(sdk, 'id')
  const first = id === undefined ? -1 : before.indexOf(id)
  if (first < 0) return []
  return [
    {
      path: [...path, 'id'],
      what: `The id "${id}" is already that of sdks[${first}].`,
      hint: 'Each SDK needs its own id.',
    },
  ]
}

const packageMistakes = (path: Path, sdk: unknown, registry: Registry, known: Known): Mistake[] => {
  const families = known.families[registry]
  const name = textAt(sdk, 'package')
  const family = textAt(sdk, 'family')
  const where = ecosystems[registry].name
  if (family !== undefined && !families.includes(family))
    return [
      {
        path: [...path, 'family'],
        what: `There is no family "${family}" on ${where}.`,
        hint: knownHint(family, families, 'families'),
      },
    ]
  if (name === undefined) return []
  if (!ecosystems[registry].validName(name))
    return [
      {
        path: [...path, 'package'],
        what: `"${name}" is no package name on ${where}.`,
        hint: 'Expected a name such as "openai".',
      },
    ]
  // What has no family is measured by the user's own programs.
  const hasPrograms = isRecord(sdk) && isRecord(sdk['programs']) && Object.keys(sdk['programs']).length > 0
  if (family !== undefined || known.familyOf(registry, name) !== undefined || hasPrograms) return []
  return [
    {
      path: [...path, 'package'],
      what: `No family knows the ${where} package "${name}".`,
      hint: `${knownHint(name, families, 'families')} Name one as "family" when the package is spelled like it, or give the entry "programs" of your own.`,
    },
  ]
}

const localMistakes = (path: Path, selector: string, { folder, fileExists }: Known): Mistake[] => {
  const place = localPlace(selector, folder)
  if (place.startsWith('git+') || fileExists(place)) return []
  return [{ path, what: `There is no file or folder ${show(selector)}.`, hint: `Looked for ${place}.` }]
}

const versionMistakes = (path: Path, selector: unknown, registry: Registry): Mistake[] => {
  const { exact, isRange, rangeWords, isTag, tagWords, name: where } = ecosystems[registry]
  const wrong = (at: Path, text: string, expected: string): Mistake[] => [
    { path: at, what: `${show(text)} selects no version on ${where}.`, hint: `Expected ${expected}.` },
  ]
  if (typeof selector === 'string') {
    if (selector === '' || isTag(selector) || exact(selector) !== null || isRange(selector)) return []
    return wrong(path, selector, `a version, ${tagWords}, or ${rangeWords}`)
  }
  const range = textAt(selector, 'range')
  return range === undefined || isRange(range) || exact(range) !== null
    ? []
    : wrong([...path, 'range'], range, rangeWords)
}
