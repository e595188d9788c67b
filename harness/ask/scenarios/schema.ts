import { z } from 'zod'
import { CERTIFICATES } from '../../model/certificate.ts'
import { HOST_PATTERN } from '../../model/host-pattern.ts'
import { ROLES } from '../../model/role.ts'
import { NAMED_TRANSPORTS, type QueryValue, type Scenario, type ScenarioNames } from '../../model/scenario.ts'

const role = z.enum(ROLES).meta({ description: 'What a credential is. The harness mints one of each for every run.' })

const credentialText = z
  .union([
    role,
    z.strictObject({ credential: role, before: z.string().exactOptional(), after: z.string().exactOptional() }),
    z.strictObject({ text: z.string() }).meta({ description: 'Text that is no credential: "", " ".' }),
  ])
  .meta({ description: 'A credential by its role, with text around it, or text that is none.' })

const provided = z.union([
  role,
  z.strictObject({
    of: role,
    fails: z.enum(['always', 'first']).exactOptional().meta({ description: 'It throws: each time, or the first.' }),
    slowMs: z.int().min(1).max(5_000).exactOptional().meta({ description: 'Milliseconds that it takes.' }),
  }),
  z.strictObject({ text: z.string() }).meta({ description: 'Text that is no credential: "".' }),
])

const credentials = z
  .strictObject({
    apiKey: z
      .union([role, z.strictObject({ callable: provided }), ...credentialText.options.slice(1)])
      .exactOptional()
      .meta({ description: 'What is given to the option that takes the API key; `callable`: as a function.' }),
    adminKey: credentialText.exactOptional().meta({ description: 'The key of an administrator.' }),
    token: credentialText
      .exactOptional()
      .meta({ description: 'What is given to the option that takes a bearer token as text.' }),
    tokenProvider: provided
      .exactOptional()
      .meta({ description: 'What the function hands out that is given as token provider; another one at each call.' }),
    identity: z
      .literal('client-secret')
      .exactOptional()
      .meta({ description: 'An identity of Azure’s own library, which asks the token endpoint itself.' }),
    workloadIdentity: z
      .union([
        ...provided.options,
        z.strictObject({ x509: z.enum(['transport', 'credential']) }).meta({
          description:
            'By the certificate of its connections, which the program’s own transport shows, or a credential that the SDK makes of it.',
        }),
      ])
      .exactOptional()
      .meta({ description: 'A workload’s proof, which the SDK exchanges for a token of the vendor’s.' }),
    certificate: z.enum(CERTIFICATES).exactOptional().meta({
      description:
        'What connections show who asks for a certificate: the enrolled one, or one that nobody knows. Over TLS ("hosts" or "scheme").',
    }),
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
      z.strictObject({ nothing: z.literal(true) }).meta({ description: 'What a program has not set: undefined.' }),
      z.array(z.string()).min(1).meta({ description: 'Several values.' }),
      z.null().meta({ description: 'Send no field of this name.' }),
    ]),
  )
  .meta({ description: 'Header fields: text, a credential by its role, or null for "send none of this name".' })

const fieldsAs = z.enum(['headers', 'pairs', 'map']).meta({
  description:
    'How header fields are handed over, if not as a plain object: as the language’s class for them, as pairs, as a Map (Python: a MappingProxyType).',
})

const texts = z.record(z.string().min(1), z.string())
const text = z.string().min(1)
const queryValue: z.ZodType<QueryValue> = z.lazy(() =>
  z.union([z.string(), z.array(queryValue), z.record(text, queryValue)]),
)
const query = z.record(text, queryValue).meta({ description: 'Texts; lists and objects as the SDK writes them.' })
const timeoutMs = z.int().min(1)
const maxRetries = z.number().min(-10).max(10).meta({
  description: 'How often a request is made again. What is no count (-1, 0.5) is handed over as it stands.',
})
const addressEnd = z.string().min(1).meta({
  description: 'What stands behind the gateway’s address: "/", "/my-api", "?x=1". A copy is given the address anew.',
})

const options = {
  credentials: credentials.exactOptional(),
  headers: fields.exactOptional(),
  headersAs: fieldsAs.exactOptional(),
  query: query.exactOptional(),
  organization: text.exactOptional(),
  project: text.exactOptional(),
  apiVersion: text.exactOptional().meta({ description: 'Azure: the api-version.' }),
  deployment: text.exactOptional().meta({ description: 'Azure: the deployment, when the client names it.' }),
  dataResidency: text.exactOptional().meta({ description: 'The vendor’s region, by its name.' }),
  connectionsAt: addressEnd.exactOptional().meta({
    description:
      'An address for connections (WebSockets) alone: what stands behind the gateway’s, which is said as ws: or wss:.',
  }),
  maxRetries: maxRetries.exactOptional(),
  timeoutMs: timeoutMs.exactOptional(),
  transport: z
    .enum([
      'plain',
      'copies-headers',
      'spreads-headers',
      'own-auth',
      'proxied',
      'fails-once',
      'own-defaults',
      ...NAMED_TRANSPORTS,
    ])
    .exactOptional()
    .meta({
      description:
        'An HTTP client of the program’s own (`fetch`, httpx): one that adds nothing, one that copies the header fields it is handed into the language’s class for them or by spreading them, one with its own authentication, one that goes through the harness’s own forward proxy, one that has a fault of its own in the place of the first request. PyPI: one with defaults of its own; one that the SDK exports for that, also by way of aiohttp; a plain one of a library by its name.',
    }),
  agent: z.enum(['connection-each', 'proxied']).exactOptional().meta({
    description:
      'npm: an agent of node:http of the program’s own, which opens a connection for each request, or goes through the harness’s own forward proxy.',
  }),
  addressEnd: addressEnd.exactOptional(),
}

const client = (kinds: readonly string[]) =>
  z.strictObject({
    kind: z.enum(kinds).meta({
      description:
        'Which of the SDK’s clients: `vendor` is the plain one, the others are named after what they are for.',
    }),
    address: z.enum(['base-url', 'endpoint', 'environment', 'default']).meta({
      description:
        'How the client learns the gateway’s address; "default": not at all, it asks its vendor’s own host, which leads here where "hosts" names it.',
    }),
    addressSaid: z.enum(['nothing', 'null', 'empty']).exactOptional().meta({
      description: 'The option for a base URL is handed over all the same: as undefined, as null, as empty text.',
    }),
    subclass: fields.exactOptional().meta({
      description: 'A class of the program’s own extends the client: it authenticates by these fields.',
    }),
    subclassLater: z.literal(true).exactOptional().meta({
      description: 'npm: that class gives them later, as an async method does.',
    }),
    ...options,
  })

const environment = z.strictObject({
  apiKey: credentialText.exactOptional(),
  adminKey: credentialText.exactOptional(),
  token: credentialText.exactOptional(),
  organization: text.exactOptional(),
  project: text.exactOptional(),
  apiVersion: text.exactOptional(),
  headers: texts.exactOptional().meta({ description: 'Header fields for every request.' }),
  variables: z
    .record(z.string().min(1), z.union([z.string(), z.strictObject({ proxy: z.literal(true) })]))
    .exactOptional()
    .meta({ description: 'Any other variable: as it stands, or the address of the harness’s own forward proxy.' }),
})

const call = (apis: readonly string[]) =>
  z.strictObject({
    api: z.enum(apis),
    model: z.string().exactOptional().meta({ description: 'The model’s name, where the API takes one.' }),
    id: z
      .union([z.string(), z.null(), z.strictObject({ nothing: z.literal(true) })])
      .exactOptional()
      .meta({
        description: 'The id of what is asked for, where the API takes one; null, or {"nothing": true}: undefined.',
      }),
    path: z
      .union([text, z.strictObject({ at: z.enum(['gateway', 'other-origin']), path: z.string() })])
      .exactOptional()
      .meta({ description: 'The path of a raw request; with `at` as a whole address.' }),
    file: z.enum(['bytes', 'stream', 'pipe', 'path']).exactOptional().meta({
      description:
        'How a file is handed over; "pipe": as a stream that cannot be read again; "path" (PyPI): by its place on disk.',
    }),
    body: z.record(text, z.json()).exactOptional().meta({ description: 'Members of the body beside the usual.' }),
    headers: fields.exactOptional().meta({ description: 'Header fields of this request alone.' }),
    headersAs: fieldsAs.exactOptional(),
    query: query.exactOptional(),
    timeoutMs: timeoutMs.exactOptional(),
    maxRetries: maxRetries.exactOptional(),
    followRedirects: z.boolean().exactOptional(),
    idempotencyKey: text.exactOptional(),
    helper: z.enum(['raw-response', 'streaming-response']).exactOptional().meta({
      description: 'By the SDK’s helper that gives the answer as it came, whole or to be read bit by bit.',
    }),
    copy: z
      .strictObject({
        ...options,
        letsGo: z.literal(true).exactOptional().meta({
          description:
            'The program keeps the copy alone: the client is let go before the call (Python: collected), and later calls are made by the copy.',
        }),
      })
      .exactOptional()
      .meta({ description: 'Call on a copy of the client with these options changed.' }),
    set: z
      .strictObject({
        credentials: credentials.exactOptional(),
        addressEnd: addressEnd.exactOptional(),
        maxRetries: maxRetries.exactOptional(),
        timeoutMs: timeoutMs.exactOptional(),
      })
      .exactOptional()
      .meta({ description: 'Set on the client itself before this call.' }),
    by: z.literal('second').exactOptional().meta({ description: 'The scenario’s second client makes it.' }),
    afterMs: z.int().min(1).max(86_400_000).exactOptional().meta({
      description: 'Milliseconds that the program lets pass before it makes the call.',
    }),
    times: z.int().min(1).max(100).exactOptional(),
    atOnce: z.literal(true).exactOptional().meta({
      description: 'Its `times` are made at once, and end as one: by the first that failed.',
    }),
  })

const status = z.int().min(200).max(599)

const scriptedFields = z
  .record(fieldName, z.union([z.string(), z.strictObject({ 'date-in': z.int().min(-86_400).max(86_400) })]))
  .meta({ description: 'Header fields: text, or {"date-in": seconds} for the HTTP date that far ahead.' })

const forms = {
  said: {
    status,
    headers: scriptedFields.exactOptional(),
    body: z.unknown().exactOptional().meta({ description: 'Text as it is, anything else as JSON; default: none.' }),
    base64: z.literal(true).exactOptional().meta({ description: 'The body is text that holds bytes in Base64.' }),
  },
  redirect: {
    redirect: z.enum(['same-origin', 'relative', 'other-port', 'other-origin', 'http']).meta({
      description:
        'Where to: the same origin by its whole address, or by path alone; another port of the same host; another host; the same without TLS.',
    }),
    status: z.int().min(300).max(399).exactOptional().meta({ description: 'Default: 307.' }),
    location: text.exactOptional().meta({
      description: 'A path of its own: from the gateway’s root with "/" in front, else from the request’s own path.',
    }),
  },
  reset: { reset: z.enum(['before-headers', 'after-headers']).meta({ description: 'The connection is reset.' }) },
  hang: {
    hang: z.union([z.literal(true), z.literal('after-headers')]).meta({
      description: 'Nothing is said, or no more behind the header fields of a 200, and the connection stays.',
    }),
  },
  pass: { pass: z.literal(true).meta({ description: 'This request meets the gateway as usual.' }) },
}

const interlude = z.union([
  z.strictObject(forms.said),
  z.strictObject(forms.redirect),
  z.strictObject(forms.reset),
  z.strictObject(forms.hang),
  z.strictObject(forms.pass),
])

const at = {
  path: text.meta({ description: 'Without its query; "*" stands for any run of characters.' }),
  method: z
    .string()
    .regex(/^[A-Z]+$/, 'a method in capitals')
    .exactOptional(),
  nth: z.int().min(1).max(1000).exactOptional().meta({
    description: 'Only the n-th request that fits path and method, from 1. Default: each.',
  }),
}

const answerAt = z.union([
  z.strictObject({ ...at, ...forms.said }),
  z.strictObject({ ...at, ...forms.redirect }),
  z.strictObject({ ...at, ...forms.reset }),
  z.strictObject({ ...at, ...forms.hang }),
  z.strictObject({ ...at, ...forms.pass }),
])

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** A scenario. One source for its type, its validation and the committed JSON Schema. */
export const scenarioSchema = ({ clients, apis }: ScenarioNames) =>
  z
    .strictObject({
      $schema: z.string().exactOptional(),
      id: z
        .string()
        .regex(ID, 'lower-case words joined by "-"')
        .meta({ description: 'How matrix.json and the report call it.' }),
      title: text.meta({ description: 'One sentence.' }),
      client: client(clients),
      second: client(clients).exactOptional().meta({ description: 'Another client in the same process.' }),
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
        .meta({ description: 'What the first requests meet before the gateway’s own rules, one each.' }),
      answers: z.array(answerAt).exactOptional().meta({
        description: 'What requests meet by their path, where `first` says nothing (any more): the first that fits.',
      }),
      scheme: z.literal('https').exactOptional().meta({
        description: 'The gateway’s address is one over TLS. Default: plain HTTP.',
      }),
      time: z.literal('virtual').exactOptional().meta({
        description: 'What a client waits for is skipped, and told. Default: a wait takes as long as it takes.',
      }),
      hosts: z
        .array(z.string().regex(HOST_PATTERN, 'the name of a host; "*." at the beginning stands for one label or more'))
        .min(1)
        .exactOptional()
        .meta({ description: 'Hosts whose connections arrive at the gateway in this scenario, over TLS too.' }),
      default: z.boolean().exactOptional().meta({
        description: 'Of a shipped one: is it among those that "@default" takes?',
      }),
    })
    .meta({ title: 'sdkdrift scenario', description: 'What a user intends, never an SDK’s spelling.' })

/** What a file may say besides: the axes by which it stands for several scenarios. */
const axes = {
  axes: z
    .record(text, z.record(z.string().regex(ID, 'lower-case words joined by "-"'), z.record(text, z.json())))
    .meta({
      description:
        'The file stands for a scenario of each combination of these values. A value is laid over the file; "{axis}" in id and title stands for its name.',
    }),
  except: z
    .array(z.record(text, text))
    .exactOptional()
    .meta({ description: 'Combinations that are left out, by the names of their values.' }),
}

/** The axes themselves; what they make of a file is checked scenario by scenario. */
export const axesSchema = z.looseObject(axes)

type InFile = z.infer<ReturnType<typeof scenarioSchema>>

/** The parsed file as the model's type: where the two differ, the build stops here. */
export const toScenario = ({ $schema: _, ...intent }: InFile, file: string, group?: string): Scenario => ({
  ...intent,
  file,
  ...(group === undefined ? {} : { group }),
})

/** The committed `scenario.schema.json`, which editors complete from. What axes may add need not stand in the file itself. */
export const scenarioJsonSchema = (names: ScenarioNames): unknown => {
  const { required: _, ...whole } = z.toJSONSchema(
    scenarioSchema(names).extend({ id: text, axes: axes.axes.exactOptional(), except: axes.except }),
  )
  return {
    ...whole,
    required: ['id', 'title'],
    anyOf: [{ required: ['axes'] }, { required: ['client', 'calls', 'behind'] }],
  }
}
