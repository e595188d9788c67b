import { z } from 'zod'
import { ROLES } from '../../model/role.ts'
import type { Scenario, ScenarioNames } from '../../model/scenario.ts'

const role = z.enum(ROLES).meta({ description: 'What a credential is. The harness mints one of each for every run.' })

const credentials = z
  .strictObject({
    apiKey: z
      .union([role, z.strictObject({ callable: role })])
      .exactOptional()
      .meta({ description: 'What is given to the option that takes the API key; `callable`: as a function.' }),
    token: role.exactOptional().meta({ description: 'What is given to the option that takes a bearer token as text.' }),
    tokenProvider: role
      .exactOptional()
      .meta({ description: 'What the function hands out that is given as token provider; another one at each call.' }),
  })
  .meta({ description: 'Which of the client’s credential options is used, and with what.' })

/** RFC 9110, section 5.6.2. */
const fieldName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'a header field name')

const fields = z
  .record(
    fieldName,
    z.union([
      z.string(),
      z.strictObject({ credential: role, scheme: z.literal('Bearer').exactOptional() }),
      z.null().meta({ description: 'Send no field of this name.' }),
    ]),
  )
  .meta({ description: 'Header fields: text, a credential by its role, or null for "send none of this name".' })

const texts = z.record(z.string().min(1), z.string())
const text = z.string().min(1)

const options = {
  credentials: credentials.exactOptional(),
  headers: fields.exactOptional(),
  query: texts.exactOptional(),
  organization: text.exactOptional(),
  project: text.exactOptional(),
  apiVersion: text.exactOptional().meta({ description: 'Azure: the api-version.' }),
  deployment: text.exactOptional().meta({ description: 'Azure: the deployment, when the client names it.' }),
  maxRetries: z.int().min(0).max(10).exactOptional(),
  timeoutMs: z.int().min(1).exactOptional(),
}

const client = (kinds: readonly string[]) =>
  z.strictObject({
    kind: z.enum(kinds).meta({
      description:
        'Which of the SDK’s clients: `vendor` is the plain one, the others are named after what they are for.',
    }),
    address: z.enum(['base-url', 'endpoint', 'environment']).meta({
      description: 'How the client learns the gateway’s address.',
    }),
    ...options,
  })

const environment = z.strictObject({
  apiKey: role.exactOptional(),
  token: role.exactOptional(),
  organization: text.exactOptional(),
  project: text.exactOptional(),
  apiVersion: text.exactOptional(),
  variables: texts.exactOptional().meta({ description: 'Any other variable, as it stands.' }),
})

const call = (apis: readonly string[]) =>
  z.strictObject({
    api: z.enum(apis),
    headers: fields.exactOptional().meta({ description: 'Header fields of this request alone.' }),
    query: texts.exactOptional(),
    copy: z.strictObject(options).exactOptional().meta({
      description: 'Call on a copy of the client with these options changed.',
    }),
    times: z.int().min(1).max(100).exactOptional(),
  })

const status = z.int().min(200).max(599)

const interlude = z.union([
  z.strictObject({ status, headers: texts.exactOptional(), body: z.unknown().exactOptional() }),
  z.strictObject({ redirect: z.literal('other-origin'), status: z.int().min(300).max(399).exactOptional() }),
])

/** A scenario file. One source for its type, its validation and the committed JSON Schema. */
export const scenarioSchema = ({ clients, apis }: ScenarioNames) =>
  z
    .strictObject({
      $schema: z.string().exactOptional(),
      id: z
        .string()
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by "-"')
        .meta({ description: 'How matrix.json and the report call it.' }),
      title: text.meta({ description: 'One sentence.' }),
      client: client(clients),
      environment: environment.exactOptional(),
      calls: z.array(call(apis)).min(1),
      families: z.array(text).min(1).exactOptional().meta({
        description: 'Families of SDKs it is for. Default: all; one that has no words for it is unsupported.',
      }),
      behind: z.array(text).min(1).meta({
        description:
          'Gateways it makes sense behind: ids, globs over ids, or "vendor" for the own API of the SDK’s vendor.',
      }),
      first: z
        .array(interlude)
        .exactOptional()
        .meta({ description: 'What the gateway answers to the first requests.' }),
    })
    .meta({ title: 'sdkdrift scenario', description: 'What a user intends, never an SDK’s spelling.' })

type InFile = z.infer<ReturnType<typeof scenarioSchema>>

/** The parsed file as the model's type: where the two differ, the build stops here. */
export const toScenario = ({ $schema: _, ...intent }: InFile, file: string): Scenario => ({ ...intent, file })

/** The committed `scenario.schema.json`, which editors complete from. */
export const scenarioJsonSchema = (names: ScenarioNames): unknown => z.toJSONSchema(scenarioSchema(names))
