import { z } from 'zod'
import { VARIANTS } from '../../model/cell.ts'
import type { Family } from '../../model/family.ts'
import type { GatewaySettings } from '../../model/gateway-settings.ts'
import { HOST_PATTERN } from '../../model/host-pattern.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import { gatewaySchema } from '../gateways/schema.ts'
import { isRecord } from '../matrix/raw.ts'
import {
  alwaysSchema,
  api,
  dictionary,
  option,
  optionsSchema,
  perRegistry,
  perVariant,
  type Shape,
  text,
  texts,
  variables,
} from './schema-dictionary.ts'

const gatewaySettings = z.strictObject({
  subscriptionKeyField: option,
  badTokenBesideKey: z.enum(['key-wins', 'refuse']).exactOptional(),
  keyAsBearer: z.enum(['yes', 'no']).exactOptional(),
  backend: z
    .enum(['model', 'any'])
    .exactOptional()
    .meta({ description: '"any": its API is none that the gateways know, so no path of it is refused as unknown.' }),
} satisfies Shape<GatewaySettings>)

const control = z
  .strictObject({
    kind: text.default('vendor').meta({ description: 'The client.' }),
    api: text.default('chat').meta({ description: 'The call.' }),
  })
  .meta({ description: 'The plain call that a version must be able to make to be measured.' })

/** Versions by package, or by package and range of the SDK's own versions. */
const besides = z.record(text, z.union([text, z.record(text, text)]))

/** All that a family says, whether a file says it itself or takes it from what it extends. */
const whole = {
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case words joined by "-"')
    .meta({ description: 'The name in matrix.json. Default: the file’s.' }),
  packages: perRegistry(texts.min(1)).meta({ description: 'Its packages on each registry that has it.' }),
  variants: perRegistry(z.array(z.enum(VARIANTS)).min(1)).meta({
    description: 'How its calls are made: "" plainly, ".async" (PyPI), ".require" (npm).',
  }),
  samples: perVariant(texts).default({}).meta({
    description: 'Variants that are measured in these scenarios alone.',
  }),
  dictionaries: perRegistry(dictionary).meta({ description: 'Its words in each registry’s language.' }),
  credentialFields: texts.meta({ description: 'Header fields (lower case) by which it may carry a credential.' }),
  telemetryFields: texts.meta({
    description: 'Header fields (lower case, "*" for any run of characters) in which it speaks about itself.',
  }),
  releaseTags: perRegistry(z.string()).exactOptional().meta({
    description: 'What stands before the version in the release tags of its repository. Default: "v".',
  }),
  gatewaySettings: gatewaySettings.exactOptional().meta({
    description: 'What gateways must be set to, to leave this SDK as it is.',
  }),
  like: texts.exactOptional().meta({
    description: 'Families whose API it speaks: the scenarios for them are for it too, where it has words for them.',
  }),
  behind: texts.exactOptional().meta({
    description: 'Shipped gateways that are its vendor’s own API, or its product’s, too: "openai", "azure-openai".',
  }),
  hosts: perRegistry(z.array(z.string().regex(HOST_PATTERN, 'the name of a host such as "api.twilio.com"')))
    .exactOptional()
    .meta({
      description:
        'Hosts whose connections arrive at the gateway wherever it is measured, for an SDK that cannot be pointed elsewhere: { "npm": ["api.twilio.com"] }.',
    }),
  besideCalls: perRegistry(besides).exactOptional().meta({
    description:
      'Packages that some calls need, as "with" has them: each is installed beside it where a scenario that is asked for makes such a call.',
  }),
  with: perRegistry(besides).exactOptional().meta({
    description:
      'Packages that are installed beside it: { "npm": { "ai": "^7" } }; by range of its own versions where they need others: { "npm": { "ai": { "<4": "^6", ">=4": "^7" } } }.',
  }),
  gateway: gatewaySchema.exactOptional().meta({
    description:
      'Its vendor’s own API as a gateway, which is called as the family is. null: none, though the base has one.',
  }),
  lacks: perRegistry(texts).default({}).meta({ description: 'What even its newest version has no words for.' }),
  control: control.prefault({}),
} satisfies Shape<Omit<Family, 'gateway' | 'control'>> & { readonly gateway: z.ZodType; readonly control: z.ZodType }

export const familySchema = z.strictObject(whole)
export type FamilyText = z.output<typeof familySchema>

/** The words that a base leaves open, said for both registries or in the part of one. */
const words = {
  package: option.meta({ description: 'Its name in the registry. Default: the module.' }),
  module: option.meta({ description: 'What is imported. Default: the package.' }),
  client: option.meta({ description: 'The client class: "Groq".' }),
  kind: option.meta({ description: 'What scenarios call this client. Default: "vendor", the plain one.' }),
  environment: z
    .strictObject({ ...variables, baseUrl: option })
    .exactOptional()
    .meta({ description: 'Environment variables: { "apiKey": "GROQ_API_KEY", "baseUrl": "GROQ_BASE_URL" }.' }),
  options: optionsSchema.exactOptional(),
  always: alwaysSchema.exactOptional(),
  path: z.string().exactOptional().meta({
    description: 'Which path of the gateway its base URL is: "/v1". Default: its root.',
  }),
  apis: z
    .record(text, z.union([api.partial(), z.null()]))
    .exactOptional()
    .meta({ description: 'What can be called, where the base says something else; null: not this one.' }),
}

const wordsSchema = z.strictObject(words)

/** A file that extends another before it is written out: of what it says in the form of a whole, the names alone. */
export const openedSchema = (bases: readonly string[]) =>
  extendingSchema(bases).extend(
    Object.fromEntries(
      [...Object.keys(whole), '$schema'].filter((key) => !(key in words)).map((key) => [key, z.unknown().optional()]),
    ),
  )

/** A key for each registry. */
const onEach = <T extends z.ZodType>(value: T): { readonly [R in Registry]: T } =>
  Object.fromEntries(REGISTRIES.map((registry) => [registry, value])) as { readonly [R in Registry]: T }

/** What stands in a file that extends another, beside parts of a whole family, which it may hold as well. */
export const extendingSchema = (bases?: readonly string[]) =>
  z.strictObject({
    extends: (bases ? z.enum(bases) : text).meta({
      description: 'The base or family whose words hold where this file says none.',
    }),
    ...words,
    ...onEach(wordsSchema.exactOptional().meta({ description: 'It is on this registry; words for there alone.' })),
  })

type Part<T> = T extends readonly unknown[] | string | number | boolean | null | undefined
  ? T
  : { readonly [K in keyof T]?: Part<T[K]> | undefined }

type Whole = z.input<typeof familySchema>

/** What a family file says: words and any part of a whole family on a base, or a whole one. */
export type FamilyDefinition =
  | (z.input<ReturnType<typeof extendingSchema>> &
      Part<Omit<Whole, 'gateway'>> & { readonly gateway?: Whole['gateway'] | null })
  | (Omit<Whole, 'id'> & { readonly id?: string; readonly extends?: never })

/** The committed `family.schema.json`: a whole family, or words and any part of a whole on a base. */
export const familyJsonSchema = (): unknown => {
  const schema = { $schema: z.string().exactOptional() }
  const all = z.toJSONSchema(familySchema.partial({ id: true }).extend(schema), { target: 'draft-7', io: 'input' })
  const extending = z.toJSONSchema(extendingSchema(), { target: 'draft-7', io: 'input' })
  const { $schema: draft, definitions = {}, ...family } = all
  return {
    $schema: draft,
    title: 'sdkdrift family',
    description: 'How one family of SDKs spells what scenarios intend.',
    definitions: {
      ...Object.assign({}, definitions, extending.definitions),
      family,
      extending: {
        ...withoutRequired(family),
        properties: { ...withoutRequired(family.properties ?? {}), ...(extending.properties ?? {}) },
        required: ['extends'],
      },
    },
    if: { required: ['extends'] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word.
    then: { $ref: '#/definitions/extending' },
    else: { $ref: '#/definitions/family' },
  }
}

/** Any part may be left out: the base has it. */
const withoutRequired = (schema: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) =>
      key === 'required' && Array.isArray(value) ? [] : [[key, optional(value)]],
    ),
  )

const optional = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(optional) : isRecord(value) ? withoutRequired(value) : value
