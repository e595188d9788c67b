import { z } from 'zod'
import { outcome, overridden, reach, severity } from './schema-runs.ts'

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
export const change = z
  .discriminatedUnion('kind', [
    changeOf(['header-added', 'header-removed', 'header-changed', 'header-order', 'header-case'], values),
    changeOf(['credential-moved'], fieldAt),
    changeOf(['credential-leaked', 'credential-withheld'], fieldAt.nullable()),
    changeOf(['request-added', 'request-removed'], sent.nullable()),
    changeOf(['method', 'origin', 'path', 'query', 'certificate'], z.string()),
    changeOf(['wait'], z.string()),
    changeOf(['body'], z.unknown()),
    changeOf(['body-form'], z.string()),
    changeOf(['request-count'], z.number()),
    changeOf(['outcome', 'error'], outcome),
    changeOf(['reach'], reach.nullable()),
  ])
  .meta({ id: 'Change' })

export const remedy = z
  .object({
    scenario: z.string(),
    spelling: z.string().describe("In the SDK's own spelling."),
    passes: z.object({ from: z.boolean(), to: z.boolean(), newest: z.boolean() }),
  })
  .meta({ id: 'Remedy', description: 'Another way to hand over the same credentials, observed to pass.' })

export const accepted = z
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

export const stepLine = z
  .object({
    from: z.string().describe("The older end's line."),
    to: z.string().describe("The newer end's line."),
    across: z.boolean().describe('The older number came out later: nobody released this step.'),
  })
  .meta({ id: 'StepLine', description: "Of which release line a step is, where an SDK's versions form several." })

export const stepOn = z
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

export const drift = z
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

export const finding = z
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
