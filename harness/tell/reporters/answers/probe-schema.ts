import { z } from 'zod'
import type { Probe } from '../../../model/probe.ts'
import { parts } from '../report/schema.ts'

/** What `probe --json` prints. */
export const probeSchema = z.object({
  sdk: z.string().nullable().describe('null when a folder could not even say what it is.'),
  path: z.string(),
  version: z.string().nullable().describe('What `path` is called in this run; null when it could not be opened.'),
  against: z.string(),
  verdict: z.enum(['same', 'differs', 'not-measured']),
  reasons: z.array(z.string()).describe('What could not be measured, and why.'),
  notes: z.array(z.string()).describe('Remarks of the run.'),
  drifts: z.array(parts.drift).describe('The differences that count.'),
  runs: z.array(parts.run).describe('What was observed at both: what it is compared with, then the build.'),
  timings: parts.timings.exactOptional().describe('With --timings.'),
})

probeSchema satisfies z.ZodType<Probe>
