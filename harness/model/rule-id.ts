/** The rules by which a change is weighed, in the order in which they are tried: `judge/verdict/rules.ts` is what they say. */
export const RULE_IDS = [
  'credential-leaked',
  'credential-withheld',
  'answer-without-leak',
  'answer-worse',
  'refused-elsewhere',
  'answer-other',
  'error-text',
  'credential-moved',
  'credential-field',
  'credential-query',
  'route',
  'request',
  'request-count',
  'wait',
  'body',
  'telemetry-field',
  'client-field',
  'other-field',
  'order',
  'case',
] as const
export type RuleId = (typeof RULE_IDS)[number]
