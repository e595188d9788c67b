import { z } from 'zod'
import { VARIANTS } from '../../model/cell.ts'
import type {
  AddressWords,
  ApiWords,
  ClientWords,
  Dictionary,
  OptionIntent,
  RequestWords,
} from '../../model/dictionary.ts'
import type { Family } from '../../model/family.ts'
import type { GatewaySettings } from '../../model/gateway-settings.ts'
import { HOST_PATTERN } from '../../model/host-pattern.ts'
import type { Called } from '../../model/recipe.ts'
import { REGISTRIES, type Registry } from '../../model/sdk.ts'
import { gatewaySchema } from '../gateways/schema.ts'
import { isRecord } from '../matrix/raw.ts'

/** A schema for every key of a type: what the type learns and this file does not stops the build here. */
type Shape<T> = { readonly [K in keyof T]-?: z.ZodType<T[K]> }

const text = z.string().min(1)
const texts = z.array(text)
/** On PyPI each has a class of its own; on npm both forms of the package have the same names in them. */
const perVariant = <T extends z.ZodType>(value: T) => z.partialRecord(z.enum(VARIANTS), value)
const perRegistry = <T extends z.ZodType>(value: T) => z.partialRecord(z.enum(REGISTRIES), value)

const option = text.exactOptional()
/** A key for everything that a client can be told. */
const perIntent = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    apiKey: value,
    adminKey: value,
    token: value,
    tokenProvider: value,
    identity: value,
    workloadIdentity: value,
    x509Identity: value,
    x509Transport: value,
    x509Credential: value,
    headers: value,
    query: value,
    organization: value,
    project: value,
    apiVersion: value,
    deployment: value,
    dataResidency: value,
    maxRetries: value,
    timeoutMs: value,
    transport: value,
    agent: value,
  } satisfies Record<OptionIntent, z.ZodType>)

const optionsSchema = perIntent(option).meta({
  description:
    'The client’s options by what they say: { "apiKey": "api_key" }. "a.b" is a member of the option a, "#1" an argument by its place (from 0), "#1.a" a member of that.',
})

const variables = {
  apiKey: option,
  adminKey: option,
  token: option,
  organization: option,
  project: option,
  apiVersion: option,
  headers: option,
} satisfies Shape<ClientWords['environment']>

const address = z.strictObject({
  option: option.meta({ description: 'The option that takes it.' }),
  variable: option.meta({ description: 'The environment variable that holds it.' }),
  readAt: z.literal('import').exactOptional().meta({
    description: '"import": the variable is read when the module is imported, and no later.',
  }),
  path: z.string().meta({ description: 'Which path of the gateway that is: "/v1", or "" for its root.' }),
} satisfies Shape<AddressWords>)

const addresses = z.strictObject({
  'base-url': address.exactOptional(),
  endpoint: address.exactOptional(),
  environment: address.exactOptional(),
} satisfies Shape<ClientWords['address']>)

const alwaysSchema = z.record(text, z.json()).meta({
  description: 'Further options, said always: where chance would decide what is seen without them.',
})

const wraps = perIntent(z.json().exactOptional()).meta({
  description:
    'In what an option’s value is wrapped: { "apiKey": { "$make": { "name": "AzureKeyCredential", "args": [{ "$value": true }] } } }.',
})

const madeBy = z.enum(['call', 'module']).exactOptional().meta({
  description:
    'Where it is no class. "call" (npm): a function that gives a client. "module": nothing is made; calls are functions of the module, and the client’s options are said at each of them.',
})

const moduleNames = z.union([text, texts.min(1)])
const moduleSchema = z.union([moduleNames, perVariant(moduleNames)]).exactOptional()

const client = z.strictObject({
  module: moduleSchema.meta({ description: 'What is imported for this client alone.' }),
  by: madeBy,
  names: perVariant(text).meta({ description: 'The class; on PyPI ".async" names the asynchronous one.' }),
  options: optionsSchema,
  as: wraps.exactOptional(),
  attributes: perIntent(option)
    .extend({ address: option })
    .exactOptional()
    .meta({ description: 'Attributes by which what a client was told is changed later: { "apiKey": "apiKey" }.' }),
  authentication: z
    .strictObject({ name: text, as: z.enum(['method', 'property']) })
    .exactOptional()
    .meta({ description: 'The member that a class of one’s own gives anew, to authenticate by other header fields.' }),
  environment: z.strictObject(variables),
  address: addresses,
  apiVersion: option.meta({ description: 'Said when nothing else does: the client demands one.' }),
  always: alwaysSchema.exactOptional(),
} satisfies Shape<ClientWords>)

const called = z.strictObject({
  method: z.string().meta({ description: 'Dotted path on the client; "": the client itself.' }),
  args: z.array(z.json()).exactOptional(),
  kwargs: z.record(text, z.json()).exactOptional().meta({ description: 'PyPI: arguments by name.' }),
} satisfies Shape<Called>)

const requestSchema = z
  .strictObject({
    headers: text.nullable(),
    query: text.nullable(),
    timeoutMs: option,
    maxRetries: option,
    followRedirects: option,
    idempotencyKey: option,
    inside: z.literal(true).exactOptional().meta({
      description: 'npm: they stand in the call’s own object, and not in one behind it.',
    }),
    options: optionsSchema.exactOptional().meta({
      description: 'What no client of it can be told, but each request: { "maxRetries": "maxRetries" }.',
    }),
  } satisfies Shape<RequestWords>)
  .meta({ description: 'Names of the options of one request; null, or none: it takes none.' })

const helperSchema = z
  .union([z.strictObject({ after: text }), z.strictObject({ before: text, enter: z.literal(true).exactOptional() })])
  .exactOptional()
  .meta({
    description:
      'A method of what the call gives ("after", npm), or a member that stands before the method’s own name ("before"); PyPI: "enter", where that gives a context.',
  })

const api = z.strictObject({
  method: z.union([text, z.array(text).min(1)]).meta({
    description:
      'Dotted path on the client: "chat.completions.create"; several, where versions name it differently: the first that one has.',
  }),
  async: option.meta({ description: 'PyPI: the method of the asynchronous client, where it is another one.' }),
  of: option.meta({ description: 'A module whose function it is, where it is no method of the client.' }),
  on: called.exactOptional().meta({ description: 'The object on which it is called, where the client gives that.' }),
  args: z.array(z.json()).exactOptional().meta({ description: 'Arguments by place, before the others.' }),
  body: z.union([z.record(text, z.json()), z.null()]).meta({
    description: 'Arguments of the call: one object on npm, keywords on PyPI; null: none.',
  }),
  request: requestSchema.exactOptional(),
  connection: z
    .union([text, z.literal(true)])
    .exactOptional()
    .meta({
      description:
        'It opens a connection of WebSocket, by this package that users install beside the SDK ("ws"), or by what the runtime has (true).',
    }),
  make: z.literal(true).exactOptional().meta({ description: 'npm: what is called is a class.' }),
  stream: z.union([z.boolean(), text]).meta({
    description: 'Is the result a stream, to be read to its end? Text: that member of it is.',
  }),
} satisfies Shape<ApiWords>)

const apisSchema = z.record(text, api).meta({
  description:
    'What can be called, by the name that scenarios give it. "chat" is a conversation or, where the vendor has none, its plainest call.',
})

const dictionary = z.strictObject({
  module: moduleSchema.meta({
    description:
      'What is imported. Default: the package, by its own name. A list: the first in which a version has the client; by variant, where a variant has another: { "": "acme", ".async": "acme.aio" }.',
  }),
  variables: z.record(text, z.string()).exactOptional().meta({
    description:
      'Environment variables that are set wherever it is measured, before it is imported: { "ACME_NO_UPDATE_CHECK": "1" }.',
  }),
  clients: z.record(text, client).meta({ description: 'By the kind that scenarios name; "vendor" is the plain one.' }),
  elsewhere: z.record(text, text).exactOptional().meta({
    description: 'Clients that the vendor has in another package: { "foundry": "@anthropic-ai/foundry-sdk" }.',
  }),
  apis: apisSchema,
  request: requestSchema,
  helpers: z
    .strictObject({ 'raw-response': helperSchema, 'streaming-response': helperSchema })
    .exactOptional()
    .meta({ description: 'How its helpers are asked that give the answer as it came.' }),
  copy: text.nullable().meta({ description: 'The method that copies a client; null: none does.' }),
  noField: z.json().meta({ description: 'What stands for "send no field of this name".' }),
  statusOf: text.meta({ description: 'The attribute in which its errors hold the HTTP status.' }),
  timeoutUnit: z.enum(['ms', 's']),
} satisfies Shape<Dictionary>)

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
  with: perRegistry(z.record(text, z.union([text, z.record(text, text)])))
    .exactOptional()
    .meta({
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
