import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import { isRecord, type RawRecord, textAt } from '../matrix/raw.ts'

/** Of the vendor, or of one file: what extends a family is another one, in packages of its own. */
const OWN = ['$schema', 'id', 'packages', 'releaseTags', 'hosts', 'with', 'besideCalls']
const WORDS = ['package', 'module', 'client', 'kind', 'environment', 'options', 'always', 'path', 'apis']
/** What stands in a base's class names for the name that each family fills in. */
export const OPEN = '{client}'

/**
 * A file that extends another, written out as a whole family: the base, over it the words that fill it in, over these
 * what the file says in the form of a whole. Lists, texts and bodies of calls replace, other
 * objects are joined. Nothing is checked here.
 */
export const extended = (file: RawRecord, base: RawRecord): RawRecord => {
  const { extends: _, $schema: __, ...said } = file
  const whole = without(said, [...WORDS, ...REGISTRIES])
  const shared = only(said, WORDS)
  const named = REGISTRIES.filter((registry) => said[registry] !== undefined)
  const hasWords = Object.keys(shared).length > 0
  // What says no registry is on npm, where a module is called as its package is.
  const on: readonly Registry[] = named.length > 0 ? named : hasWords ? ['npm'] : [...REGISTRIES]
  const started = restricted(without(base, OWN), on)
  const filled = on.reduce<RawRecord>((all, registry) => {
    const words = merged(shared, isRecord(said[registry]) ? said[registry] : {})
    return Object.keys(words).length > 0 ? withWords(all, registry, words) : all
  }, started)
  return withoutNulls(merged(filled, whole))
}

/** A registry that the family is not on has no words, however many the base has. */
const restricted = (base: RawRecord, on: readonly Registry[]): RawRecord =>
  Object.fromEntries(
    Object.entries(base).map(([key, value]) =>
      PER_REGISTRY.includes(key) && isRecord(value) ? [key, only(value, on)] : [key, value],
    ),
  )

const PER_REGISTRY = ['variants', 'dictionaries', 'lacks']

const withWords = (family: RawRecord, registry: Registry, words: RawRecord): RawRecord => {
  const name = textAt(words, 'package') ?? textAt(words, 'module')
  const kind = textAt(words, 'kind') ?? 'vendor'
  const path = textAt(words, 'path') ?? ''
  const { baseUrl, ...environment } = recordAt(words, 'environment')
  const dictionary = recordAt(recordAt(family, 'dictionaries'), registry)
  const { vendor, ...others } = recordAt(dictionary, 'clients')
  const client = isRecord(vendor) ? vendor : {}
  const said = {
    ...dictionary,
    // Without a package of its own name, a renamed fork is imported by its own.
    ...(words['package'] !== undefined && words['module'] !== undefined ? { module: words['module'] } : {}),
    clients: {
      [kind]: merged(client, {
        names: namesWith(recordAt(client, 'names'), textAt(words, 'client')),
        options: recordAt(words, 'options'),
        environment,
        ...(words['always'] === undefined ? {} : { always: words['always'] }),
        address: {
          'base-url': { path },
          ...(baseUrl === undefined ? {} : { environment: { variable: baseUrl, path } }),
        },
      }),
      ...others,
    },
    apis: withoutNulls(merged(recordAt(dictionary, 'apis'), recordAt(words, 'apis'))),
  }
  return {
    ...family,
    ...(name === undefined ? {} : { packages: { ...recordAt(family, 'packages'), [registry]: [name] } }),
    dictionaries: { ...recordAt(family, 'dictionaries'), [registry]: said },
  }
}

/** `OpenAI`, `AsyncOpenAI` with another plain name: `Groq`, `AsyncGroq`. */
const namesWith = (names: RawRecord, client: string | undefined): RawRecord => {
  const plain = textAt(names, '')
  if (client === undefined) return {}
  if (plain === undefined) return { '': client }
  return Object.fromEntries(
    Object.entries(names).map(([variant, name]) => [
      variant,
      typeof name === 'string' ? name.replace(plain, client) : name,
    ]),
  )
}

const merged = (under: RawRecord, over: RawRecord): RawRecord => {
  const all: Record<string, unknown> = { ...under }
  for (const [key, value] of Object.entries(over)) {
    const before = all[key]
    // Arguments of one call say nothing of another's.
    all[key] = key !== 'body' && isRecord(before) && isRecord(value) ? merged(before, value) : value
  }
  return all
}

/** Here null takes away what the base has; further in it is a word (`"body": null`). */
const withoutNulls = (family: RawRecord): RawRecord =>
  Object.fromEntries(Object.entries(family).filter(([, value]) => value !== null && value !== undefined))

const recordAt = (value: unknown, key: string): RawRecord => {
  const found = isRecord(value) ? value[key] : undefined
  return isRecord(found) ? found : {}
}

const only = (value: RawRecord, keys: readonly string[]): RawRecord =>
  Object.fromEntries(Object.entries(value).filter(([key, one]) => keys.includes(key) && one !== undefined))

const without = (value: RawRecord, keys: readonly string[]): RawRecord =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))
