import { ecosystems } from '../../../ecosystems/index.ts'
import { atMost, counted, listed } from '../../../model/listed.ts'
import type { Range, Replay, ReplayStep, SdkReplayed, Standing, Way, WireRequest } from '../../../model/replay.ts'
import { rolesIn } from '../../../model/role.ts'

/** A part of the answer, before anybody writes it as text, Markdown or HTML. */
export type JudgeSection = { readonly title: string; readonly lines: readonly JudgeLine[] }
export type JudgeLine = {
  readonly text: string
  readonly grade: 'good' | 'bad' | 'plain'
  /** What stands beneath it. */
  readonly below?: readonly string[]
}

export const titleOf = ({ gateways }: Replay): string => {
  const [before, after] = gateways.map(({ name }) => name)
  return after === undefined
    ? `What ${before} says to the requests of each version: replayed, not observed`
    : `Before ${before}, after ${after}: replayed, not observed`
}

export const countsOf = ({ counts, source, notes }: Replay): readonly string[] => [
  `${counted(counts.asked, 'first request')} asked about, from ${source === 'store' ? 'results kept on this machine' : source}. Nothing was sent.`,
  ...some(counts.laterRequests, 'later request', 'left out: an earlier answer had a part in it'),
  ...some(
    counts.notTried,
    'pair of version and scenario',
    'without a kept result: not tried',
    'pairs of version and scenario',
  ),
  ...some(counts.noRequest, 'kept result', 'without a request: the SDK has no words for it, or failed before'),
  ...some(counts.cannotTell, 'request', 'of which nothing can be told'),
  ...some(counts.outdated, 'kept result', 'left out: its scenario or program reads otherwise now'),
  ...some(counts.others, 'kept result', 'left out: of a scenario that was not asked for, or is not for this gateway'),
  ...notes,
]

const some = (count: number, one: string, what: string, many?: string): readonly string[] =>
  count === 0 ? [] : [`${counted(count, one, many)} ${what}.`]

export const sectionsOf = (replay: Replay, table: boolean): readonly JudgeSection[] =>
  replay.sdks.flatMap((sdk) => {
    if (sdk.versions.length === 0)
      return [
        {
          title: nameOf(sdk),
          lines: [plain(`No version of it has a kept result. Measure some first: sdkdrift matrix --sdk ${sdk.sdk}`)],
        },
      ]
    if (table) return replay.gateways.map(({ name }) => tableOf(sdk, name, replay.gateways.length > 1))
    return sdk.beside ? [besideOf(sdk, sdk.beside)] : sdk.gateways.map((one) => changesOf(sdk, one))
  })

const nameOf = ({ sdk, registry, package: name }: SdkReplayed): string =>
  sdk === name ? `${name} on ${ecosystems[registry].name}` : `${sdk} (${name} on ${ecosystems[registry].name})`

const keptOf = ({ versions, withoutResults }: SdkReplayed): string =>
  `${counted(versions.length, 'version')} kept, ${ends({ from: versions[0] ?? '', to: versions.at(-1) ?? '' })}${
    withoutResults === null || withoutResults.length === 0
      ? ''
      : `; ${counted(withoutResults.length, 'published version')} not looked at`
  }`

const ends = ({ from, to }: Pick<Range, 'from' | 'to'>): string => (from === to ? from : `${from} to ${to}`)
const plain = (text: string, below: readonly string[] = []): JudgeLine => ({ text, grade: 'plain', below })

const changesOf = (sdk: SdkReplayed, { scenarios, steps }: SdkReplayed['gateways'][number]): JudgeSection => {
  const alike = Map.groupBy(scenarios, ({ stretches }) => JSON.stringify(stretches))
  return {
    title: `${nameOf(sdk)}: ${keptOf(sdk)}`,
    lines: [
      ...steps.map(stepLine),
      ...[...alike.values()].map((same) => {
        const { stretches = [] } = same[0] ?? {}
        return plain(
          atMost(
            same.map(({ scenario }) => scenario),
            4,
          ),
          stretches.map((one) => `${ends(one)} (${counted(one.versions, 'version')}): ${standingText(one.standing)}`),
        )
      }),
    ],
  }
}

const losesAdmission = ({ before, after }: ReplayStep): boolean => before.kind === 'let-in' && after.kind === 'refused'

/** Which line of a policy document it is that a version no longer passes. */
const placeIn = (by: string): string | null => /^\S+:\d+(?= )/.exec(by)?.[0] ?? null

const stepText = (step: ReplayStep): string => {
  const { from, to, before, after } = step
  const place = losesAdmission(step) ? placeIn(after.by) : null
  return place === null
    ? `${from} ${standingText(before)} → ${to} ${standingText(after)}`
    : `${to} no longer passes ${place}: ${from} ${standingText(before)}, ${to} ${standingText(after)}`
}

const stepLine = (step: ReplayStep): JudgeLine => ({
  text: `${stepText(step)}: ${atMost(step.scenarios, 4)}`,
  grade: step.before.kind === step.after.kind ? 'plain' : step.after.kind === 'refused' ? 'bad' : 'good',
  below: [
    `${step.from} sent ${requestText(step.requests.before)}`,
    `${step.to} sent ${requestText(step.requests.after)}`,
  ],
})

const standingText = (standing: Standing): string => {
  switch (standing.kind) {
    case 'let-in':
      return `let in (${standing.status} by ${standing.by})`
    case 'refused':
      return `refused (${standing.status} by ${standing.by})`
    case 'cannot-tell':
      return `cannot be told: ${standing.why}`
    case 'no-request':
      return `no request: ${standing.why}`
    case 'not-tried':
      return 'not tried: no result is kept'
  }
}

/** A request in short: where to, and what carries a credential. */
const requestText = ({ method, url, headers }: WireRequest): string => {
  const carrying = headers.filter(([, value]) => rolesIn(value).length > 0).map(([name, value]) => `${name}: ${value}`)
  return `${method} ${url} with ${carrying.length > 0 ? listed(carrying) : 'no credential in a field'}`
}

const tableOf = (sdk: SdkReplayed, gateway: string, named: boolean): JudgeSection => ({
  title: `${nameOf(sdk)}${named ? ` behind ${gateway}` : ''}: ${keptOf(sdk)}`,
  lines: [
    ...sdk.ways.filter((way) => way.gateway === gateway).map(wayLine),
    ...sdk.gateways
      .filter((one) => one.gateway === gateway)
      .flatMap(({ steps }) => steps.filter(losesAdmission))
      .map(stepLine),
  ],
})

const wayLine = ({ way, passes, mixed, refused, of, scenarios }: Way): JudgeLine => {
  const rangesText = (ranges: readonly Range[]): string => listed(ranges.map(ends))
  const count = passes.reduce((sum, { versions }) => sum + versions, 0)
  return {
    text: `${way}: ${passes.length > 0 ? `${rangesText(passes)} ${count === 1 ? 'passes' : 'pass'} (${count} of the ${of} kept)` : of === 1 ? 'the one kept does not pass' : `none of the ${of} kept passes`}`,
    grade: passes.length > 0 ? 'good' : 'bad',
    below: [
      ...(mixed.length > 0 ? [`only some of its calls pass: ${rangesText(mixed)}`] : []),
      ...(refused.length > 0 && passes.length > 0 ? [`refused: ${rangesText(refused)}`] : []),
      `seen in ${atMost(scenarios, 4)}`,
    ],
  }
}

const besideOf = (sdk: SdkReplayed, { version, why, scenarios }: NonNullable<SdkReplayed['beside']>): JudgeSection => {
  const of = (change: (typeof scenarios)[number]['change']) => scenarios.filter((one) => one.change === change)
  const told = (change: 'locked-out' | 'let-in-anew' | 'other-rule', words: string, grade: JudgeLine['grade']) =>
    [...Map.groupBy(of(change), ({ before, after }) => `${standingText(before)} → ${standingText(after)}`)].map(
      ([text, same]): JudgeLine => ({
        text: `${words}: ${atMost(
          same.map(({ scenario }) => scenario),
          6,
        )}`,
        grade,
        below: [text, ...same.slice(0, 1).flatMap(({ request }) => (request ? [requestText(request)] : []))],
      }),
    )
  const same = of('same').length
  const unknown = of('cannot-tell').length
  return {
    title: `${nameOf(sdk)} ${version}, ${why === 'lockfile' ? 'which this project has locked' : 'the newest of those kept'}`,
    lines: [
      ...told('locked-out', 'locked out', 'bad'),
      ...told('let-in-anew', 'let in anew', 'good'),
      ...told('other-rule', 'answered by another rule', 'plain'),
      ...(same > 0 ? [plain(`${counted(same, 'scenario')}: the same answer before and after`)] : []),
      ...(unknown > 0
        ? [plain(`${counted(unknown, 'scenario')}: cannot be told, or was never kept at this version`)]
        : []),
    ],
  }
}
