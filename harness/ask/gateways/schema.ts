import { z } from 'zod'

/** One that nobody mints is a fault of the matrix in which the gateway stands, and told there. */
const role = z.string().regex(/^[a-z0-9.-]+$/, 'a role such as "api-key"')

/** RFC 9110, section 5.6.2: names of fields, methods and schemes. */
const token = (what: string) => z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, what)
/** RFC 9110, section 5.5: what else would be no field, and could not be sent. */
const fieldValue = z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'a value that fits in a header field')
const scheme = token('a word such as "Token"')
const fields = z.record(token('a header field name'), fieldValue)
// An informational answer is none: a client goes on waiting for it.
const status = z.int().min(200).max(599)

const wants = z
  .union([
    z.enum(['bearer', 'basic'], { error: '"bearer", "basic"' }),
    z.strictObject(
      {
        header: token('a header field name'),
        scheme: z
          .union([scheme, z.array(scheme).min(1)])
          .exactOptional()
          .meta({
            description:
              'The word before the credential, where there is one: Authorization: Token …; or any of several.',
          }),
      },
      { error: '{ "header": … }' },
    ),
    z.strictObject({ query: z.string().min(1) }, { error: '{ "query": … }' }),
    z.null(),
  ])
  .meta({
    description:
      'Where the credential is looked for: "bearer", "basic" (as user name or password), a header field, a query parameter; null: nowhere, everybody is let in.',
  })

const body = z.unknown().exactOptional().meta({
  description: 'Text goes out as it is, anything else as JSON.',
})

const answer = z.strictObject({
  method: token('a method such as "POST"').exactOptional().meta({ description: 'Default: any.' }),
  path: z
    .string()
    .regex(/^[/*][^?#]*$/, 'a path such as "/v1/charges/*", without a query')
    .meta({
      description: '"*" stands for any run of characters. The query is not looked at.',
    }),
  status: status.default(200),
  headers: fields.exactOptional(),
  body,
  time: z.int().min(1).exactOptional().meta({
    description: 'Only to the n-th request of a scenario that is let in and fits, from 1. Default: to each.',
  }),
})

/** A gateway file. One source for its validation, its type and the committed JSON Schema. */
export const gatewaySchema = z
  .strictObject({
    $schema: z.string().exactOptional().meta({ description: 'For completion in editors.' }),
    wants,
    credential: z
      .union([role, z.array(role).min(1)])
      .default('api-key')
      .meta({
        description:
          'Which of the run’s credentials is good: one, or any of several. An Entra token is validated, any other compared.',
      }),
    refusal: z
      .strictObject({ status: status.exactOptional(), headers: fields.exactOptional(), body })
      .exactOptional()
      .meta({
        description: 'What is said without the credential. Default: 401, with the challenge of the scheme.',
      }),
    answers: z.array(answer).default([]).meta({
      description: 'What is said to whom is let in: the first that fits. Where none does, 200 and a generic object.',
    }),
  })
  .meta({ title: 'sdkdrift gateway', description: 'A gateway as data: what it wants, and what it answers.' })

/** The committed `gateway.schema.json`, which editors complete from. */
export const gatewayJsonSchema = (): unknown => z.toJSONSchema(gatewaySchema, { target: 'draft-7', io: 'input' })
