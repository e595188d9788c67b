import type { Outcome } from '../../model/capture.ts'
import { pattern } from '../../model/pattern.ts'
import type { ChangeKind, Difference } from '../../model/report.ts'
import { rolesIn } from '../../model/role.ts'
import type { Severity } from '../../model/severity.ts'

/** What a family says of its header fields, lower case; `*` at the end matches any rest. */
export type FieldRoles = {
  readonly credentialFields: readonly string[]
  readonly telemetryFields: readonly string[]
}

export type Rule = {
  readonly id: string
  readonly on: readonly ChangeKind[]
  /** Further condition; none means always. */
  readonly when?: (change: Difference, roles: FieldRoles) => boolean
  readonly severity: Severity
  /** Why it weighs what it weighs. */
  readonly because: string
}

const HEADER: readonly ChangeKind[] = ['header-added', 'header-removed', 'header-changed']

/** Severity is this table: the first row that matches wins; the last of each kind has no condition. */
export const RULES: readonly Rule[] = [
  {
    id: 'answer-worse',
    on: ['outcome'],
    when: (change) => change.kind === 'outcome' && rank(change.after) > rank(change.before),
    severity: 'breaking',
    because: 'what was let in is refused, or what was refused now leaves for another host',
  },
  {
    id: 'answer-other',
    on: ['outcome'],
    severity: 'behaviour',
    because: 'the answer changed, not for the worse: code that relied on the old one should know',
  },
  { id: 'error-text', on: ['error'], severity: 'behaviour', because: 'the same refusal in other words' },
  {
    id: 'credential-moved',
    on: ['credential-moved'],
    severity: 'auth',
    because: 'a gateway may read only one of the two fields',
  },
  {
    id: 'credential-field',
    on: HEADER,
    when: (change, roles) => isNamed(change.name, roles.credentialFields) || carriesCredential(change),
    severity: 'auth',
    because: 'a gateway may decide by this field',
  },
  {
    id: 'credential-query',
    on: ['query'],
    when: carriesCredentialInText,
    severity: 'auth',
    because: 'a credential entered or left the query',
  },
  {
    id: 'route',
    on: ['method', 'origin', 'path', 'query'],
    severity: 'routing',
    because: 'a gateway routes and authorises by method and address',
  },
  {
    id: 'request-count',
    on: ['request-count'],
    severity: 'behaviour',
    because: 'retries and extra calls count against quotas',
  },
  { id: 'body', on: ['body'], severity: 'behaviour', because: 'another request for the same intent' },
  {
    id: 'telemetry-field',
    on: HEADER,
    when: (change, roles) => isNamed(change.name, roles.telemetryFields),
    severity: 'telemetry',
    because: 'says who calls, not what is asked',
  },
  { id: 'other-field', on: HEADER, severity: 'behaviour', because: 'a field that neither authenticates nor measures' },
  {
    id: 'order',
    on: ['header-order'],
    severity: 'cosmetic',
    because: 'order of differently named fields has no meaning (RFC 9110, 5.3)',
  },
  {
    id: 'case',
    on: ['header-case'],
    severity: 'cosmetic',
    because: 'field names compare without case (RFC 9110, 5.1)',
  },
]

/** The row that decides a change's severity. */
export const ruleFor = (change: Difference, roles: FieldRoles): Rule => {
  const rule = RULES.find((row) => row.on.includes(change.kind) && (row.when?.(change, roles) ?? true))
  if (!rule) throw new Error(`No rule for a change of kind ${change.kind}.`)
  return rule
}

/** How bad an outcome is for whoever relied on the call: let in, refused or failed, sent to a stranger. */
export const rank = (outcome: Outcome): number => {
  switch (outcome.kind) {
    case 'response':
      return outcome.status < 400 ? 0 : 1
    case 'error':
      return 1
    case 'egress':
      return 2
  }
}

const isNamed = (name: string, patterns: readonly string[]): boolean =>
  patterns.some((text) => pattern(text).test(name))

function carriesCredential(change: Difference): boolean {
  return (
    (change.kind === 'header-added' || change.kind === 'header-removed' || change.kind === 'header-changed') &&
    [...change.before, ...change.after].some((value) => rolesIn(value).length > 0)
  )
}

function carriesCredentialInText(change: Difference): boolean {
  return change.kind === 'query' && String(rolesIn(change.before)) !== String(rolesIn(change.after))
}
