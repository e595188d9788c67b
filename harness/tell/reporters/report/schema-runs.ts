import { z } from 'zod'
import { LEFT_CODED } from '../../../model/body-coding.ts'
import { SHOWN_CERTIFICATES } from '../../../model/certificate.ts'
import { REACH_KINDS } from '../../../model/reach.ts'
import { SEVERITIES } from '../../../model/severity.ts'

export const severity = z
  .enum(SEVERITIES)
  .meta({ id: 'Severity', description: 'How much a change matters, worst first.' })

export const overridden = z
  .object({
    from: severity.describe('The severity that the rules give it.'),
    reason: z.string(),
    entry: z.number().int().describe('Which entry of `severities` in matrix.json it was, from 0.'),
  })
  .exactOptional()
  .describe('Where matrix.json says otherwise than the rules.')

export const outcome = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('response'), status: z.number() }),
    z.object({
      kind: z.literal('error'),
      name: z.string(),
      message: z.string(),
      status: z.number().exactOptional(),
      answered: z
        .number()
        .exactOptional()
        .describe('Of a change: the gateway had let it in with this status, and it failed by itself.'),
    }),
    z.object({ kind: z.literal('egress'), host: z.string(), port: z.number() }),
  ])
  .meta({ id: 'Outcome', description: 'How a scenario ended, as the caller of the SDK sees it.' })

const calls = z.array(outcome).exactOptional().describe('Call by call, of a scenario that makes several.')

const exchange = z
  .object({
    request: z.object({
      method: z.string(),
      url: z
        .string()
        .describe(
          '`http://gateway/…` (`https:` over TLS), `http://other-origin/…`, `http://other-port/…`, or a host that leads to the gateway; query included.',
        ),
      headers: z.array(z.tuple([z.string(), z.string()])).describe('In wire order, case and repeats kept.'),
      body: z.unknown().describe('JSON as parsed, else text, else `{ bytes, sha256 }`; null when empty.'),
      written: z.string().exactOptional().describe('How its JSON is written, where that is not as short as can be.'),
      coding: z
        .union([
          z.object({ undone: z.string().describe('`gzip`, or several in the order in which they were put over it.') }),
          z.object({
            left: z.string(),
            why: z
              .enum(LEFT_CODED)
              .describe(
                '`damaged`: none of that coding, or not all of it; `too-long`, `too-many`: more than is undone.',
              ),
          }),
        ])
        .exactOptional()
        .describe('Of a body that was sent in content codings: `body` stands as it was before, or why it does not.'),
      isMeant: z.literal(true).exactOptional().describe('To a host that the scenario itself names.'),
      addsTls: z
        .literal(true)
        .exactOptional()
        .describe('To an address that the scenario names without TLS: that there is some is the client’s own doing.'),
      via: z.literal('proxy').exactOptional().describe('Through the forward proxy that the scenario names.'),
      certificate: z
        .enum(SHOWN_CERTIFICATES)
        .exactOptional()
        .describe('The client certificate that its connection showed.'),
    }),
    response: z.object({ status: z.number(), by: z.string().describe('Which rule of the gateway spoke.') }),
    waited: z
      .string()
      .exactOptional()
      .describe('Where time is virtual: how long the client waited before this request; absent: not at all.'),
    gaveUpAfter: z
      .string()
      .exactOptional()
      .describe('Where time is virtual and no answer came: how long the client waited for one.'),
  })
  .meta({ id: 'Exchange' })

const cell = z.object({ id: z.string(), gateway: z.string() })
const inferred = z
  .object({ gateway: z.string().describe('Where it was observed, in the same scenario at the same version.') })
  .exactOptional()
  .describe(
    'Not observed behind this gateway: it answers every request that was seen behind another one with the same status, fields and bytes, so that the SDK would have done the same.',
  )
export const scenario = z
  .discriminatedUnion('status', [
    cell.extend({
      status: z.literal('measured'),
      inferred,
      late: z
        .number()
        .exactOptional()
        .describe('Requests that came when the scenario had ended, and were not compared; absent: none.'),
      neverLetIn: z
        .literal(true)
        .exactOptional()
        .describe(
          'A program was let in at no version and behind no gateway, so that nothing is known of what it does there.',
        ),
      outcome,
      calls,
      exchanges: z.array(exchange),
    }),
    cell.extend({
      status: z.literal('unsupported'),
      inferred,
      reason: z.string(),
      saidBy: z.literal('program').exactOptional().describe('A program said so itself (exit code 78).'),
    }),
    cell.extend({ status: z.enum(['timeout', 'crashed']), reason: z.string() }),
    cell.extend({
      status: z.enum(['too-many-requests', 'malformed-request']),
      requests: z.number().describe('How many there were: all of them, or the malformed ones.'),
      reason: z.string(),
    }),
  ])
  .meta({ id: 'ScenarioResult' })

export const reach = z
  .object({
    kind: z.enum(REACH_KINDS),
    what: z.string().describe('A path, a program, whom it was to signal, host and port.'),
  })
  .meta({ id: 'Reach', description: 'Something beyond what it may that a version tried, and was refused.' })

const anyRun = z.object({
  sdk: z.string(),
  version: z.string(),
  runtime: z.string().describe('`node 24.21.0`, `python 3.11.7`.'),
  on: z.string().exactOptional().describe('The runtime that was asked for, as it was asked for: `node 24`.'),
  publishedAt: z.string().nullable().describe("The registry's word, or null."),
  misdated: z.string().exactOptional().describe('Why that word is not to be believed; absent where it is.'),
  dependencies: z.record(z.string(), z.string()).describe('Package name → version that was really installed.'),
  remarks: z
    .array(z.string())
    .exactOptional()
    .describe('What a reader must know of how it was measured, in sentences; absent: nothing.'),
  notOfReleaseDay: z
    .string()
    .exactOptional()
    .describe('Why these are not those of the release day, though they were asked for.'),
  with: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe('Packages that were pinned beside the SDK, in the same tree: name → exact version.'),
  reached: z
    .array(reach)
    .exactOptional()
    .describe('What it tried beyond what it may, in whichever scenario or at its import; absent: nothing.'),
  line: z
    .object({
      name: z.string().describe('`4.x`, `1.26.x`.'),
      after: z.string().nullable().describe('The version of this report that it follows, and is compared with.'),
    })
    .exactOptional()
    .describe('Its release line; absent where each version of the SDK follows the one before it.'),
  scenarios: z.array(scenario),
})
export const run = z
  .discriminatedUnion('status', [
    anyRun.extend({ status: z.literal('measured') }),
    anyRun.extend({
      status: z.literal('not-measured'),
      reason: z.string(),
      ours: z.literal(true).exactOptional().describe('sdkdrift itself failed: it says nothing about the version.'),
    }),
  ])
  .meta({ id: 'Run' })
