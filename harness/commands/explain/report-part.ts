import { ecosystems } from '../../ecosystems/index.ts'
import type { MatrixSdk } from '../../model/matrix.ts'
import type { Report } from '../../model/report.ts'
import type { Ends } from './range.ts'

/**
 * The part of the last report that is about these SDKs and versions; null when it has nothing about one of them, or an end
 * of the range is not in it.
 * @param sdks null: all of the report
 */
export const reportPart = (report: Report, sdks: readonly MatrixSdk[] | null, ends: Ends): Report | null => {
  if (sdks === null) return report
  const has = (sdk: MatrixSdk, version: string | undefined): boolean =>
    report.runs.some((run) => run.sdk === sdk.id && (version === undefined || same(sdk, run.version, version)))
  if (!sdks.every((sdk) => has(sdk, undefined) && has(sdk, ends.from) && has(sdk, ends.to))) return null
  const within = (id: string, version: string): boolean => {
    const sdk = sdks.find((one) => one.id === id)
    if (!sdk) return false
    const { compare } = ecosystems[sdk.registry]
    return (
      (ends.from === undefined || compare(version, ends.from) >= 0) &&
      (ends.to === undefined || compare(version, ends.to) <= 0)
    )
  }
  const isPart = ({ sdk, from, to }: Report['drifts'][number] | Report['findings'][number]): boolean =>
    within(sdk, from) && within(sdk, to)
  return {
    ...report,
    runs: report.runs.filter(({ sdk, version }) => within(sdk, version)),
    findings: report.findings.filter(isPart),
    drifts: report.drifts.filter(isPart),
  }
}

/** What is no version (a tag, a build of this machine) is only itself. */
const same = ({ registry }: MatrixSdk, a: string, b: string): boolean => {
  const { exact, compare } = ecosystems[registry]
  return exact(a) === null || exact(b) === null ? a === b : compare(a, b) === 0
}
