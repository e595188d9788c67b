import { z } from 'zod'
import type { GatewayLine } from '../../../model/served.ts'

const serving = z.strictObject({
  kind: z.literal('serving'),
  gateway: z.string(),
  title: z.string(),
  url: z.string(),
  credentials: z.record(z.string(), z.string()).describe('Good in this run alone, by role.'),
})

const request = z.strictObject({
  kind: z.literal('request'),
  method: z.string(),
  target: z.string().describe('Path and query, credentials of the run by role.'),
  credentials: z.array(z.strictObject({ at: z.string().describe('header api-key'), role: z.string() })),
  status: z.int().describe('0: no answer.'),
  by: z.string().describe('The rule that answered.'),
  trace: z
    .array(z.strictObject({ at: z.string(), policy: z.string(), did: z.string() }))
    .describe('Of a policy document: every policy that looked at it, in order.'),
})

const ended = z.strictObject({ kind: z.literal('ended'), requests: z.int().min(0) })

/** One line of what `gateway --json` prints. */
export const gatewaySchema = z.discriminatedUnion('kind', [serving, request, ended])

gatewaySchema satisfies z.ZodType<GatewayLine>
