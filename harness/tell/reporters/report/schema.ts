import { findNodeAtLocation, type Node } from 'jsonc-parser'
import { z } from 'zod'
import { type Fault, placeAt, UserError } from '../../../errors.ts'
import { readJsonTree } from '../../../json-tree.ts'
import { SHOWN_CERTIFICATES } from '../../../model/certificate.ts'
import { REACH_KINDS } from '../../../model/reach.ts'
import { type Report, type RunResult, SCHEMA_VERSION } from '../../../model/report.ts'
import { SEVERITIES } from '../../../model/severity.ts'
import { STAGES } from '../../../model/timings.ts'
import { WALLS } from '../../../model/walls.ts'

const severity = z.enum(SEVERITIES).meta({ id: 'Severity', description: 'How much a change matters, worst first.' })

const overridden = z
  .object({
    from: severity.describe('The severity that the rules give it.'),
    reason: z.string(),
    entry: z.number().int().describe('Which entry of `severities` in matrix.json it was, from 0.'),
  })
  .exactOptional()
  .describe('Where matrix.json says otherwise than the rules.')

const outcome = z
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
      isMeant: z.literal(true).exactOptional().describe('To a host that the scenario itself names.'),
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
const scenario = z
  .discriminatedUnion('status', [
    cell.extend({
      status: z.literal('measured'),
      inferred,
      late: z
        .number()
        .exactOptional()
        .describe('Requests that came when the scenario had ended, and were not compared; absent: none.'),
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

const reach = z
  .object({ kind: z.enum(REACH_KINDS), what: z.string().describe('A path, a program, whom it was to signal.') })
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
const run = z
  .discriminatedUnion('status', [
    anyRun.extend({ status: z.literal('measured') }),
    anyRun.extend({
      status: z.literal('not-measured'),
      reason: z.string(),
      ours: z.literal(true).exactOptional().describe('sdkdrift itself failed: it says nothing about the version.'),
    }),
  ])
  .meta({ id: 'Run' })

const changeOf = <const K extends readonly string[], V extends z.ZodType>(kinds: K, value: V) =>
  z.object({
    kind: z.enum(kinds),
    name: z.string().describe('Field name (lower case), role label for `credential-moved`, else a word (`call 2`).'),
    request: z.number().int().describe("The attempt's number, from 0."),
    before: value,
    after: value,
    severity,
    overridden,
  })
const fieldAt = z.object({
  name: z.string(),
  value: z.string(),
  host: z.string().exactOptional().describe('To which it went, where that is one with a name.'),
})
const sent = z.object({
  method: z.string(),
  url: z.string(),
  credentials: z.array(fieldAt),
})
const values = z.array(z.string()).describe("A field's values; empty = absent.")
const change = z
  .discriminatedUnion('kind', [
    changeOf(['header-added', 'header-removed', 'header-changed', 'header-order', 'header-case'], values),
    changeOf(['credential-moved'], fieldAt),
    changeOf(['credential-leaked', 'credential-withheld'], fieldAt.nullable()),
    changeOf(['request-added', 'request-removed'], sent.nullable()),
    changeOf(['method', 'origin', 'path', 'query', 'certificate'], z.string()),
    changeOf(['wait'], z.string()),
    changeOf(['body'], z.unknown()),
    changeOf(['request-count'], z.number()),
    changeOf(['outcome', 'error'], outcome),
    changeOf(['reach'], reach.nullable()),
  ])
  .meta({ id: 'Change' })

const remedy = z
  .object({
    scenario: z.string(),
    spelling: z.string().describe("In the SDK's own spelling."),
    passes: z.object({ from: z.boolean(), to: z.boolean(), newest: z.boolean() }),
  })
  .meta({ id: 'Remedy', description: 'Another way to hand over the same credentials, observed to pass.' })

const accepted = z
  .object({
    reason: z.string(),
    owner: z.string().exactOptional().describe('Who answers for it.'),
    issue: z.string().exactOptional(),
    until: z.string().exactOptional().describe('Last day (UTC) on which it holds.'),
  })
  .nullable()
  .meta({ id: 'Accepted' })

const known = z
  .object({
    since: z.string().describe('When the first of the reports in a row that had it was started.'),
    at: z.string().describe('The newer end of its step in the report before this one.'),
  })
  .meta({ id: 'Known', description: 'With `matrix --new-only`: it stood in an earlier report already.' })

const stepLine = z
  .object({
    from: z.string().describe("The older end's line."),
    to: z.string().describe("The newer end's line."),
    across: z.boolean().describe('The older number came out later: nobody released this step.'),
  })
  .meta({ id: 'StepLine', description: "Of which release line a step is, where an SDK's versions form several." })

const stepOn = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('within'),
      runtimes: z.array(z.string()),
      notOn: z.array(z.string()).describe('Compared there too, and it did not show.'),
    }),
    z.object({ kind: z.literal('between'), from: z.string(), to: z.string(), versions: z.array(z.string()) }),
  ])
  .meta({
    id: 'StepOn',
    description:
      'On which runtimes a step of versions was seen, or that it is one of runtimes. Absent when none was asked for.',
  })

const decision = z
  .object({ status: z.number(), by: z.string().describe('Which rule of the gateway spoke.'), request: sent })
  .nullable()

const decided = z.object({ before: decision, after: decision }).meta({
  id: 'Decided',
  description: "The gateway's answer with which each side ended; null on one that ended with none of them.",
})

const drift = z
  .object({
    id: z.string(),
    sdk: z.string(),
    scenario: z.string(),
    gateway: z.string(),
    from: z.string(),
    to: z.string(),
    on: stepOn.exactOptional(),
    line: stepLine.exactOptional(),
    steppedOver: z.array(z.string()).describe('Versions (or runtimes) between that could not be measured.'),
    severity,
    accepted,
    finding: z.string(),
    summary: z.string(),
    changes: z.array(change),
    decided: decided.exactOptional().describe('Where the call ended otherwise.'),
    remedies: z.array(remedy),
  })
  .meta({ id: 'Drift', description: 'One scenario behind one gateway that differs between two versions.' })

const finding = z
  .object({
    id: z.string().describe('Unique in this report.'),
    key: z.string().exactOptional().describe('SDK and changes without a version: the same from release to release.'),
    sdk: z.string(),
    from: z.string(),
    to: z.string(),
    on: stepOn.exactOptional(),
    line: stepLine.exactOptional(),
    severity,
    accepted,
    known: known.exactOptional(),
    cause: z.string().describe('The signature as a short word for `accepted` in matrix.json.'),
    title: z.string(),
    changes: z.array(change),
    scenarios: z.array(z.string()),
    drifts: z.array(z.string()),
    remedies: z.array(remedy),
    otherWays: z
      .number()
      .int()
      .exactOptional()
      .describe('Other ways to hand over the same credentials that were measured.'),
    dependencyChanges: z.array(
      z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    ),
  })
  .meta({ id: 'Finding', description: 'One cause, told once.' })

const timings = z
  .object({
    totalMs: z.number().describe('From the beginning of the process on.'),
    stages: z.array(
      z.object({
        stage: z.enum(STAGES),
        wallMs: z.number().describe('During which at least one piece of it went on.'),
        summedMs: z.number().describe('Of all pieces, one after the other.'),
        pieces: z.number(),
      }),
    ),
    elseMs: z.number().describe('During which no stage went on.'),
  })
  .meta({ id: 'Timings', description: 'Milliseconds. Stages overlap: their times need not add up to the whole.' })

const pair = z.tuple([z.string(), z.string()])

/** What the answers of other commands are made of, too. */
export const parts = {
  severity,
  outcome,
  scenario,
  run,
  change,
  remedy,
  accepted,
  drift,
  finding,
  stepLine,
  stepOn,
  timings,
}

/** `report.json`. Keys it does not know are let through, so that a newer writer's additions do not stop a reader. */
export const reportSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  tool: z.object({ name: z.literal('sdkdrift'), version: z.string() }),
  run: z.string().exactOptional().describe('Which run wrote it: a random UUID.'),
  startedAt: z.string(),
  finishedAt: z.string(),
  failOn: z.string(),
  runs: z.array(run),
  findings: z.array(finding),
  drifts: z.array(drift),
  leftOut: z.array(z.object({ sdk: z.string(), version: z.string(), why: z.string() })),
  notLookedAt: z
    .array(
      z.object({
        sdk: z.string(),
        from: z.string(),
        to: z.string(),
        alike: z.boolean().describe('The two do the same, but for telemetry and cosmetics.'),
        neither: z.literal(true).exactOptional().describe('Neither of the two could be measured.'),
        versions: z.array(z.string()),
      }),
    )
    .exactOptional()
    .describe('With "adaptive": versions between two that were tried, of which nothing is known.'),
  walls: z
    .object({ holds: z.array(z.enum(WALLS)), because: z.string().nullable() })
    .exactOptional()
    .describe('What the kernel kept the SDKs from as they ran, and why no more; absent where every result was kept.'),
  notes: z.array(z.string()),
  noise: z
    .array(
      z.object({
        sdk: z.string(),
        version: z.string(),
        on: z.string().exactOptional(),
        scenario: z.string(),
        gateway: z.string(),
        field: z.string(),
        values: pair,
      }),
    )
    .exactOptional(),
  timings: timings.exactOptional().describe('With --timings, where the time went; never in the file.'),
})

/** What the lines of a report come to, its runs checked already; null: it is none. */
export const asReport = (found: Readonly<Record<string, unknown>>): Report | null => {
  const parsed = withCheckedRuns.safeParse(found)
  return parsed.success ? parsed.data : null
}

/** Runs may be a thousand, and are taken as they are. */
export const checkedRuns = z.array(z.custom<RunResult>())
const withCheckedRuns = reportSchema.extend({ runs: checkedRuns })

/** The committed `report.schema.json` beside this file, as data. */
export const reportJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(reportSchema, { io: 'input' }),
  title: 'sdkdrift report',
})

/**
 * Reads a report back.
 * @param file names it in errors
 * @throws UserError with every fault, each at its line
 */
export const parseReport = (text: string, file: string): Report => {
  // A report may have many megabytes, and places are wanted in a faulty one alone.
  const value = jsonIn(text)
  const parsed = value === undefined ? null : reportSchema.safeParse(value)
  if (parsed?.success) return parsed.data
  const { tree, slips } = readJsonTree(text, { disallowComments: true })
  const at = (offset: number): string => placeAt(file, text, offset)
  if (slips.length > 0 || !tree || !parsed) {
    const faults = slips.map(
      ({ name, offset }): Fault => ({
        what: `not JSON (${name})`,
        where: at(offset),
        hint: 'A report is the file that a run writes as report.json.',
      }),
    )
    throw new UserError(
      'report/not-json',
      faults.length > 0 ? faults : { what: text.trim() === '' ? 'the file is empty' : 'not JSON', where: file },
    )
  }
  throw new UserError(
    'report/not-a-report',
    parsed.error.issues.map((issue): Fault => {
      const path = issue.path.filter((step) => typeof step !== 'symbol')
      return {
        what: `\`${path.join('.') || 'report'}\`: ${issue.message}`,
        where: at(nearest(tree, path).offset),
        ...(path[0] === 'schemaVersion' ? { hint: `This version reads schemaVersion ${SCHEMA_VERSION}.` } : {}),
      }
    }),
  )
}

/** Undefined: it is none. */
const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The value at `path`, or the innermost one around it when it is absent. */
const nearest = (tree: Node, path: readonly (string | number)[]): Node =>
  findNodeAtLocation(tree, [...path]) ?? (path.length > 0 ? nearest(tree, path.slice(0, -1)) : tree)
