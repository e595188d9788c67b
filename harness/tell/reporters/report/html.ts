import type { Finding, Report } from '../../../model/report.ts'
import { fails, reaches } from '../../../model/severity.ts'
import { leftOut, notLookedAt, unmeasured, unsupported } from '../parts/gaps.ts'
import { ordered, standing } from '../parts/ordered.ts'
import { counts, noDrift, tally, verdict } from '../parts/tally.ts'
import { lookupIn } from './html/evidence.ts'
import { findingCard } from './html/finding-card.ts'
import { escaped, list, prose } from './html/markup.ts'
import { LEGEND, outcomeMatrix } from './html/outcome-matrix.ts'
import { SCRIPT, STYLE } from './html/style.ts'
import type { RenderOptions, Reporter } from './reporter.ts'

/** The report as one page that loads nothing: findings first, the evidence folded below each, then the whole matrix. */
export const html = (report: Report, { failOn, exitCode }: RenderOptions): string => {
  const sum = tally(report, { failOn, exitCode })
  const findings = ordered(report)
  const weighty = (finding: Finding): boolean => reaches(finding.severity, 'routing') || fails(finding, failOn)
  const groups = [
    { title: 'Findings', all: findings.filter((one) => weighty(one) && standing(one) === null) },
    {
      title: 'Known findings, not accepted',
      all: findings.filter((one) => weighty(one) && standing(one) === 'known'),
    },
    { title: 'Accepted findings', all: findings.filter((one) => weighty(one) && standing(one) === 'accepted') },
    { title: 'Also changed', all: findings.filter((one) => !weighty(one)) },
  ].filter(({ all }) => all.length > 0)
  const lookup = lookupIn(report)
  const failing = new Set(sum.failing)
  const words = findings.length === 0 && sum.exitCode === 0 ? noDrift(report) : verdict(sum, failOn)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>sdkdrift: ${escaped(words.replaceAll('`', ''))}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>sdkdrift</h1>
<p class="verdict"><b class="exit-${sum.exitCode}">exit ${sum.exitCode}</b>${prose(upper(words))}</p>
${list(counts(sum).map(escaped), 'facts')}
</header>
<main>
${groups.map(({ title, all }) => `<section><h2>${title}</h2>\n${all.map((one) => findingCard(report, one, lookup, failing.has(one))).join('\n')}\n</section>`).join('\n')}
<section><h2>How everything ended</h2>
${LEGEND}
${outcomeMatrix(report)}
</section>
${gaps(report)}
</main>
<footer>sdkdrift ${escaped(report.tool.version)}, ${escaped(report.startedAt)} to ${escaped(report.finishedAt)}</footer>
<script>${SCRIPT}</script>
</body>
</html>
`
}

const gaps = (report: Report): string =>
  [
    { title: 'Could not be measured', lines: unmeasured(report).map(({ what, why }) => `${what}: ${why}`) },
    { title: 'Not supported by the SDK', lines: unsupported(report).map(({ what, why }) => `${what}: ${why}`) },
    {
      title: 'Versions not looked at',
      lines: notLookedAt(report, Number.POSITIVE_INFINITY).map(({ what, why }) => `${what}: ${why}`),
    },
    {
      title: 'Left out',
      lines: leftOut(report).map(({ sdk, versions, why }) => `${sdk} ${versions.join(', ')}: ${why}`),
    },
    {
      title: 'Not stable between two runs of one version',
      lines: (report.noise ?? []).map(
        (one) =>
          `${one.sdk} ${one.version}${one.on ? ` on ${one.on}` : ''}, ${one.scenario} behind ${one.gateway}: \`${one.field}\` was \`${one.values[0]}\`, then \`${one.values[1]}\``,
      ),
    },
    { title: 'Notes', lines: report.notes },
  ]
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => `<section><h2>${title}</h2>${list(lines.map(prose), 'gaps')}</section>`)
    .join('\n')

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const htmlReporter: Reporter = { name: 'html', file: 'report.html', readBack: false, render: html }
