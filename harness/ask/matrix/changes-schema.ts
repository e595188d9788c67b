import { z } from 'zod'
import { CHANGE_KINDS } from '../../model/change-kind.ts'
import type { Acceptance } from '../../model/matrix.ts'
import { RULE_IDS } from '../../model/rule-id.ts'
import { SEVERITIES } from '../../model/severity.ts'
import type { SeverityOverride } from '../../model/severity-override.ts'
import { oneOf, text } from './schema-words.ts'

/** An entry of `accepted`. */
export const acceptanceSchema = z
  .strictObject(
    {
      finding: text("a finding's id, as a report prints it").exactOptional().describe("A finding's id, from a report."),
      key: text("a finding's key, as report.json has it")
        .exactOptional()
        .describe("A finding's key, from a report: the same change, whichever release it is met at."),
      sdk: text('the id of an SDK in this file').exactOptional().describe('Id of an SDK in this file.'),
      from: text('a version or range').exactOptional().describe('The older end of the step: a version or a range.'),
      to: text('a version or range').exactOptional().describe('The newer end of the step: a version or a range.'),
      cause: text("a finding's cause, as a report prints it")
        .exactOptional()
        .describe('The cause, as a report prints it; "*" matches any run of characters.'),
      reason: text('why it is accepted, as a sentence').describe('Why it is accepted.'),
      owner: text('a person or a team such as "team-gateway"')
        .exactOptional()
        .describe('Who answers for it: a person or a team. Reports name it beside the finding.'),
      issue: z
        .url({ protocol: /^https?$/, error: 'a web address' })
        .exactOptional()
        .describe('A public address that tells more.'),
      until: z.iso
        .date({ error: 'a day that exists, as YYYY-MM-DD' })
        .exactOptional()
        .describe('Last day (YYYY-MM-DD, UTC) on which it holds.'),
    },
    { error: 'an object such as { "finding": …, "reason": … }' },
  )
  .describe('A change that was looked into. All given conditions must hold.')

/** An entry of `severities`. */
export const severityOverrideSchema = z
  .strictObject(
    {
      match: z
        .strictObject(
          {
            rule: oneOf(RULE_IDS).exactOptional().describe('The rule that weighs it (harness/judge/verdict/rules.ts).'),
            kind: oneOf(CHANGE_KINDS).exactOptional().describe('The kind of change, as a cause begins with it.'),
            name: text('what has changed, such as "x-request-id"')
              .exactOptional()
              .describe("A header field (lower case), a credential's role, a place in the body (/model), `call 2`."),
            host: text('a host such as "api.example.com", or "other-origin"')
              .exactOptional()
              .describe(
                'Of a leak: where it goes. Redirects lead to "other-origin", "other-port" (of the same host) or "http://gateway" (the gateway without TLS).',
              ),
            sdk: text('the id of an SDK').exactOptional().describe('Id of an SDK.'),
            scenario: text('the id of a scenario')
              .exactOptional()
              .describe('Id of a scenario with its variant, or of a program.'),
            gateway: text('the id of a gateway').exactOptional().describe('Id of a gateway.'),
          },
          { error: 'an object such as { "name": "x-request-id" }' },
        )
        .describe('Which changes: all that is given must hold; "*" stands for any run of characters.'),
      severity: oneOf(SEVERITIES).describe('What they weigh instead.'),
      reason: text('why they weigh that, as a sentence').describe('Why they weigh that.'),
    },
    { error: 'an object such as { "match": { "name": … }, "severity": …, "reason": … }' },
  )
  .describe('What some changes weigh, against the rules; of several that speak of a change the first.')

// As in schema.ts: a schema that strays from its type does not compile.
acceptanceSchema satisfies z.ZodType<Acceptance>
severityOverrideSchema satisfies z.ZodType<SeverityOverride>
