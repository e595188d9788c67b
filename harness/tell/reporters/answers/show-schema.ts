import { z } from 'zod'
import type { RunResult } from '../../../model/report.ts'
import { parts } from '../report/schema.ts'

const runs = z.array(parts.run)

/** What `show --json` prints: the runs of a report, of one version; with --timings they stand under a name. */
export const showSchema = z.union([runs, z.object({ runs, timings: parts.timings })])

runs satisfies z.ZodType<readonly RunResult[]>
