/** In what two sides can differ. */
export const CHANGE_KINDS = [
  'header-added',
  'header-removed',
  'header-changed',
  'header-order',
  'header-case',
  'credential-moved',
  'credential-leaked',
  'credential-withheld',
  'request-added',
  'request-removed',
  'method',
  'origin',
  'path',
  'query',
  'certificate',
  'body',
  'body-form',
  'request-count',
  'wait',
  'outcome',
  'error',
  'reach',
] as const

export type ChangeKind = (typeof CHANGE_KINDS)[number]
