import type { Outcome } from '../../model/capture.ts'
import { RECORDED } from '../../model/recording.ts'
import type { Difference, ScenarioResult, Wire, WireExchange } from '../../model/report.ts'
import { addressKey, pairRequests } from '../../model/request-pairs.ts'
import { diffOutcomes } from '../diff/diff-outcomes.ts'
import { diffWires } from '../diff/diff-wires.ts'
import { type RawDrift, rawDrift } from '../verdict/compare-runs.ts'
import type { Scale } from '../verdict/rules.ts'

/** What stands for a scenario: requests of two recordings that were paired, or one that only one of them has. */
export type Compared = {
  /** By request, in the order of the newer recording; those of the older one alone last. */
  readonly before: readonly ScenarioResult[]
  readonly after: readonly ScenarioResult[]
  readonly drifts: readonly RawDrift[]
}

/**
 * Compares two recordings as two versions are: each request with its own, and each pair is told as a scenario is, so that a
 * field that changed in all of them is one finding.
 * @param ends what the two are called
 */
export const compareRecordings = (
  one: Pick<Wire, 'exchanges'>,
  other: Pick<Wire, 'exchanges'>,
  ends: { readonly from: string; readonly to: string },
  scale: Scale,
): Compared => {
  const [a, b] = [one.exchanges, other.exchanges]
  const { pairs, removed } = pairRequests(a, b)
  const names = namesOf(a, b)
  const nameAfter = (index: number): string => names.after[index] ?? ALL
  const nameBefore = (index: number): string => {
    const pair = pairs.find(({ before }) => before === index)
    return pair ? nameAfter(pair.after) : (names.before[index] ?? ALL)
  }
  const unanswered = { outcome: { kind: 'response', status: 0 } } as const
  const changes = [
    ...diffWires({ ...unanswered, exchanges: a }, { ...unanswered, exchanges: b }),
    ...pairs.flatMap(({ before, after }) => answersOf(a[before], b[after], after)),
  ]
  const byName = Map.groupBy(changes, (change) =>
    change.kind === 'request-count' ? ALL : (isOfBefore(change) ? nameBefore : nameAfter)(change.request),
  )
  const step = { sdk: scale.sdk, gateway: RECORDED, ...ends }
  return {
    before: [...pairs.map(({ before }) => before), ...removed].flatMap((index) =>
      resultOf(nameBefore(index), a[index]),
    ),
    after: b.flatMap((exchange, index) => resultOf(nameAfter(index), exchange)),
    drifts: [...byName].map(([scenario, own]) => rawDrift({ ...step, scenario }, own, b, scale)),
  }
}

/** What concerns no single request. */
const ALL = 'all requests'

/** Numbered by the older side: what only that one has. */
const isOfBefore = ({ kind }: Difference): boolean => kind === 'request-removed' || kind === 'credential-withheld'

const answersOf = (
  before: WireExchange | undefined,
  after: WireExchange | undefined,
  request: number,
): readonly Difference[] =>
  before && after
    ? diffOutcomes({ outcome: outcomeOf(before) }, { outcome: outcomeOf(after) }).map((change) => ({
        ...change,
        request,
      }))
    : []

/** Blocked, cancelled, or the recording ended before. */
const NO_ANSWER: Outcome = { kind: 'error', name: 'NoAnswer', message: 'no answer was recorded' }

const outcomeOf = ({ response: { status } }: WireExchange): Outcome =>
  status === 0 ? NO_ANSWER : { kind: 'response', status }

const resultOf = (id: string, exchange: WireExchange | undefined): readonly ScenarioResult[] =>
  exchange ? [{ id, gateway: RECORDED, status: 'measured', outcome: outcomeOf(exchange), exchanges: [exchange] }] : []

/** `POST /v1/chat`, with the host where there are several, and a number where it is not the first of its name. */
const namesOf = (a: readonly WireExchange[], b: readonly WireExchange[]) => {
  const hosts = new Set([...a, ...b].map(({ request }) => new URL(request.url).origin))
  const named = (all: readonly WireExchange[], taken: Map<string, number>): readonly string[] =>
    all.map((exchange) => {
      const key = addressKey(exchange)
      const name = hosts.size > 1 ? key : key.replace(/^(\S+ )\w+:\/\/[^/]*/, '$1')
      const time = (taken.get(name) ?? 0) + 1
      taken.set(name, time)
      return time > 1 ? `${name} (${time})` : name
    })
  const taken = new Map<string, number>()
  return { after: named(b, taken), before: named(a, taken) }
}
