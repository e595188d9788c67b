import { z } from 'zod'
import type { RunResult } from '../../../model/report.ts'
import { parts } from '../report/schema.ts'

/** What `show --json` prints: the runs of a report, of one version. */
export const showSchema = z.array(parts.run)

showSchema satisfies z.ZodType<readonly RunResult[]>
