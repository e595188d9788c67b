import type { Log, Result } from 'sarif'
import type { Notice, Notices } from '../../../model/notice.ts'
import type { Severity } from '../../../model/severity.ts'
import { inSight, jsonText } from '../../words/in-sight.ts'

/**
 * SARIF 2.1.0: a rule is a row of the table of severities, a result a finding at the line that pins the version.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarif = (all: Notices): string => `${jsonText(log(all))}\n`

const log = ({ notices, gaps, rules, toolVersion, exitCode }: Notices): Log => {
  const used = rules.filter(({ id }) => notices.some((notice) => notice.rule === id))
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sdkdrift',
            semanticVersion: toolVersion,
            informationUri: 'https://www.npmjs.com/package/sdkdrift',
            rules: used.map(({ id, severity, because }) => ({
              id,
              shortDescription: { text: inSight(because) },
              defaultConfiguration: { level: LEVELS[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: gaps.length === 0,
            exitCode,
            toolExecutionNotifications: gaps.map(({ what, why }) => ({
              level: 'warning',
              message: { text: inSight(`${what}: ${why}`) },
            })),
          },
        ],
        results: notices.map((notice) =>
          result(
            notice,
            used.findIndex(({ id }) => id === notice.rule),
          ),
        ),
      },
    ],
  }
}

const LEVELS = {
  breaking: 'error',
  auth: 'warning',
  routing: 'warning',
  behaviour: 'note',
  telemetry: 'note',
  cosmetic: 'note',
} as const satisfies Record<Severity, string>

const result = (notice: Notice, ruleIndex: number): Result => ({
  ruleId: notice.rule,
  ...(ruleIndex < 0 ? {} : { ruleIndex }),
  level: notice.standing === 'fails' ? 'error' : LEVELS[notice.severity],
  message: { text: inSight(textOf(notice)) },
  ...(notice.place
    ? {
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: asUri(notice.place.file) },
              region: { startLine: notice.place.line },
            },
          },
        ],
      }
    : {}),
  // From release to release the same change is the same alert.
  partialFingerprints: { 'sdkdriftKey/v1': inSight(notice.key) },
  ...(notice.standing === 'accepted'
    ? { suppressions: [{ kind: 'external', justification: inSight(notice.reason ?? '') }] }
    : {}),
  properties: { severity: notice.severity, standing: notice.standing, finding: inSight(notice.id) },
})

/** A relative reference of RFC 3986: a `#`, `?` or `:` in a name is none of an address. */
const asUri = (file: string): string =>
  inSight(file.replaceAll('\\', '/')).split('/').map(encodeURIComponent).join('/').replaceAll('%40', '@')

const textOf = ({ sdk, step, title, waysOut }: Notice): string =>
  `${sdk} ${step}: ${title}.${waysOut.length > 0 ? ` Way out: ${waysOut.join('; or ')}.` : ''}`
