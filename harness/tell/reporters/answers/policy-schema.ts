import { z } from 'zod'
import type { PolicyCheck } from '../../../model/policy-check.ts'

/** What `policy check --json` prints. */
export const policySchema = z.array(
  z.strictObject({
    file: z.string(),
    elements: z.array(
      z.strictObject({
        file: z.string(),
        line: z.int().min(1),
        column: z.int().min(1),
        name: z.string(),
        standing: z.enum(['enforced', 'adapted', 'passed-over', 'not-supported']),
        why: z.string().nullable().meta({ description: 'Why it is not enforced as it stands; null for what is.' }),
      }),
    ),
    faults: z.array(
      z.strictObject({
        where: z.string().nullable().meta({ description: 'file:line:column' }),
        what: z.string(),
        hint: z.string().nullable(),
      }),
    ),
    missing: z
      .strictObject({ namedValues: z.array(z.string()), fragments: z.array(z.string()) })
      .meta({ description: 'What the document asks for and nobody has given. A run behind it wants them.' }),
  }),
)

policySchema satisfies z.ZodType<PolicyCheck[]>
