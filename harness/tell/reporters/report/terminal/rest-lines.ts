import { counted, listed } from '../../../../model/listed.ts'
import type { Finding, Report } from '../../../../model/report.ts'
import { unsupported } from '../../parts/gaps.ts'
import { hanging, heading, INDENT, type Page } from './page.ts'

/** What there is besides, counted: nobody shall take what is not shown for what is not there. */
export const restLines = (page: Page, report: Report, lesser: readonly Finding[]): string[] => {
  if (page.verbose) return []
  const facts = [...lesserText(lesser), ...unsupportedText(report), ...leftOutText(report)]
  if (facts.length === 0) return []
  const where = '`--verbose` tells them one by one, and the report file has them all.'
  return [heading(page, 'Not shown'), ...hanging(page, `${facts.join(' · ')}. ${where}`, INDENT)]
}

const lesserText = (lesser: readonly Finding[]): string[] => {
  if (lesser.length === 0) return []
  const kinds = [...Map.groupBy(lesser, ({ severity }) => severity)].map(
    ([severity, all]) => `${all.length} ${severity}`,
  )
  return [`${counted(lesser.length, 'lesser finding')} (${listed(kinds)})`]
}

const unsupportedText = (report: Report): string[] => {
  const gaps = unsupported(report)
  const sdks = new Set(gaps.map(({ what }) => what))
  return gaps.length > 0
    ? [`what ${counted(sdks.size, 'SDK')} cannot be asked for (${counted(gaps.length, 'reason')})`]
    : []
}

const leftOutText = (report: Report): string[] =>
  report.leftOut.length > 0 ? [`${counted(report.leftOut.length, 'version')} left out`] : []
