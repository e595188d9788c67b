import {
  type Drift,
  isInferred,
  type Report,
  type ScenarioResult,
  type WireExchange,
} from '../../../../model/report.ts'
import { pairRequests } from '../../../../model/request-pairs.ts'
import { fullAnswer } from '../../../words/answer.ts'
import { sentence } from '../../../words/change-sentence.ts'
import { inferredFrom } from '../../../words/inferred-from.ts'
import { severityChange } from '../../../words/severity-text.ts'
import { endNames, runtimesIn } from '../../../words/step-text.ts'
import { escaped, list, prose, value } from './markup.ts'

/** Finds what one version did in one scenario behind one gateway; `on`: on which runtime, where several were asked for. */
export type Lookup = (
  sdk: string,
  version: string,
  scenario: string,
  gateway: string,
  on: string | undefined,
) => ScenarioResult | undefined

export const lookupIn = (report: Report): Lookup => {
  const all = new Map(
    report.runs.flatMap((run) =>
      run.scenarios.map((one) => [[run.sdk, run.version, one.id, one.gateway, run.on].join('\n'), one] as const),
    ),
  )
  return (...key) => all.get(key.join('\n'))
}

/** One drift: its sentences, then what both versions sent, field by field, side by side; fields that differ first. */
export const evidence = (drift: Drift, lookup: Lookup, withTables: boolean): string => {
  const { from, to } = endNames(drift)
  const changes = drift.changes.map(
    (change) =>
      `<span class="tag ${change.severity}">${change.severity}</span> ${prose([sentence(change, from, to), severityChange(change)].filter(Boolean).join('; '))}`,
  )
  const tables = withTables
    ? exchangeTables(drift, lookup)
    : '<p class="quiet">What was sent stands in report.json.</p>'
  return `<details class="drift"><summary><span class="tag ${drift.severity}">${drift.severity}</span> ${escaped(drift.scenario)} <span class="quiet">behind</span> ${escaped(drift.gateway)}${onText(drift)}</summary>${list(changes, 'changes')}${tables}</details>`
}

const exchangeTables = (drift: Drift, lookup: Lookup): string => {
  const [before, after] = endRuns(drift).map(({ version, on }) =>
    lookup(drift.sdk, version, drift.scenario, drift.gateway, on),
  )
  if (before?.status !== 'measured' || after?.status !== 'measured') return ''
  const sides = sideBySide(before.exchanges, after.exchanges)
  const attempts = sides.length
  const tables = sides.map(([one, other], index) => exchangeTable(drift, one, other, attempts > 1 ? index + 1 : null))
  const ended = row('how it ended', [fullAnswer(before.outcome)], [fullAnswer(after.outcome)])
  const known = [before, after].map((one) => inferredFrom(one) ?? 'observed')
  const ends = `<tbody class="ends">${ended}${[before, after].some(isInferred) ? row('how it is known', [known[0] ?? ''], [known[1] ?? '']) : ''}</tbody>`
  return `<div class="scroll">${tables.join('')}<table class="wire">${attempts > 0 ? '' : head(drift, null)}${ends}</table></div>`
}

/** Of several runtimes that show the same, what was sent on the first. */
const endRuns = ({ from, to, on }: Drift) =>
  on?.kind === 'between'
    ? [
        { version: from, on: on.from },
        { version: to, on: on.to },
      ]
    : [from, to].map((version) => ({ version, on: on?.runtimes[0] }))

const onText = ({ on, to }: Drift): string => {
  if (on === undefined) return ''
  return ` <span class="quiet">${on.kind === 'between' ? `at ${escaped(to)}` : `on ${escaped(runtimesIn(on.runtimes))}`}</span>`
}

type Sides = readonly [before: WireExchange | undefined, after: WireExchange | undefined]

/** Each request beside the one it was compared with, in the order of the newer version; what only the older one sent last. */
const sideBySide = (before: readonly WireExchange[], after: readonly WireExchange[]): readonly Sides[] => {
  const { pairs, removed } = pairRequests(before, after)
  const partner = new Map(pairs.map((pair) => [pair.after, pair.before]))
  return [
    ...after.map((exchange, index): Sides => [before[partner.get(index) ?? -1], exchange]),
    ...removed.map((index): Sides => [before[index], undefined]),
  ]
}

const head = (drift: Drift, attempt: number | null): string => {
  const { from, to } = endNames(drift)
  return `<thead><tr><th scope="col">${attempt === null ? 'sent' : `attempt ${attempt}`}</th><th scope="col">${escaped(from)}</th><th scope="col">${escaped(to)}</th></tr></thead>`
}

const exchangeTable = (
  drift: Drift,
  before: WireExchange | undefined,
  after: WireExchange | undefined,
  attempt: number | null,
): string => {
  const names = [
    ...new Set([before, after].flatMap((one) => one?.request.headers.map(([name]) => name.toLowerCase()) ?? [])),
  ]
  const line = (one: WireExchange | undefined): string[] =>
    one ? [`${one.request.method} ${one.request.url}`] : ['no request']
  const rows = [
    row('request', line(before), line(after)),
    ...names
      .map((name) => ({ name, sides: [valuesOf(before, name), valuesOf(after, name)] as const }))
      .toSorted((a, b) => Number(isSame(...a.sides)) - Number(isSame(...b.sides)))
      .map(({ name, sides }) => row(name, ...sides)),
    row('body', bodyOf(before), bodyOf(after)),
    row('answered', answered(before), answered(after)),
  ]
  return `<table class="wire">${head(drift, attempt)}<tbody>${rows.join('')}</tbody></table>`
}

const row = (name: string, before: readonly string[], after: readonly string[]): string => {
  const state = isSame(before, after) ? 'same' : after.length === 0 ? 'gone' : before.length === 0 ? 'new' : 'changed'
  return `<tr class="${state}"><th scope="row">${escaped(name)}</th>${side(before)}${side(after)}</tr>`
}

const isSame = (before: readonly string[], after: readonly string[]): boolean => before.join('\n') === after.join('\n')

const side = (values: readonly string[]): string =>
  values.length === 0 ? '<td class="none">not sent</td>' : `<td>${values.map(value).join('<br>')}</td>`

const valuesOf = (one: WireExchange | undefined, wanted: string): string[] =>
  (one?.request.headers ?? []).filter(([name]) => name.toLowerCase() === wanted).map(([, text]) => text)

const bodyOf = (one: WireExchange | undefined): string[] => {
  const body = one?.request.body
  if (body === null || body === undefined) return []
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return [text.length > 400 ? `${text.slice(0, 399)}…` : text]
}

const answered = (one: WireExchange | undefined): string[] =>
  one ? [`${one.response.status} by ${one.response.by}`] : []
