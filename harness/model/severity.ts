/**
 * How much a change matters, worst first.
 * - `breaking`: the gateway's answer or the raised error changed for the worse, or a credential goes to a stranger
 * - `auth`: a field that carries a credential changed
 * - `routing`: method, origin, path or query, or a request that only one side makes
 * - `behaviour`: number of attempts, body, other fields, an error's text alone
 * - `telemetry`: what user-agent says, x-stainless-*, what the HTTP client beneath sets (accept-encoding, sec-fetch-*, …)
 * - `cosmetic`: order and case
 */
export const SEVERITIES = ['breaking', 'auth', 'routing', 'behaviour', 'telemetry', 'cosmetic'] as const
export type Severity = (typeof SEVERITIES)[number]

/** The bar of a run: the least severity that makes it fail, or `never`. */
export const BARS = [...SEVERITIES, 'never'] as const
export type Bar = (typeof BARS)[number]

/** The worse of two. */
const worse = (a: Severity, b: Severity): Severity => (SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b) ? a : b)

/** The worst of a list; `cosmetic` for an empty one. */
export const worst = (all: readonly Severity[]): Severity => all.reduce(worse, 'cosmetic')

/** For sorting: gravest first. */
export const byGravity = (a: { readonly severity: Severity }, b: { readonly severity: Severity }): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)

/** Does `severity` stand at or above the bar? */
export const reaches = (severity: Severity, bar: Bar): boolean =>
  bar !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(bar)

/** Does a finding make a run fail at this bar? Accepted ones do not, nor, with --new-only, those that are known. */
export const fails = (
  finding: { readonly severity: Severity; readonly accepted: object | null; readonly known?: object },
  bar: Bar,
): boolean => finding.accepted === null && finding.known === undefined && reaches(finding.severity, bar)
