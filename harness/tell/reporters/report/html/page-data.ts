import { remembered, rememberedOfTwo } from '../../../../model/remembered.ts'
import {
  type Drift,
  isInferred,
  type MeasuredResult,
  type Report,
  type ScenarioResult,
  type WireExchange,
} from '../../../../model/report.ts'
import { pairRequests } from '../../../../model/request-pairs.ts'
import { byGravity } from '../../../../model/severity.ts'
import { fullAnswer } from '../../../words/answer.ts'
import { sentence } from '../../../words/change-sentence.ts'
import { codingText } from '../../../words/coding-text.ts'
import { inferredFrom } from '../../../words/inferred-from.ts'
import { severityChange } from '../../../words/severity-text.ts'
import { endNames, runtimesIn } from '../../../words/step-text.ts'

/** One request as the page shows it. */
type ShownExchange = {
  /** Method and address, and how it went: `POST http://gateway/v1`. */
  readonly line: string
  readonly headers: WireExchange['request']['headers']
  /** Empty: none. */
  readonly body: string
  readonly answered: string
}

/** How one version ended; numbers are places in `exchanges`. */
type ShownEnd = { readonly sent: readonly number[]; readonly ended: string; readonly known: string }

/** One scenario behind one gateway that differs; numbers are places in `strings` and `ends`. */
type ShownDrift = {
  readonly id: string
  readonly severity: string
  readonly scenario: string
  readonly gateway: string
  /** Names of both ends, and on what they were seen, where that was asked for. */
  readonly from: string
  readonly to: string
  readonly on: string
  /** Severity and sentence of each change. */
  readonly changes: readonly (readonly [severity: string, sentence: number])[]
  /** Null where one side sent nothing that can be shown. */
  readonly ends: readonly [before: number, after: number] | null
  /** Which request is shown beside which; null: none. */
  readonly pairs: readonly (readonly [before: number | null, after: number | null])[]
}

/** What the page's script shows when a reader opens it: the differences alone, each distinct exchange once. */
export type PageData = {
  readonly strings: readonly string[]
  readonly exchanges: readonly ShownExchange[]
  readonly ends: readonly ShownEnd[]
  /** By finding, gravest first. */
  readonly findings: Readonly<Record<string, { readonly sdk: string; readonly drifts: readonly ShownDrift[] }>>
}

/** Beyond this a body is cut: a page shows what differs, the report file has the whole. */
const MOST_BODY = 2_000

export const pageData = (report: Report): PageData => {
  const strings = table<string>()
  const exchanges = table<ShownExchange>()
  const ends = table<ShownEnd>()
  const lookup = lookupIn(report)
  const end = remembered(
    (one: MeasuredResult): ShownEnd => ({
      sent: one.exchanges.map((exchange) => exchanges.place(shown(exchange))),
      ended: fullAnswer(one.outcome),
      known: isInferred(one) ? (inferredFrom(one) ?? '') : 'observed',
    }),
  )
  const shownDrift = (drift: Drift): ShownDrift => {
    const names = endNames(drift)
    const [before, after] = endRuns(drift).map(({ version, on }) => lookup(drift, version, on))
    const measured = before?.status === 'measured' && after?.status === 'measured'
    return {
      ...{ id: drift.id, severity: drift.severity, scenario: drift.scenario, gateway: drift.gateway },
      ...{ from: names.from, to: names.to, on: onText(drift) },
      changes: drift.changes.map((change) => [
        change.severity,
        strings.place(
          [sentence(change, names.from, names.to), severityChange(change)].filter((text) => text !== null).join('; '),
        ),
      ]),
      ends: measured ? [ends.place(end(before)), ends.place(end(after))] : null,
      pairs: measured ? sideBySide(before.exchanges, after.exchanges) : [],
    }
  }
  const byFinding = Map.groupBy(report.drifts, ({ finding }) => finding)
  const findings = report.findings.map(({ id, sdk }) => {
    const drifts = (byFinding.get(id) ?? []).toSorted((a, b) => byGravity(a, b) || byName(a, b))
    return [id, { sdk, drifts: drifts.map(shownDrift) }] as const
  })
  return { findings: Object.fromEntries(findings), strings: strings.all, exchanges: exchanges.all, ends: ends.all }
}

/** Values, each once, known by their places. */
const table = <T>() => {
  const all: T[] = []
  const places = new Map<string, number>()
  return {
    all,
    place: (value: T): number => {
      const key = JSON.stringify(value)
      const known = places.get(key)
      if (known !== undefined) return known
      places.set(key, all.length)
      return all.push(value) - 1
    },
  }
}

type Lookup = (drift: Drift, version: string, on: string | undefined) => ScenarioResult | undefined

const lookupIn = ({ runs }: Report): Lookup => {
  const all = new Map(runs.map((run) => [[run.sdk, run.version, run.on].join('\n'), run]))
  return ({ sdk, scenario, gateway }, version, on) =>
    all.get([sdk, version, on].join('\n'))?.scenarios.find((one) => one.id === scenario && one.gateway === gateway)
}

/** Of several runtimes that show the same, what was sent on the first. */
const endRuns = ({ from, to, on }: Drift): readonly { readonly version: string; readonly on: string | undefined }[] =>
  on?.kind === 'between'
    ? [
        { version: from, on: on.from },
        { version: to, on: on.to },
      ]
    : [from, to].map((version) => ({ version, on: on?.runtimes[0] }))

const onText = ({ on, to }: Drift): string => {
  if (on === undefined) return ''
  return on.kind === 'between' ? `at ${to}` : `on ${runtimesIn(on.runtimes)}`
}

/** Each request beside the one it was compared with, in the order of the newer version; what only the older one sent last. */
const sideBySide = rememberedOfTwo(
  (before: readonly WireExchange[], after: readonly WireExchange[]): ShownDrift['pairs'] => {
    const { pairs, removed } = pairRequests(before, after)
    const partner = new Map(pairs.map((pair) => [pair.after, pair.before]))
    return [
      ...after.map((_, index) => [partner.get(index) ?? null, index] as const),
      ...removed.map((index) => [index, null] as const),
    ]
  },
)

const shown = ({ request, response, waited, gaveUpAfter }: WireExchange): ShownExchange => {
  const via = request.via ? ` through the ${request.via}` : ''
  const coding = request.coding ? `its body ${codingText(request.coding)}` : ''
  const times = [waited ? `after a wait of ${waited}` : '', gaveUpAfter ? `given up after ${gaveUpAfter}` : '']
  return {
    line: [`${request.method} ${request.url}${via}`, ...[coding, ...times].filter((text) => text !== '')].join(', '),
    headers: request.headers,
    body: bodyText(request.body),
    answered: `${response.status} by ${response.by}`,
  }
}

const bodyText = (body: unknown): string => {
  if (body === null || body === undefined) return ''
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return text.length > MOST_BODY ? `${text.slice(0, MOST_BODY - 1)}…` : text
}

const byName = (a: Drift, b: Drift): number =>
  a.scenario === b.scenario ? (a.gateway < b.gateway ? -1 : 1) : a.scenario < b.scenario ? -1 : 1
