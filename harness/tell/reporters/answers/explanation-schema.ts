import { z } from 'zod'
import type { Explanation } from '../../../model/explanation.ts'
import { LANGUAGES } from '../../../model/runtime.ts'
import { parts } from '../report/schema.ts'

const day = z
  .enum(['release-day', 'install-day', 'today'])
  .meta({ id: 'DependencyDay', description: "Which day's dependencies each version had." })
const { dependencyChanges } = parts.finding.shape

const searched = z.object({
  sdk: z.string(),
  from: z.string().describe('The oldest.'),
  to: z.string().describe('The newest.'),
  versions: z.number().int(),
  unusable: z.number().int().describe('So many of them could not be used: of these only the reason was searched.'),
  resolve: day,
})

const sighting = z.object({
  sdk: z.string(),
  scenario: z.string(),
  gateway: z.string(),
  versions: z.array(z.string()).describe('As measured, oldest first.'),
  fromTheStart: z.boolean().describe('The oldest version that was measured at all has it.'),
  outcome: z.object({
    kind: z.literal('error'),
    name: z.string(),
    message: z.string(),
    status: z.number().exactOptional(),
    answered: z.number().exactOptional(),
  }),
})

const cause = z
  .object({
    finding: z.string().describe("The finding's id."),
    sdk: z.string(),
    from: z.string(),
    to: z.string().describe('The version that brought it.'),
    on: parts.stepOn.exactOptional(),
    severity: parts.severity,
    title: z.string(),
    accepted: parts.accepted,
    before: parts.outcome,
    after: parts.outcome,
    scenarios: z.array(z.string()),
    gateways: z.array(z.string()),
    refusedBy: z.array(z.string()).exactOptional().describe("The gateways' rules that refuse."),
    goneAt: z.string().nullable().describe('The first measured version that no longer ends so; null: still there.'),
    newest: z.string().nullable().describe('The newest version of the SDK that was measured.'),
    remedies: z.array(parts.remedy),
    dependencyChanges,
  })
  .meta({ id: 'Cause', description: 'One finding that turned another answer into this one.' })

const refusal = z
  .object({
    sdk: z.string(),
    versions: z.array(z.string()),
    reason: z.string(),
    resolve: day,
    dependencyChanges,
    comparedWith: z.string().nullable().describe('The version that `dependencyChanges` are seen from.'),
    goneAt: z.string().nullable(),
  })
  .meta({ id: 'Refusal', description: 'Versions that end in this error before a scenario could say anything.' })

const way = z.object({
  sdk: z.string(),
  client: z.string().describe("The client's class."),
  what: z.string(),
  options: z.array(z.string()),
  variables: z.array(z.string()),
})

const about = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('name'), language: z.enum(LANGUAGES), module: z.string(), name: z.string() }),
  z.object({ kind: z.literal('keyword'), callee: z.string(), name: z.string() }),
])

const name = z.object({
  sdk: z.string(),
  module: z.string(),
  name: z.string(),
  versions: z.array(z.object({ version: z.string(), state: z.enum(['there', 'missing', 'unknown']) })),
})

/** What `explain --json` prints. */
export const explanationSchema = z.object({
  text: z.string().describe('What was asked about, credentials taken out.'),
  source: z.enum(['report', 'measured']).describe('What was looked through: the last report, or a measurement for it.'),
  searched: z.array(searched),
  sdks: z
    .array(
      z.object({
        sdk: z.string(),
        inProject: z.boolean().describe('The project in the current folder uses it.'),
        words: z.number().int().describe('Words in a row that are the same.'),
      }),
    )
    .describe('Which SDKs it can come from, the likeliest first.'),
  seen: z.array(sighting).describe('Where the text was observed. Empty: nowhere.'),
  causes: z.array(cause).describe('The changes that brought it. Empty though it was seen: none did.'),
  refused: z.array(refusal),
  ways: z.array(way).describe("How the SDK is given what the text names by the SDK's own words."),
  about: about.nullable().describe("What the text says in the words of a language's runtime; null: no such sentence."),
  names: z.array(name).describe('A name that the text says is not there, by SDK and version.'),
  timings: parts.timings.exactOptional().describe('With --timings.'),
  dependencySteps: z.array(z.object({ sdk: z.string(), from: z.string(), to: z.string(), changes: dependencyChanges })),
})

explanationSchema satisfies z.ZodType<Explanation>
