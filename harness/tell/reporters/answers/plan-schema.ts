import { z } from 'zod'
import type { SharedPlan } from '../../../model/part.ts'

/** What `plan --json` prints and `plan --save` writes. */
export const planSchema = z.strictObject({
  schemaVersion: z.literal(1),
  asked: z.string().describe('What is to be measured, as a digest: the machines refuse the plan of another matrix.'),
  known: z.int().min(0).describe('How many versions have all their results already: no part is the longer for them.'),
  shards: z
    .array(
      z.strictObject({
        shard: z.string().describe('For `matrix --shard`: 2/4'),
        seconds: z.number().describe('How long it takes on one core, about.'),
        versions: z
          .array(z.string())
          .describe('What it has to measure: SDK, version, and where it was asked for the runtime.'),
      }),
    )
    .min(1),
})

planSchema satisfies z.ZodType<SharedPlan>
