import { counted } from '../../../../model/listed.ts'
import type { Drift, Finding, Report, RunResult, ScenarioResult } from '../../../../model/report.ts'
import { byGravity, SEVERITIES, type Severity } from '../../../../model/severity.ts'
import { fullAnswer, said } from '../../../words/answer.ts'
import { inferredFrom } from '../../../words/inferred-from.ts'
import { standing } from '../../parts/ordered.ts'
import { anchor, escaped } from './markup.ts'

/** Rows that are shown at once in all bands together; of more, a band that nobody has to look at is folded. */
const MOST_OPEN_ROWS = 40

/**
 * Scenarios down, versions across, a band an SDK: where something changed, and how grave; in between, how it ended. A band's
 * first line has the worst of each version. Cells that say the same stand as one.
 */
export const wireMap = (report: Report, failing: ReadonlySet<Finding>): string => {
  const findings = new Map(report.findings.map((finding) => [finding.id, finding]))
  const drifts = Map.groupBy(report.drifts, ({ sdk }) => sdk)
  const bands = [...Map.groupBy(report.runs, ({ sdk }) => sdk)].map(([sdk, runs]) =>
    bandOf(sdk, runs, drifts.get(sdk) ?? [], findings),
  )
  const rows = bands.reduce((sum, { changed }) => sum + changed.length, 0)
  const mustOpen = new Set([...failing].map(({ sdk }) => sdk))
  return bands.map((band) => bandHtml(band, rows <= MOST_OPEN_ROWS || mustOpen.has(band.sdk))).join('\n')
}

/** What changed on the way into one version, in one scenario or in several. */
type Mark = {
  readonly severity: Severity
  readonly quiet: boolean
  readonly drift: Drift
  readonly findings: readonly string[]
}

type Cell = { readonly mark: Mark | null; readonly look: Look; readonly title: string }
type Row = { readonly scenario: string; readonly cells: readonly Cell[] }
/** A version's gravest change; null: it has none, as far as is known. */
type Worst = { readonly mark: Mark | null; readonly gap: string | null }
type Band = {
  readonly sdk: string
  readonly runs: readonly RunResult[]
  readonly strip: readonly Worst[]
  readonly changed: readonly Row[]
  readonly still: readonly Row[]
}

const bandOf = (
  sdk: string,
  runs: readonly RunResult[],
  drifts: readonly Drift[],
  findings: ReadonlyMap<string, Finding>,
): Band => {
  const at = Map.groupBy(
    drifts.flatMap((drift) => runNames(drift).map((name) => ({ name, drift }))),
    ({ name }) => name,
  )
  const marksAt = (run: RunResult): ReadonlyMap<string, Mark | null> => {
    const own = Map.groupBy(at.get(runText(run)) ?? [], ({ drift }) => drift.scenario)
    return new Map(
      [...own].map(([scenario, all]) => [
        scenario,
        markOf(
          all.map(({ drift }) => drift),
          findings,
        ),
      ]),
    )
  }
  const rows = rowsOf(runs, marksAt)
  const gravity = (row: Row): number => Math.min(...row.cells.map(({ mark }) => rank(mark)))
  return {
    ...{ sdk, runs },
    strip: runs.map((run, index) =>
      worstOf(
        run,
        rows.flatMap(({ cells }) => cells[index] ?? []),
      ),
    ),
    changed: rows.filter((row) => row.cells.some(({ mark }) => mark)).toSorted((a, b) => gravity(a) - gravity(b)),
    still: rows.filter((row) => row.cells.every(({ mark }) => !mark)),
  }
}

/** Run by run, since there may be a thousand; a cell that is as in the version before is that one. */
const rowsOf = (
  runs: readonly RunResult[],
  marksAt: (run: RunResult) => ReadonlyMap<string, Mark | null>,
): readonly Row[] => {
  const scenarios = new Set<string>()
  for (const run of runs) for (const { id } of run.scenarios) scenarios.add(id)
  const rows = [...scenarios].map((scenario) => ({ scenario, cells: [] as Cell[] }))
  let before: ReadonlyMap<string, readonly ScenarioResult[]> = new Map()
  for (const [index, run] of runs.entries()) {
    const isSame = areSame(run.scenarios, runs[index - 1]?.scenarios ?? [])
    const [now, marks] = [isSame ? before : Map.groupBy(run.scenarios, ({ id }) => id), marksAt(run)]
    for (const { scenario, cells } of rows) {
      const [results, mark] = [now.get(scenario) ?? [], marks.get(scenario) ?? null]
      const last = cells.at(-1)
      const isAsBefore = run.status === 'measured' && results.length > 0 && areSame(results, before.get(scenario) ?? [])
      cells.push(isAsBefore && last?.mark === null && mark === null ? last : cellOf(run, results, mark))
    }
    before = now
  }
  return rows
}

const worstOf = (run: RunResult, cells: readonly Cell[]): Worst => {
  const mark = worstMark(cells.flatMap((cell) => cell.mark ?? []))
  if (run.status === 'not-measured') return { mark, gap: 'not measured' }
  const isLost = cells.some(({ look }) => look.kind === 'lost')
  return { mark, gap: isLost ? 'no change seen, and not all was measured' : null }
}

const areSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at])

/** Where it is not quiet first, then by gravity. */
const rank = (mark: Mark | null): number =>
  mark ? SEVERITIES.indexOf(mark.severity) + (mark.quiet ? SEVERITIES.length : 0) : Number.POSITIVE_INFINITY

const worstMark = (marks: readonly Mark[]): Mark | null => {
  const [first] = marks.toSorted((a, b) => rank(a) - rank(b))
  return first ? { ...first, findings: [...new Set(marks.flatMap(({ findings }) => findings))] } : null
}

const markOf = (drifts: readonly Drift[], findings: ReadonlyMap<string, Finding>): Mark | null =>
  worstMark(
    drifts.toSorted(byGravity).map((drift) => {
      const finding = findings.get(drift.finding)
      const quiet = finding !== undefined && standing(finding) === 'accepted'
      return { severity: drift.severity, quiet, drift, findings: [drift.finding] }
    }),
  )

const runText = ({ version, on }: Pick<RunResult, 'version' | 'on'>): string => (on ? `${version} on ${on}` : version)

/** On which runs the newer end of a step shows it. */
const runNames = ({ to, on }: Drift): readonly string[] => {
  if (on === undefined) return [to]
  return on.kind === 'between'
    ? on.versions.map((version) => `${version} on ${on.to}`)
    : on.runtimes.map((name) => `${to} on ${name}`)
}

type Look = { readonly kind: 'pass' | 'refused' | 'mixed' | 'none' | 'lost' | 'void'; readonly text: string }

const cellOf = (run: RunResult, results: readonly ScenarioResult[], mark: Mark | null): Cell => {
  if (run.status === 'not-measured') return { mark, look: { kind: 'lost', text: '?' }, title: 'version not measured' }
  if (results.length === 0) return { mark, look: { kind: 'void', text: '' }, title: 'not asked for' }
  const looks = results.map(lookOf)
  const kinds = new Set(looks.map(({ kind }) => kind))
  const texts = new Set(looks.map(({ text }) => text))
  const [kind = 'void'] = kinds
  const passed = looks.filter((look) => look.kind === 'pass').length
  const look: Look =
    kinds.size > 1
      ? { kind: kinds.has('lost') ? 'lost' : 'mixed', text: `${passed}/${looks.length}` }
      : { kind, text: texts.size > 1 ? '…' : ([...texts][0] ?? '') }
  return { mark, look, title: results.map((one) => `${one.gateway}: ${longText(one)}`).join('; ') }
}

const lookOf = (result: ScenarioResult): Look => {
  if (result.status === 'unsupported') return { kind: 'none', text: '–' }
  if (result.status !== 'measured') return { kind: 'lost', text: '!' }
  const { outcome } = result
  if (outcome.kind === 'response')
    return { kind: outcome.status < 400 ? 'pass' : 'refused', text: String(outcome.status) }
  if (outcome.kind === 'egress') return { kind: 'refused', text: 'out' }
  return { kind: 'refused', text: outcome.status === undefined ? 'err' : String(outcome.status) }
}

const longText = (result: ScenarioResult): string => {
  if (result.status !== 'measured') return `${result.status}: ${result.reason}`
  const words = said(result.outcome)
  const long = words ? `${fullAnswer(result.outcome)}: ${words}` : fullAnswer(result.outcome)
  const inferred = inferredFrom(result)
  return inferred === null ? long : `${long} (${inferred})`
}

const bandHtml = (band: Band, open: boolean): string => {
  const { sdk, runs, changed, still } = band
  const of = counted(changed.length + still.length, 'scenario')
  const text = `${counted(runs.length, 'version')}; ${changed.length} of ${of} changed`
  const size = runs.length > 60 ? ' many' : runs.length <= 12 ? ' few' : ''
  return `<div class="band" data-sdk="${escaped(sdk)}"><h3>${escaped(sdk)} <span class="quiet">${escaped(text)}</span></h3>
<div class="scroll" tabindex="0" role="region" aria-label="${escaped(sdk)}: scenarios by version"><table class="map${size}"><caption class="unseen">${escaped(sdk)}: what changed into each version</caption>${headHtml(band)}<tbody class="strip"><tr><th scope="row">worst (accepted last)</th>${stripHtml(band)}</tr></tbody>${rowsHtml(band, changed, 'changed', open)}${rowsHtml(band, still, 'still', false)}</table></div>
${paperHtml(band)}${buttons(band, open)}</div>`
}

/** Versions whose cells stand beside each other on a sheet of A4. */
const MOST_ON_PAPER = 30

/** A map that is wider than paper would be cut off there: what it comes to, in words. */
const paperHtml = ({ runs, strip }: Band): string => {
  if (runs.length <= MOST_ON_PAPER) return ''
  const changed = strip.flatMap(({ mark }, at) => {
    const run = runs[at]
    if (!mark || !run) return []
    return [`<li>${escaped(runText(run))} ${mark.severity}${mark.quiet ? ', accepted' : ''}</li>`]
  })
  return changed.length === 0 ? '' : `<ul class="inline paper">${changed.join('')}</ul>\n`
}

const rowsHtml = (band: Band, rows: readonly Row[], name: string, open: boolean): string =>
  rows.length === 0
    ? ''
    : `<tbody class="${name}"${open ? '' : ' hidden'}>${rows.map((row) => rowHtml(band, row)).join('\n')}</tbody>`

const buttons = ({ changed, still }: Band, open: boolean): string => {
  const button = (name: string, rows: readonly Row[], shown: boolean, what: string): string =>
    rows.length === 0
      ? ''
      : `<button type="button" data-rows="${name}" aria-expanded="${shown}">${counted(rows.length, 'scenario')} ${what}</button>`
  return `<p class="buttons">${button('changed', changed, open, 'that changed')} ${button('still', still, false, 'without a change')}</p>`
}

/** Of many versions those are named at which something changed, and both ends. */
const headHtml = ({ runs, strip }: Band): string => {
  const named = (at: number): boolean =>
    runs.length <= 60 || at === 0 || at === runs.length - 1 || Boolean(strip[at]?.mark)
  const cells = runs.map((run, at) =>
    named(at)
      ? `<th scope="col"><span>${escaped(runText(run))}</span></th>`
      : `<td title="${escaped(runText(run))}"></td>`,
  )
  return `<thead><tr><td></td>${cells.join('')}</tr></thead>`
}

const stripHtml = ({ runs, strip }: Band): string =>
  spans(strip, ({ mark, gap }) => (mark ? null : (gap ?? '')))
    .map(({ at, span, value: { mark, gap } }) => {
      const [first, last] = [runs[at], runs[at + span - 1]]
      const where = `${first ? runText(first) : ''}${span > 1 && last ? ` to ${runText(last)}` : ''}`
      return mark
        ? markCell(
            mark,
            '',
            `${runs[at] ? runText(runs[at]) : ''}: ${mark.severity}${mark.quiet ? ', accepted' : ''}, ${counted(mark.findings.length, 'finding')}`,
            1,
          )
        : `<td${gap === null ? '' : ' class="lost"'}${span > 1 ? ` colspan="${span}"` : ''} title="${escaped(where)}: ${gap ?? 'no change'}">${gap === null ? '' : '?'}</td>`
    })
    .join('')

const rowHtml = ({ sdk, runs }: Band, { scenario, cells }: Row): string => {
  const parts = spans(cells, ({ mark, look, title }) => (mark ? null : `${look.kind}\n${look.text}\n${title}`))
  const html = parts.map(({ at, span, value: { mark, look, title } }) => {
    const [first, last] = [runs[at], runs[at + span - 1]]
    const where = `${first ? runText(first) : ''}${span > 1 && last ? ` … ${runText(last)}` : ''}`
    if (mark)
      return markCell(
        mark,
        look.text,
        `${where} ${scenario}: ${mark.severity}${mark.quiet ? ', accepted' : ''}. ${title}`,
        1,
      )
    return `<td class="${look.kind}"${span > 1 ? ` colspan="${span}"` : ''} title="${escaped(`${where}: ${title}`)}">${escaped(look.text)}</td>`
  })
  return `<tr data-scenario="${escaped(scenario)}" data-sdk="${escaped(sdk)}"><th scope="row">${escaped(scenario)}</th>${html.join('')}</tr>`
}

/** What a cell says beside its colour: nothing is told by colour alone. */
const LETTERS = {
  breaking: 'X',
  auth: 'A',
  routing: 'R',
  behaviour: 'B',
  telemetry: 'T',
  cosmetic: 'C',
} as const satisfies Record<Severity, string>

const markCell = (mark: Mark, text: string, title: string, span: number): string => {
  const ids = mark.findings.map(anchor).join(' ')
  return `<td class="mark ${mark.severity}${mark.quiet ? ' accepted' : ''}"${span > 1 ? ` colspan="${span}"` : ''}><a href="#${anchor(mark.drift.finding)}" data-drift="${escaped(mark.drift.id)}" data-findings="${ids}" title="${escaped(title)}">${escaped(`${LETTERS[mark.severity]} ${text}`.trim())}</a></td>`
}

/** Neighbours with one key are one; a key of null is one by itself. */
const spans = <T>(
  values: readonly T[],
  keyOf: (value: T) => string | null,
): { readonly at: number; readonly span: number; readonly value: T }[] => {
  const all: { at: number; span: number; value: T; key: string | null }[] = []
  for (const [at, value] of values.entries()) {
    const key = keyOf(value)
    const last = all.at(-1)
    if (last && key !== null && last.key === key) last.span += 1
    else all.push({ at, span: 1, value, key })
  }
  return all
}

export const LEGEND = `<ul class="legend">${SEVERITIES.map((severity) => `<li><span class="key mark ${severity}">${LETTERS[severity]}</span> ${severity}</li>`).join('')}<li><span class="key mark breaking accepted">X</span> outlined: accepted</li><li><span class="key pass">200</span> let in, as before</li><li><span class="key refused">401</span> refused, as before</li><li><span class="key mixed">1/3</span> let in by so many gateways</li><li><span class="key none">–</span> the SDK has no words for it</li><li><span class="key lost">?</span> not measured, timed out or crashed</li></ul>`
