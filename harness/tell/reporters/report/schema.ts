import { z } from 'zod'
import { type Report, type RunResult, SCHEMA_VERSION } from '../../../model/report.ts'
import { STAGES } from '../../../model/timings.ts'
import { WALLS } from '../../../model/walls.ts'
import { accepted, change, drift, finding, remedy, stepLine, stepOn } from './schema-findings.ts'
import { outcome, run, scenario, severity } from './schema-runs.ts'

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
