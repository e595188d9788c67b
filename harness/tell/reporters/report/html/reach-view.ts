import { type Reach, reachText } from '../../../../model/reach.ts'
import type { Report, RunResult } from '../../../../model/report.ts'
import { escaped } from './markup.ts'

/** What versions tried beyond what they may, each with the versions that did: a table an SDK. '' where none did. */
export const reachView = ({ runs }: Report): string => {
  const bands = [...Map.groupBy(runs, ({ sdk }) => sdk)].flatMap(([sdk, own]) => {
    const rows = rowsOf(own)
    return rows.length === 0 ? [] : bandHtml(sdk, rows)
  })
  if (bands.length === 0) return ''
  return `<section id="tried"><h2>Tried and refused</h2>
<p class="quiet">What a version tried beyond its own files, its requests and its process. No SDK may do it here, and it was refused.</p>
${bands.join('\n')}
</section>
`
}

type Row = { readonly reach: Reach; readonly versions: string }

/** A version, and what it tried, in words. */
type Tried = { readonly run: RunResult; readonly texts: ReadonlySet<string> }

const rowsOf = (runs: readonly RunResult[]): readonly Row[] => {
  const measured = runs
    .filter(({ status }) => status === 'measured')
    .map((run): Tried => ({ run, texts: new Set(run.reached?.map(reachText)) }))
  const lanes = [...Map.groupBy(measured, ({ run }) => run.on).values()]
  return [...new Map(measured.flatMap(({ run }) => run.reached ?? []).map((one) => [reachText(one), one]))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, reach]) => ({ reach, versions: lanes.flatMap((lane) => spansOf(lane, text)).join('; ') }))
}

/** `all versions`, `from 1.4.0 on, not in 1.3.0`, `1.4.0 to 1.6.0`, each on its runtime where one was asked for. */
const spansOf = (lane: readonly Tried[], text: string): readonly string[] => {
  const tried = lane.map(({ texts }) => texts.has(text))
  const starts = tried.flatMap((did, at) => (did && !tried[at - 1] ? at : []))
  const name = (at: number): string => lane[at]?.run.version ?? ''
  const asked = lane[0]?.run.on
  const on = asked === undefined ? '' : ` on ${asked}`
  return starts.map((from) => {
    const next = tried.indexOf(false, from)
    const [isFirst, isLast, to] = [from === 0, next === -1, (next === -1 ? lane.length : next) - 1]
    if (lane.length === 1 || (from === to && !isLast)) return `${name(from)}${on}`
    if (isFirst && isLast) return `all versions${on}`
    return isLast ? `from ${name(from)} on${on}, not in ${name(from - 1)}` : `${name(from)} to ${name(to)}${on}`
  })
}

const bandHtml = (sdk: string, rows: readonly Row[]): string =>
  `<div class="band" data-sdk="${escaped(sdk)}"><h3>${escaped(sdk)}</h3>
<table class="tried"><caption class="unseen">${escaped(sdk)}: what was tried and refused</caption><thead><tr><th scope="col">tried to</th><th scope="col">versions</th></tr></thead><tbody>${rows.map(rowHtml).join('')}</tbody></table></div>`

const rowHtml = ({ reach, versions }: Row): string =>
  `<tr><th scope="row">${escaped(reachText({ ...reach, what: '' }).trim())} <code>${escaped(reach.what)}</code></th><td>${escaped(versions)}</td></tr>`
