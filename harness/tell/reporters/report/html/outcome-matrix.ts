import type { Drift, Report, RunResult, ScenarioResult } from '../../../../model/report.ts'
import { reaches } from '../../../../model/severity.ts'
import { fullAnswer, said } from '../../../words/answer.ts'
import { inferredFrom } from '../../../words/inferred-from.ts'
import { anchor, escaped } from './markup.ts'

/** Scenarios down, versions across, once for each gateway: how everything ended, at a glance. One table an SDK. */
export const outcomeMatrix = (report: Report): string => {
  const sdks = [...new Set(report.runs.map((run) => run.sdk))]
  return sdks
    .map((sdk) =>
      sdkTable(
        sdk,
        report.runs.filter((run) => run.sdk === sdk),
        report.drifts.filter((drift) => drift.sdk === sdk),
      ),
    )
    .join('\n')
}

const sdkTable = (sdk: string, runs: readonly RunResult[], drifts: readonly Drift[]): string => {
  const all = runs.flatMap((run) => run.scenarios)
  const gateways = [...new Set(all.map((one) => one.gateway))]
  const scenarios = [...new Set(all.map((one) => one.id))]
  if (scenarios.length === 0) return `<h3>${escaped(sdk)}</h3><p>No version could be measured.</p>`
  const known = new Set(all.map((one) => `${one.id}\n${one.gateway}`))
  const results = runs.map((run) => new Map(run.scenarios.map((one) => [`${one.id}\n${one.gateway}`, one])))
  const marks = new Map(
    // Gravest first: of a step of versions and one of runtimes that meet in a cell, the graver one is what is marked.
    drifts
      .toReversed()
      .filter((drift) => reaches(drift.severity, 'routing'))
      .flatMap((drift) =>
        marked(drift).map((on) => [[drift.to, drift.scenario, drift.gateway, on].join('\n'), drift] as const),
      ),
  )
  const rows = scenarios.map((id) => {
    const cells = gateways.flatMap((gateway) =>
      runs.map((run, at) => {
        const first = at === 0 ? ' edge' : ''
        if (!known.has(`${id}\n${gateway}`)) return `<td class="void${first}"></td>`
        const mark = marks.get([run.version, id, gateway, run.on].join('\n'))
        return cell(results[at]?.get(`${id}\n${gateway}`), mark, first, `${runText(run)} ${id} behind ${gateway}`)
      }),
    )
    return `<tr><th scope="row">${escaped(id)}</th>${cells.join('')}</tr>`
  })
  const top = gateways.map((name) => `<th scope="colgroup" class="edge" colspan="${runs.length}">${escaped(name)}</th>`)
  const versions = gateways.flatMap(() =>
    runs.map(
      (run, at) =>
        `<th scope="col" class="version${at === 0 ? ' edge' : ''}"><span>${escaped(runText(run))}</span></th>`,
    ),
  )
  return `<h3>${escaped(sdk)}</h3>
<div class="scroll" tabindex="0" role="region" aria-label="${escaped(sdk)}: outcomes"><table class="matrix"><thead><tr><td rowspan="2"></td>${top.join('')}</tr><tr>${versions.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`
}

/** On which runtimes the newer end of a step shows it. */
const marked = ({ on }: Drift): readonly (string | undefined)[] =>
  on === undefined ? [undefined] : on.kind === 'between' ? [on.to] : on.runtimes

const runText = ({ version, on }: RunResult): string => (on ? `${version} on ${on}` : version)

const cell = (result: ScenarioResult | undefined, mark: Drift | undefined, edge: string, where: string): string => {
  const { kind, text, long } = look(result)
  const inferred = result ? inferredFrom(result) : null
  const title = escaped(`${where}: ${long}${inferred === null ? '' : ` (${inferred})`}`)
  const marked = mark ? ` mark ${mark.severity}` : ''
  const content = mark ? `<a href="#${anchor(mark.finding)}">${escaped(text)}</a>` : escaped(text)
  return `<td class="${kind}${inferred === null ? '' : ' inferred'}${marked}${edge}" title="${title}">${content}</td>`
}

type Look = { readonly kind: 'pass' | 'refused' | 'none' | 'lost'; readonly text: string; readonly long: string }

const look = (result: ScenarioResult | undefined): Look => {
  if (!result) return { kind: 'lost', text: '?', long: 'not measured' }
  if (result.status === 'unsupported') return { kind: 'none', text: '–', long: `unsupported: ${result.reason}` }
  if (result.status !== 'measured') return { kind: 'lost', text: '!', long: `${result.status}: ${result.reason}` }
  const { outcome } = result
  if (outcome.kind === 'response')
    return {
      kind: outcome.status < 400 ? 'pass' : 'refused',
      text: String(outcome.status),
      long: String(outcome.status),
    }
  const words = said(outcome)
  const long = words ? `${fullAnswer(outcome)}: ${words}` : fullAnswer(outcome)
  if (outcome.kind === 'egress') return { kind: 'refused', text: 'out', long }
  return { kind: 'refused', text: outcome.status === undefined ? 'err' : String(outcome.status), long }
}

export const LEGEND = `<ul class="legend"><li><span class="key pass">200</span> let in</li><li><span class="key refused">401</span> refused with this status</li><li><span class="key refused">err</span> the SDK raised an error without a status</li><li><span class="key refused">out</span> tried to reach another host</li><li><span class="key pass inferred">200</span> slanted: not observed here, but behind a gateway that answers the same</li><li><span class="key none">–</span> the SDK has no words for it</li><li><span class="key lost">?</span> version not measured</li><li><span class="key lost">!</span> timed out or crashed</li><li><span class="key pass mark auth">200</span> underlined: here the request changed, follow it to the finding</li></ul>`
