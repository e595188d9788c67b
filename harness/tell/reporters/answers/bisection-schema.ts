import { z } from 'zod'
import type { Bisection } from '../../../model/bisection.ts'
import { parts } from '../report/schema.ts'

const transition = z
  .object({
    from: z.string(),
    to: z.string(),
    line: parts.stepLine.exactOptional(),
    fromPublishedAt: z.string().nullable().describe("The registry's word, or null."),
    toPublishedAt: z.string().nullable(),
    changes: z.array(parts.change),
    suspects: z.array(z.string()).describe('Between the two and not measurable: the first bad one may be any of them.'),
    compare: z.string().nullable().describe("The repository's compare page, when its own metadata names one."),
  })
  .meta({ id: 'Transition' })

/** What `bisect --json` prints, and writes beside the report. */
export const bisectionSchema = z.object({
  sdk: z.string(),
  scenario: z.string(),
  gateway: z.string(),
  good: z.string().describe('The older end that was compared.'),
  bad: z.string().describe('The newer one.'),
  versions: z
    .number()
    .int()
    .describe('How many published versions lie on the way from one end to the other, both included.'),
  transitions: z.array(transition),
  ends: z
    .array(z.object({ version: z.string(), result: parts.scenario.nullable() }))
    .describe('What was observed at each end; null: the version could not be measured.'),
  skipped: z
    .array(z.object({ version: z.string(), reason: z.string() }))
    .describe('Versions that were tried and could not be measured.'),
  installs: z.number().int(),
  probes: z.number().int(),
  rounds: z.number().int(),
  complete: z.boolean().describe('Was each version in the range looked at?'),
  notes: z.array(z.string()),
  timings: parts.timings.exactOptional().describe('With --timings.'),
})

bisectionSchema satisfies z.ZodType<Bisection>
