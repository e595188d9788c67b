import { z } from 'zod'
import { SHOWN_CERTIFICATES } from '../../../model/certificate.ts'
import type { Replay } from '../../../model/replay.ts'
import { REGISTRIES } from '../../../model/sdk.ts'

const told = z
  .object({ kind: z.enum(['let-in', 'refused']), status: z.number().int(), by: z.string() })
  .meta({ id: 'Told', description: 'What the gateway said, and by which of its rules.' })

const standing = z
  .union([
    told,
    z.object({ kind: z.enum(['cannot-tell', 'no-request']), why: z.string() }),
    z.object({ kind: z.literal('not-tried') }),
  ])
  .meta({ id: 'Standing' })

const request = z
  .object({
    method: z.string(),
    url: z.string(),
    headers: z.array(z.tuple([z.string(), z.string()])).describe('In wire order, credentials as their roles.'),
    body: z.unknown(),
    via: z.literal('proxy').exactOptional(),
    certificate: z.enum(SHOWN_CERTIFICATES).exactOptional(),
    isMeant: z.literal(true).exactOptional(),
    addsTls: z.literal(true).exactOptional(),
  })
  .meta({ id: 'Request' })

const range = z.object({ from: z.string(), to: z.string(), versions: z.number().int() }).meta({
  id: 'Range',
  description: 'Neighbours among the kept versions; those between them that were never looked at are not meant.',
})

const step = z
  .object({
    from: z.string(),
    to: z.string(),
    before: told,
    after: told,
    scenarios: z.array(z.string()),
    requests: z.object({ before: request, after: request }),
  })
  .meta({ id: 'Step' })

const way = z
  .object({
    gateway: z.string(),
    way: z.string().describe("In the SDK's own spelling."),
    scenarios: z.array(z.string()),
    passes: z.array(range),
    mixed: z.array(range).describe('Some of its scenarios were let in, some refused.'),
    refused: z.array(range),
    of: z.number().int().describe('Of how many kept versions something could be told.'),
  })
  .meta({ id: 'Way' })

const beside = z.object({
  version: z.string(),
  why: z.enum(['lockfile', 'newest']),
  scenarios: z.array(
    z.object({
      scenario: z.string(),
      change: z.enum(['locked-out', 'let-in-anew', 'other-rule', 'same', 'cannot-tell']),
      before: standing,
      after: standing,
      request: request.exactOptional(),
    }),
  ),
})

const sdk = z
  .object({
    sdk: z.string(),
    registry: z.enum(REGISTRIES),
    package: z.string(),
    versions: z.array(z.string()).describe('With kept results, oldest first.'),
    withoutResults: z.array(z.string()).nullable().describe('Published, asked for, and not looked at; null: unknown.'),
    gateways: z.array(
      z.object({
        gateway: z.string(),
        scenarios: z.array(z.object({ scenario: z.string(), stretches: z.array(range.extend({ standing })) })),
        steps: z.array(step).describe('Where the answer changes between neighbours; lost admissions first.'),
      }),
    ),
    ways: z.array(way),
    beside: beside.exactOptional().describe('With two gateways: before and after at one version.'),
  })
  .meta({ id: 'Sdk' })

/** What `judge --json` prints. */
export const judgeSchema = z.object({
  how: z.literal('replayed, not observed'),
  source: z.string().describe('`store`, or the report.'),
  gateways: z.array(z.object({ name: z.string(), title: z.string() })),
  sdks: z.array(sdk),
  counts: z.object({
    asked: z.number().int(),
    laterRequests: z.number().int(),
    notTried: z.number().int(),
    noRequest: z.number().int(),
    cannotTell: z.number().int(),
    outdated: z.number().int(),
    others: z.number().int(),
  }),
  notes: z.array(z.string()),
})

judgeSchema satisfies z.ZodType<Replay>
