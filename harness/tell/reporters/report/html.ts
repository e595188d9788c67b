import type { Finding, Report } from '../../../model/report.ts'
import { fails, reaches } from '../../../model/severity.ts'
import { inSight } from '../../words/in-sight.ts'
import { leftOut, notLookedAt, unmeasured, unsupported } from '../parts/gaps.ts'
import { ordered, standing } from '../parts/ordered.ts'
import { counts, noDrift, tally, verdict } from '../parts/tally.ts'
import { filterBar } from './html/filter-bar.ts'
import { findingCard } from './html/finding-card.ts'
import { anchor, escaped, list, prose } from './html/markup.ts'
import { pageData } from './html/page-data.ts'
import { reachView } from './html/reach-view.ts'
import { EVIDENCE_SCRIPT } from './html/script/evidence-script.ts'
import { STATE_SCRIPT } from './html/script/state-script.ts'
import { STYLE } from './html/style.ts'
import { LEGEND, wireMap } from './html/wire-map.ts'
import type { RenderOptions, Reporter } from './reporter.ts'

/**
 * The report as one page that loads nothing: what it comes to, where something changed (scenarios down, versions across), then
 * each finding with its evidence. Of what was sent it holds the differences alone, each distinct exchange once.
 */
export const html = (report: Report, options: RenderOptions): string => [...htmlPieces(report, options)].join('')

/** Findings that are open at once, of those that fail the run: with more of them none of the others would be seen. */
const MOST_OPEN = 5

/** The same in pieces: of many versions it is long. */
function* htmlPieces(report: Report, { failOn, exitCode }: RenderOptions): Generator<string> {
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
  const drifts = Map.groupBy(report.drifts, ({ finding }) => finding)
  const failing = new Set(sum.failing)
  const opened = new Set(findings.filter((one) => failing.has(one)).slice(0, MOST_OPEN))
  const words = findings.length === 0 && sum.exitCode === 0 ? noDrift(report) : verdict(sum, failOn)
  const gapsThere = gaps(report)
  const gapList = gapsThere.map(gapSection).join('\n')
  const tried = reachView(report)
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>sdkdrift: ${escaped(words.replaceAll('`', ''))}</title>
<style>${STYLE}</style>
<noscript><style>.map tbody[hidden]{display:table-row-group}.buttons{display:none}</style></noscript>
</head>
<body>
<header>
<h1>sdkdrift</h1>
<p class="verdict"><b class="exit-${sum.exitCode}">exit ${sum.exitCode}</b>${prose(upper(words))}</p>
${list(counts(sum).map(escaped), 'facts')}
</header>
<main>
${groups.length > 1 || gapList !== '' || tried !== '' ? `<nav aria-label="On this page"><a href="#map">Wire map</a>${groups.map(({ title, all }) => `<a href="#${anchor(title)}">${title} (${all.length})</a>`).join('')}${tried === '' ? '' : '<a href="#tried">Tried and refused</a>'}${gapList === '' ? '' : `<a href="#gaps">${(gapsThere.length === 1 && gapsThere[0]?.title) || 'What is not known'}</a>`}</nav>` : ''}
${filterBar(report)}
<section id="map"><h2>Wire map</h2>
${wireMap(report, failing)}
<details class="about"><summary>What the cells mean</summary>${LEGEND}</details>
</section>
`
  for (const { title, all } of groups) {
    yield `<section class="group" id="${anchor(title)}"><h2>${title}</h2>\n`
    for (const one of all) yield `${findingCard(report, one, drifts.get(one.id) ?? [], opened.has(one))}\n`
    yield '</section>\n'
  }
  yield `${groups.length === 0 ? '\n' : ''}${tried}${gapList === '' ? '' : `<div id="gaps">${gapList}</div>`}
</main>
<footer>sdkdrift ${escaped(report.tool.version)}, ${escaped(report.startedAt)} to ${escaped(report.finishedAt)}</footer>
<script type="application/json" id="data">${json(pageData(report))}</script>
<script type="application/json" id="versions">${json(versionsOf(report))}</script>
<script>${EVIDENCE_SCRIPT}${STATE_SCRIPT}</script>
</body>
</html>
`
}

/** What the script shows must be seen too. In a script element nothing but `<` means anything. */
const json = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? inSight(one) : one)).replaceAll('<', '\\u003c')

/** Of each SDK its versions in their order. */
const versionsOf = ({ runs }: Report): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...Map.groupBy(runs, ({ sdk }) => sdk)].map(([sdk, own]) => [
      sdk,
      [...new Set(own.map(({ version }) => version))],
    ]),
  )

type Gap = { readonly title: string; readonly lines: readonly string[] }

const gaps = (report: Report): readonly Gap[] =>
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
  ].filter(({ lines }) => lines.length > 0)

const gapSection = ({ title, lines }: Gap): string =>
  `<section><h2>${title}</h2>${list(lines.map(prose), 'gaps')}</section>`

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function* concealed(pieces: Iterable<string>, conceal: (text: string) => string): Generator<string> {
  for (const piece of pieces) yield conceal(piece)
}

export const htmlReporter: Reporter = {
  ...{ name: 'html', file: 'report.html', readBack: false, render: html },
  pieces: (report, conceal, options) => concealed(htmlPieces(report, options), conceal),
}
