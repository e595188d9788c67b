import { z } from 'zod'
import { GATE_VERDICTS, type GateAnswer } from '../../../model/gate.ts'
import { REGISTRIES } from '../../../model/sdk.ts'
import { BARS } from '../../../model/severity.ts'
import { parts } from '../report/schema.ts'

const verdict = z.enum(GATE_VERDICTS).meta({ id: 'Verdict', description: 'May the upgrade go in? Worst first.' })

const evidence = z
  .object({
    compared: z.number().int(),
    admittedBefore: z.number().int().describe('Let in at the older version.'),
    admittedBoth: z.number().int(),
    inferred: z
      .number()
      .int()
      .describe('Of those let in at both, how many were observed behind another gateway, which answers the same.'),
    lost: z
      .array(z.object({ scenario: z.string(), gateway: z.string(), reason: z.string() }))
      .describe('Measured at the older version; the newer one cannot express it.'),
    refused: z
      .array(
        z.object({
          scenario: z.string(),
          gateway: z.string(),
          outcome: parts.outcome,
          by: z.string().nullable().describe('Which rule of the gateway spoke last.'),
          answered: z.number().int().nullable().describe('Its last status; null when nobody was asked.'),
        }),
      )
      .describe('Where nothing was let in and went well at the older version: how each ended there.'),
  })
  .meta({ id: 'Evidence', description: 'What a verdict rests on, in cells: one scenario behind one gateway.' })

const howFar = z
  .object({
    safe: z.string().describe('The furthest version that was seen to be safe.'),
    line: z.string().exactOptional().describe('Its release line; absent where the versions up to the newest form one.'),
    first: z
      .object({ version: z.string(), verdict, why: z.string() })
      .nullable()
      .describe('The first version behind it that is not; null: the newest is safe.'),
    withWayOut: z.string().nullable().describe('The newest version at which the way out was seen to pass.'),
    ends: z.array(z.object({ is: z.array(z.enum(['allowed', 'same-major', 'newest'])), version: z.string(), verdict })),
    looked: z.number().int().describe('How many of the listed versions up to the newest were measured.'),
    of: z.number().int(),
  })
  .meta({ id: 'HowFar' })

const broughtBy = z
  .object({
    version: z.string(),
    after: z.string().describe('The last version without it.'),
    suspects: z.array(z.string()).describe('Between the two and not measurable: it may be one of these instead.'),
    publishedAt: z.string().nullable().describe("The registry's word, or null."),
    page: z.string().nullable(),
    compare: z.string().nullable(),
    notes: z.array(z.string()),
  })
  .meta({ id: 'BroughtBy', description: 'The version that brought a finding.' })

const finding = parts.finding
  .extend({
    broughtBy: broughtBy.nullable().exactOptional().describe('With --explain; null when it could not be found out.'),
  })
  .meta({ id: 'GateFinding' })

const command = z
  .object({
    verdict,
    places: z.array(
      z.object({
        gateway: z.string(),
        verdict,
        letInBefore: z.boolean().describe('Was anything let in there at the older version?'),
        lostBefore: z
          .literal(true)
          .exactOptional()
          .describe(
            'The result of the older version was lost there (`timeout`, …): whether it was let in is not known.',
          ),
      }),
    ),
    runs: z.array(z.object({ version: z.string(), results: z.array(parts.scenario) })),
  })
  .meta({ id: 'Command', description: "A command of the user's own at each end of the step." })

const candidate = z
  .object({
    sdk: z.string(),
    registry: z.enum(REGISTRIES),
    package: z.string(),
    file: z.string().nullable().describe('Where the project names it; null when the versions were given by hand.'),
    line: z.number().int().nullable(),
    from: z.string(),
    to: z.string().describe('The same as `from`: there is nothing to move to, and nothing was measured.'),
    verdict,
    howFar: howFar.nullable().describe('null: not looked for.'),
    evidence: evidence.nullable().describe('null: nothing was measured.'),
    findings: z.array(finding),
    drifts: z.array(parts.drift),
    unknown: z.array(z.string()).describe('What could not be measured, each with its reason.'),
    notes: z.array(z.string()),
    command: command.nullable().describe('null when none was run.'),
    page: z.string().nullable().describe("The registry's page of `to`."),
    compare: z.string().nullable().describe("The repository's page that compares the two versions."),
  })
  .meta({
    id: 'Candidate',
    description: 'One step from a version to another, as one place in a project would take it.',
  })

/** What `gate --json` prints. */
export const gateSchema = z.object({
  verdict: verdict.describe("The worst of the candidates'."),
  failOn: z.enum(BARS),
  candidates: z.array(candidate),
  notes: z.array(z.string()).describe('Remarks on the project or the run as a whole.'),
  timings: parts.timings.exactOptional().describe('With --timings.'),
})

gateSchema satisfies z.ZodType<GateAnswer>
