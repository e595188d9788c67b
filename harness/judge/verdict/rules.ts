import { areOfTwoKinds } from '../../model/body-kind.ts'
import { BODY_CODING, WHOLE_BODY } from '../../model/body-place.ts'
import type { Outcome } from '../../model/capture.ts'
import type { ChangeKind } from '../../model/change-kind.ts'
import { HTTP2_HOST } from '../../model/http2-host.ts'
import { pattern } from '../../model/pattern.ts'
import type { Change, Difference } from '../../model/report.ts'
import { rolesIn } from '../../model/role.ts'
import type { RuleId } from '../../model/rule-id.ts'
import type { Severity } from '../../model/severity.ts'
import type { SeverityOverride } from '../../model/severity-override.ts'
import { isOfSenderAlone } from './agent-query.ts'
import { asksForAnother } from './contract-field.ts'
import { overridden, type SeenAt } from './overrides.ts'

/** What a family says of its header fields, lower case; `*` at the end matches any rest. */
export type FieldRoles = {
  readonly credentialFields: readonly string[]
  readonly telemetryFields: readonly string[]
}

/** By what the changes of one SDK are weighed. */
export type Scale = {
  /** Its id. */
  readonly sdk: string
  readonly roles: FieldRoles
  /** What the user says against the rules. */
  readonly overrides: readonly SeverityOverride[]
}

export type Rule = {
  readonly id: RuleId
  readonly on: readonly ChangeKind[]
  /** Further condition; none means always. */
  readonly when?: (change: Difference, roles: FieldRoles, beside: readonly Difference[]) => boolean
  readonly severity: Severity
  /** Why it weighs what it weighs. */
  readonly because: string
}

const HEADER: readonly ChangeKind[] = ['header-added', 'header-removed', 'header-changed']

/**
 * What fetch, undici, node-fetch, httpx and aiohttp set of themselves.
 * https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, https://www.w3.org/TR/fetch-metadata/
 */
const HTTP_CLIENT_FIELDS = ['accept-encoding', 'accept-language', 'connection', 'keep-alive', 'sec-fetch-*']

/** Severity is this table: the first row that matches wins; the last of each kind has no condition. */
export const RULES: readonly Rule[] = [
  {
    id: 'credential-leaked',
    on: ['credential-leaked'],
    severity: 'breaking',
    because: 'a credential goes to an origin that its owner did not name, whatever it answers',
  },
  {
    id: 'credential-withheld',
    on: ['credential-withheld'],
    severity: 'auth',
    because: 'a leak is mended: whoever lived by it should know',
  },
  {
    id: 'answer-without-leak',
    on: ['outcome'],
    when: (change, _, beside) => isWorse(change) && beside.some(({ kind }) => kind === 'credential-withheld'),
    severity: 'auth',
    because: 'what was let in was let in because a credential went to a stranger',
  },
  {
    id: 'answer-worse',
    on: ['outcome'],
    when: isWorse,
    severity: 'breaking',
    because: 'what was let in is refused, or what was refused now leaves for another host',
  },
  {
    id: 'refused-elsewhere',
    on: ['outcome'],
    when: (change) =>
      change.kind === 'outcome' &&
      change.before.kind === 'error' &&
      change.after.kind === 'error' &&
      (change.before.status === undefined) !== (change.after.status === undefined),
    severity: 'auth',
    because:
      'the SDK refuses what the gateway refused before, or hands it what it refused itself: another check of credentials',
  },
  {
    id: 'answer-other',
    on: ['outcome'],
    severity: 'behaviour',
    because: 'the answer changed, not for the worse: code that relied on the old one should know',
  },
  { id: 'error-text', on: ['error'], severity: 'behaviour', because: 'the same refusal in other words' },
  {
    id: 'reach',
    on: ['reach'],
    severity: 'auth',
    because: 'it was refused here; where nobody refuses it, credentials may come from there, or go there',
  },
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
    id: 'credential-body',
    on: ['body'],
    when: carriesCredentialInText,
    severity: 'auth',
    because: 'a credential entered or left the body, where token endpoints and some APIs read it',
  },
  {
    id: 'certificate',
    on: ['certificate'],
    severity: 'auth',
    because: 'who asks for a certificate may decide by it',
  },
  {
    id: 'agent-query',
    on: ['query'],
    when: (change) => change.kind === 'query' && isOfSenderAlone(change.before, change.after),
    severity: 'telemetry',
    because: 'says who calls, not what is asked, as a user agent does',
  },
  {
    id: 'route',
    on: ['method', 'origin', 'path', 'query'],
    severity: 'routing',
    because: 'a gateway routes and authorises by method and address',
  },
  {
    id: 'request',
    on: ['request-added', 'request-removed'],
    severity: 'routing',
    because: 'a gateway routes and authorises each request',
  },
  {
    id: 'request-count',
    on: ['request-count'],
    severity: 'behaviour',
    because: 'retries and extra calls count against quotas',
  },
  {
    id: 'wait',
    on: ['wait'],
    severity: 'behaviour',
    because: 'how long a client waits decides what a busy gateway has to bear, and when its caller hears of it',
  },
  {
    id: 'http-version',
    on: ['header-added', 'header-removed'],
    when: ({ name }) => name === HTTP2_HOST,
    severity: 'routing',
    because: 'a proxy or a gateway on the way may speak one of the two versions of HTTP alone',
  },
  {
    id: 'contract-field',
    on: ['header-changed', 'header-removed'],
    when: (change, roles) => asksForAnother(change) && !isNamed(change.name, roles.telemetryFields),
    severity: 'routing',
    because: 'another form or version of the API is asked for, which a server need not know, or none any more',
  },
  {
    id: 'body-kind',
    on: ['body', 'body-form'],
    when: ({ kind, name, before, after }) =>
      kind === 'body' ? name === WHOLE_BODY && areOfTwoKinds(before, after) : name === BODY_CODING,
    severity: 'routing',
    because: 'who reads one form (JSON, a form, bytes, none; gzip) need not read another',
  },
  { id: 'body', on: ['body'], severity: 'behaviour', because: 'another request for the same intent' },
  {
    id: 'agent-gone',
    on: ['header-removed'],
    when: ({ name }) => isNamed(name, ['user-agent']),
    severity: 'routing',
    // https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent
    because: 'an API or a firewall may refuse who does not say at all what it is, as GitHub does',
  },
  {
    id: 'telemetry-field',
    on: HEADER,
    when: (change, roles) => isNamed(change.name, roles.telemetryFields),
    severity: 'telemetry',
    because: 'says who calls, not what is asked',
  },
  {
    id: 'client-field',
    on: HEADER,
    when: (change) => isNamed(change.name, HTTP_CLIENT_FIELDS),
    severity: 'telemetry',
    because: 'set by the HTTP client beneath, for every request alike',
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
  {
    id: 'body-form',
    on: ['body-form'],
    severity: 'cosmetic',
    because: 'the same to whoever reads it (RFC 8259, 2; a form’s names); who signs the bytes by themselves sees it',
  },
]

/**
 * The row that decides a change's severity.
 * @param beside all changes of the same drift
 */
export const ruleFor = (change: Difference, roles: FieldRoles, beside: readonly Difference[]): Rule => {
  const rule = RULES.find((row) => row.on.includes(change.kind) && (row.when?.(change, roles, beside) ?? true))
  if (!rule) throw new Error(`No rule for a change of kind ${change.kind}.`)
  return rule
}

/** The row that gave a change of a report its severity, as far as that can be told without what stood beside it. */
export const rowOf = (change: Change): Rule => {
  const severity = change.overridden?.from ?? change.severity
  const all = RULES.filter((row) => row.on.includes(change.kind))
  const alike = all.filter((row) => row.severity === severity)
  const isPlain = (row: Rule): boolean => row.when?.(change, NO_ROLES, []) ?? true
  const row = alike.find(isPlain) ?? alike[0] ?? all[0]
  if (!row) throw new Error(`No rule for a change of kind ${change.kind}.`)
  return row
}
const NO_ROLES: FieldRoles = { credentialFields: [], telemetryFields: [] }

/** How bad an outcome is for whoever relied on the call: let in, refused or failed, sent to a stranger. */
export const rank = (outcome: Outcome): number => {
  switch (outcome.kind) {
    case 'response':
      return outcome.status < 400 ? 0 : 1
    case 'error':
      return outcome.answered === undefined ? 1 : 0
    case 'egress':
      return 2
  }
}

function isWorse(change: Difference): boolean {
  return change.kind === 'outcome' && rank(change.after) > rank(change.before)
}

/** Each change of a drift with what it weighs: by the rules, or by the user's word against them. */
export const weighed = (
  changes: readonly Difference[],
  { sdk, roles, overrides }: Scale,
  { scenario, gateway }: Omit<SeenAt, 'sdk'>,
): readonly Change[] =>
  changes.map((change) => ({
    ...change,
    ...overridden(change, ruleFor(change, roles, changes), { sdk, scenario, gateway }, overrides),
  }))

/** Does this change, whatever the user says of it, break by the rules? */
export const breaks = ({ severity, overridden: by }: Change): boolean => (by?.from ?? severity) === 'breaking'

const isNamed = (name: string, patterns: readonly string[]): boolean =>
  patterns.some((text) => pattern(text).test(name))

function carriesCredential(change: Difference): boolean {
  return (
    (change.kind === 'header-added' || change.kind === 'header-removed' || change.kind === 'header-changed') &&
    [...change.before, ...change.after].some((value) => rolesIn(value).length > 0)
  )
}

function carriesCredentialInText(change: Difference): boolean {
  const rolesOf = (value: unknown): string => String(rolesIn(JSON.stringify(value)))
  return (change.kind === 'query' || change.kind === 'body') && rolesOf(change.before) !== rolesOf(change.after)
}
