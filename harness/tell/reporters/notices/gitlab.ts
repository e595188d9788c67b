import type { Notice, Notices } from '../../../model/notice.ts'
import type { Severity } from '../../../model/severity.ts'
import { inSight } from '../../words/in-sight.ts'

/**
 * GitLab's code quality report: what is new, at the line that pins the version.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const gitlab = ({ notices, command }: Notices): string => {
  const told = notices.filter(({ standing }) => standing === 'fails' || standing === 'below')
  return `${JSON.stringify(
    told.map((notice) => issue(notice, command)),
    null,
    2,
  )}\n`
}

const issue = (notice: Notice, command: Notices['command']) => ({
  description: inSight(`${notice.sdk} ${notice.step}: ${notice.title}`),
  check_name: `sdkdrift-${notice.rule}`,
  fingerprint: inSight(notice.key),
  severity: notice.standing === 'fails' ? 'blocker' : SEVERITIES[notice.severity],
  // The format wants a place for each.
  location: {
    path: inSight(notice.place?.file ?? (command === 'gate' ? 'package.json' : 'matrix.json')),
    lines: { begin: notice.place?.line ?? 1 },
  },
})

const SEVERITIES = {
  breaking: 'critical',
  auth: 'major',
  routing: 'major',
  behaviour: 'minor',
  telemetry: 'info',
  cosmetic: 'info',
} as const satisfies Record<Severity, string>
