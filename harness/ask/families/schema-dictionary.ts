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
import type { Called } from '../../model/recipe.ts'
import { NAMED_TRANSPORTS } from '../../model/scenario.ts'
import { REGISTRIES } from '../../model/sdk.ts'

/** A schema for every key of a type: what the type learns and this file does not stops the build here. */
export type Shape<T> = { readonly [K in keyof T]-?: z.ZodType<T[K]> }

export const text = z.string().min(1)
export const texts = z.array(text)
/** On PyPI each has a class of its own; on npm both forms of the package have the same names in them. */
export const perVariant = <T extends z.ZodType>(value: T) => z.partialRecord(z.enum(VARIANTS), value)
export const perRegistry = <T extends z.ZodType>(value: T) => z.partialRecord(z.enum(REGISTRIES), value)

export const option = text.exactOptional()
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
    connectionsAt: value,
    maxRetries: value,
    timeoutMs: value,
    transport: value,
    agent: value,
  } satisfies Record<OptionIntent, z.ZodType>)

export const optionsSchema = perIntent(option).meta({
  description:
    'The client’s options by what they say: { "apiKey": "api_key" }. "a.b" is a member of the option a, "#1" an argument by its place (from 0), "#1.a" a member of that.',
})

export const variables = {
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

export const alwaysSchema = z.record(text, z.json()).meta({
  description: 'Further options, said always: where chance would decide what is seen without them.',
})

const wraps = perIntent(z.json().exactOptional()).meta({
  description:
    'In what an option’s value is wrapped: { "apiKey": { "$make": { "name": "AzureKeyCredential", "args": [{ "$value": true }] } } }.',
})

const madeBy = z.enum(['call', 'module', 'settings']).exactOptional().meta({
  description:
    'Where it is no class. "call" (npm): a function that gives a client. "module": nothing is made; calls are functions of the module, and the client’s options are said at each of them. "settings" (PyPI): they are set on the module itself.',
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

export const api = z.strictObject({
  method: z.union([text, z.array(text).min(1)]).meta({
    description:
      'Dotted path on the client: "chat.completions.create"; several, where versions name it differently: the first that one has.',
  }),
  where: option.meta({
    description:
      'Another method, by which a version is known that takes these arguments: one that has none takes them otherwise.',
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

export const dictionary = z.strictObject({
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
  transports: z.partialRecord(z.enum(NAMED_TRANSPORTS), perVariant(z.json())).exactOptional().meta({
    description: 'HTTP clients that a program hands over by their name: what the SDK exports, or a library has.',
  }),
  copy: text.nullable().meta({ description: 'The method that copies a client; null: none does.' }),
  noField: z.json().meta({ description: 'What stands for "send no field of this name".' }),
  statusOf: text.meta({ description: 'The attribute in which its errors hold the HTTP status.' }),
  timeoutUnit: z.enum(['ms', 's']),
} satisfies Shape<Dictionary>)
