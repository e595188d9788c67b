import { z } from 'zod'

const text = z.string()
const field = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'a header field name')
const role = z.string().regex(/^[a-z0-9.-]+$/, 'a role such as "api-key"')
const fields = z.record(field, z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'a value that fits in a header field'))

const subscription = z
  .strictObject({
    required: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Whether a subscription key is asked for. Default true.' }),
    header: z
      .union([field, z.strictObject({ asSdk: field })])
      .exactOptional()
      .meta({
        description:
          'Default "Ocp-Apim-Subscription-Key". { "asSdk": "api-key" }: the field in which the SDK itself sends its API key ("gatewaySettings" of its family or of the matrix), and this one where nobody says so.',
      }),
    query: z.string().min(1).exactOptional().meta({ description: 'Default "subscription-key".' }),
    credentials: z.array(role).exactOptional().meta({
      description:
        'The roles of the credentials that are active subscriptions. Default "subscription-key" and "api-key".',
    }),
    id: text.exactOptional(),
    name: text.exactOptional(),
  })
  .meta({ description: 'The subscription key, which is asked for before any policy.' })

const api = z.strictObject({
  id: text.exactOptional(),
  name: text.exactOptional(),
  path: text
    .exactOptional()
    .meta({ description: "The API's URL suffix: what requests' paths begin with. Default: none." }),
  serviceUrl: text.exactOptional().meta({ description: 'Where the backend is.' }),
  version: z.string().nullable().exactOptional(),
  revision: text.exactOptional(),
})

const stub = z.strictObject({
  url: z.string().min(1).meta({ description: '"*" stands for any run of characters.' }),
  method: z.string().min(1).exactOptional().meta({ description: 'Default: any.' }),
  status: z.int().min(200).max(599).default(200),
  headers: fields.exactOptional(),
  body: z.unknown().exactOptional().meta({ description: 'Text goes out as it is, anything else as JSON.' }),
  base64: z.literal(true).exactOptional().meta({ description: 'The body is text that holds bytes in Base64.' }),
})

/** A policy's settings file. One source for its validation, its type and the committed JSON Schema. */
export const policySettingsSchema = z
  .strictObject({
    $schema: z.string().exactOptional().meta({ description: 'For completion in editors.' }),
    namedValues: z.record(text, text).default({}).meta({ description: '{{name}} in the document → value.' }),
    subscription: subscription.default({}),
    product: z
      .strictObject({ id: z.string().min(1), name: text.exactOptional() })
      .nullable()
      .exactOptional()
      .meta({ description: 'The product by which the API is asked. Default null: by none.' }),
    user: z
      .strictObject({
        id: text.default('user'),
        email: text.default('user@example.com'),
        firstName: text.default('First'),
        lastName: text.default('Last'),
        groups: z.array(text).default([]),
      })
      .nullable()
      .default(null)
      .meta({ description: 'Whose subscription it is. Default null: nobody’s.' }),
    api: api.default({}),
    operations: z
      .array(
        z.strictObject({
          id: z.string().min(1),
          name: text.exactOptional(),
          method: z.string().min(1).default('*'),
          urlTemplate: z.string().min(1),
        }),
      )
      .default([])
      .transform((all) => all.map((one) => ({ ...one, name: one.name ?? one.id })))
      .meta({
        description: 'Default: told from the request. "urlTemplate": "/deployments/{deployment-id}/chat/completions".',
      }),
    paths: z.enum(['any', 'backend']).default('any').meta({
      description:
        'Which paths the API has where no "operations" are named: "any", or those of the API behind it ("backend"): any other is 404 before a key is asked for.',
    }),
    rateLimits: z.enum(['sliding-window', 'token-bucket']).default('sliding-window').meta({
      description:
        'How rate-limit, rate-limit-by-key and tokens-per-minute are counted: "sliding-window" is that of the classic tiers, "token-bucket" that of the v2 tiers.',
    }),
    deployment: z
      .strictObject({
        region: text.default('West Europe'),
        serviceName: text.default('apim'),
        gatewayId: text.default('managed'),
      })
      .prefault({}),
    ipAddress: z.string().default('127.0.0.1').meta({ description: 'The caller’s address.' }),
    backends: z
      .record(text, z.strictObject({ url: z.string().min(1) }))
      .default({})
      .meta({ description: 'backend-id → its URL.' }),
    backend: z.enum(['model', 'any', 'azure-openai', 'openai', 'anthropic', 'foundry']).default('model').meta({
      description:
        'What stands behind. "model", the default, lets in whoever the document lets in; the others check the credential that arrives there; a managed identity’s token is one for azure-openai and foundry (Claude in Microsoft Foundry).',
    }),
    tokenClaims: z.record(text, z.unknown()).nullable().default(null).meta({
      description:
        'Claims that the run’s Entra ID token is taken to carry. Null: those that the document asks for; signature and dates are checked in any case.',
    }),
    stubs: z.array(stub).default([]).meta({
      description: 'What send-request and the like are answered, by URL: the first that fits.',
    }),
  })
  .meta({ title: 'sdkdrift policy settings', description: 'What a policy document does not say of its gateway.' })

/** The committed `policy-settings.schema.json`, which editors complete from. */
export const policySettingsJsonSchema = (): unknown =>
  z.toJSONSchema(policySettingsSchema, { target: 'draft-7', io: 'input' })
