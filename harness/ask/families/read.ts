import { z } from 'zod'
import { ecosystems } from '../../ecosystems/index.ts'
import { type Fault, UserError } from '../../errors.ts'
import type { Family, SpeakingFamily } from '../../model/family.ts'
import type { Scenario } from '../../model/scenario.ts'
import { REGISTRIES } from '../../model/sdk.ts'
import { toRules } from '../gateways/parse-rules.ts'
import { readMatrixText } from '../matrix/matrix-text.ts'
import { knownHint } from '../matrix/nearest.ts'
import { isRecord, type RawRecord } from '../matrix/raw.ts'
import { faultsOf, placeOf, type ScenarioText } from '../scenarios/faults.ts'
import { namesKnownAt } from '../scenarios/names-known-at.ts'
import { extended, OPEN } from './extended.ts'
import { extendingSchema, type FamilyText, familySchema, openedSchema } from './schema.ts'

/** A family as it was found; what a module exports is handed on as its JSON. */
export type FamilyFile = {
  /** As messages name it. */
  readonly path: string
  /** What it is called unless it says so itself. */
  readonly name: string
  readonly text: string
  /** Its text was written by its author, so that a line of it means something. */
  readonly hasLines: boolean
}

type Source = FamilyFile & { readonly value: RawRecord; readonly at: ScenarioText }

/**
 * Family files → families, in the order given; each may extend a base or another of them.
 * @param bases what can be extended and is no family itself
 * @throws UserError `family/invalid` with every fault of every file
 */
export const readFamilies = (files: readonly FamilyFile[], bases: readonly FamilyFile[]): readonly SpeakingFamily[] => {
  const faults: Fault[] = []
  const all = [...bases, ...files].flatMap((file) => opened(file, faults))
  const byName = new Map(all.map((source) => [nameOf(source), source]))
  // One for all: making it takes longer than reading a file by it. What extends itself is told below.
  const schema = openedSchema([...byName.keys()])
  const read = all
    .filter(({ path }) => files.some((file) => file.path === path))
    .flatMap((source) => {
      const own: Fault[] = []
      const family = familyIn(source, byName, schema, own)
      faults.push(...own.map((fault) => (source.hasLines ? fault : { ...fault, where: source.path })))
      return family ? [{ family, source }] : []
    })
  faults.push(...clashes(read))
  if (faults.length > 0) throw new UserError('family/invalid', faults)
  return read.map(({ family }) => family)
}

const nameOf = ({ value, name }: Source): string => (typeof value['id'] === 'string' ? value['id'] : name)

const opened = (file: FamilyFile, faults: Fault[]): Source[] => {
  const { value, tree, text, syntax, locate } = readMatrixText(file.text, file.path)
  const here = [...syntax, ...locate([])]
  faults.push(...here)
  if (tree && isRecord(value))
    return syntax.length > 0 ? [] : [{ ...file, value, at: { path: file.path, text, tree: () => tree } }]
  if (here.length === 0)
    faults.push({
      what: 'There is no family in it.',
      where: file.path,
      hint: 'Expected an object such as { "extends": "stainless", "module": "groq-sdk", "client": "Groq" }.',
    })
  return []
}

const familyIn = (
  source: Source,
  byName: ReadonlyMap<string, Source>,
  schema: ReturnType<typeof openedSchema>,
  faults: Fault[],
): SpeakingFamily | undefined => {
  const { at, value } = source
  if (value['extends'] !== undefined) {
    const words = schema.safeParse(value)
    if (words.error)
      faults.push(
        ...faultsOf(
          at,
          words.error.issues,
          namesKnownAt(() => z.toJSONSchema(schema)),
        ),
      )
  }
  const written = writtenOut(source, byName, [], faults)
  if (!written || faults.length > 0) return undefined
  const read = familySchema.safeParse({ id: source.name, ...written })
  if (read.error) {
    const json = () =>
      z.toJSONSchema(value['extends'] === undefined ? familySchema : familySchema.extend(extendingSchema().shape))
    faults.push(...faultsOf(at, read.error.issues, namesKnownAt(json)))
    return undefined
  }
  faults.push(...gapsIn(source, read.data))
  return faults.length === 0 ? toFamily(read.data, source.path) : undefined
}

/** A file and all that it extends, down to one that extends nothing. */
const writtenOut = (
  source: Source,
  byName: ReadonlyMap<string, Source>,
  above: readonly string[],
  faults: Fault[],
): RawRecord | undefined => {
  const { $schema: _, ...value } = source.value
  const name = value['extends']
  if (name === undefined) return value
  const base = typeof name === 'string' ? byName.get(name) : undefined
  // Told by the schema already.
  if (!base) return undefined
  if (above.includes(nameOf(source))) {
    faults.push({ what: `It extends itself, by way of ${above.join(', ')}.`, where: placeOf(source.at, ['extends']) })
    return undefined
  }
  const below = writtenOut(base, byName, [...above, nameOf(source)], faults)
  return below ? extended(value, below) : undefined
}

/** What has the form of a family and cannot be one. */
const gapsIn = (
  { at }: Source,
  { dictionaries, packages, control, variants, with: beside = {}, besideCalls = {} }: FamilyText,
): Fault[] => [
  ...REGISTRIES.flatMap((registry) =>
    [
      ...Object.entries(beside[registry] ?? {}).map((one) => ['with', ...one] as const),
      ...Object.entries(besideCalls[registry] ?? {}).map((one) => ['besideCalls', ...one] as const),
    ].flatMap(([word, name, selector]): Fault[] => {
      const { isRange, exact, rangeWords, name: registryName } = ecosystems[registry]
      const ranges = typeof selector === 'string' ? [] : Object.keys(selector)
      return ranges
        .filter((range) => !isRange(range) && exact(range) === null)
        .map((range) => ({
          what: `"${range}" is no range on ${registryName}.`,
          where: placeOf(at, [word, registry, name, range]),
          hint: `Expected ${rangeWords}.`,
        }))
    }),
  ),
  ...REGISTRIES.flatMap((registry): Fault[] => {
    const words = dictionaries[registry]
    if (!words) return []
    return [
      ...Object.values(words.clients).flatMap(({ names }) =>
        Object.values(names).some((name) => name.includes(OPEN))
          ? [{ what: '"client" is missing.', where: placeOf(at, [registry]), hint: 'Expected a class such as "Groq".' }]
          : [],
      ),
      ...(packages[registry]
        ? []
        : [{ what: `Its package on ${registry} is missing.`, where: placeOf(at, [registry]) }]),
      ...(variants[registry]
        ? []
        : [{ what: `"variants" has none for ${registry}.`, where: placeOf(at, ['variants']) }]),
      ...(words.apis[control.api]
        ? []
        : [
            {
              what: `It has no "${control.api}" API on ${registry}, which its control calls.`,
              where: placeOf(at, ['control', 'api']),
              hint: knownHint(control.api, Object.keys(words.apis), 'APIs'),
            },
          ]),
      ...(words.clients[control.kind]
        ? []
        : [
            {
              what: `It has no "${control.kind}" client on ${registry}, by which its control calls.`,
              where: placeOf(at, ['control', 'kind']),
              hint: knownHint(control.kind, Object.keys(words.clients), 'clients'),
            },
          ]),
    ]
  }),
  ...(Object.keys(dictionaries).length === 0
    ? [{ what: 'It has words for no registry.', where: placeOf(at, ['dictionaries']) }]
    : []),
]

const toFamily = ({ gateway, control, ...family }: FamilyText, file: string): SpeakingFamily => ({
  ...family,
  ...(gateway ? { gateway: toRules(gateway) } : {}),
  control: controlOf(control, file),
})

/** Nothing but a key and an address: what a version cannot be told is no reason not to measure it. */
const controlOf = ({ kind, api }: FamilyText['control'], file: string): Scenario => ({
  id: 'control',
  title: 'One plain call.',
  client: { kind, address: 'base-url', credentials: { apiKey: 'api-key' } },
  calls: [{ api }],
  behind: ['open'],
  file,
})

type Read = { readonly family: Family; readonly source: Source }

/** Two families of one name, or of one package: which of them speaks would be chance. */
const clashes = (read: readonly Read[]): Fault[] =>
  read.flatMap(({ family, source }, index): Fault[] => {
    const earlier = read.slice(0, index)
    const same = earlier.find((other) => other.family.id === family.id)
    const packages = REGISTRIES.flatMap((registry) =>
      (family.packages[registry] ?? []).flatMap((name) => {
        const other = earlier.find((one) => one.family.packages[registry]?.includes(name))
        return other && other !== same ? [{ registry, name, other }] : []
      }),
    )
    return [
      ...(same
        ? [
            {
              what: `The id "${family.id}" is that of the family in ${same.source.path}.`,
              where: placeOf(source.at, ['id']),
              hint: 'Give it one of its own, by "id" or by the name of the file.',
            },
          ]
        : []),
      ...packages.map(({ registry, name, other }) => ({
        what: `The ${registry} package "${name}" belongs to the family ${other.family.id}.`,
        where: placeOf(source.at, ['packages', registry]),
        hint: `An SDK's entry in matrix.json can name "family": "${other.family.id}" for a package that is spelled like it; a package has one family.`,
      })),
    ]
  })
