import { columns } from '../../../columns.ts'
import type { Outcome } from '../../../model/capture.ts'
import { lateText } from '../../../model/gap.ts'
import { listed } from '../../../model/listed.ts'
import type { MeasuredResult, RunResult, ScenarioResult, WireExchange } from '../../../model/report.ts'
import { fullAnswer } from '../../words/answer.ts'
import { codingText } from '../../words/coding-text.ts'
import { inSight } from '../../words/in-sight.ts'
import { inferredFrom } from '../../words/inferred-from.ts'
import { clean } from '../../words/plain.ts'
import { pad } from '../parts/wrap.ts'
import { aPage, type Page } from '../report/terminal/page.ts'

export type ShowOptions = {
  readonly colour: boolean
  /** What the scenario looks like in the SDK's own language. */
  readonly sourceText?: string
}

/**
 * One scenario as it was captured behind some gateways: the source text, then each distinct request once as it stood on the
 * wire (order, case and repeats kept, credentials as their roles), who answered what, and how the SDK ended. Several
 * gateways before which the SDK sent the same are a table of answers beneath it.
 * @param results of one scenario
 */
export const show = (run: RunResult, results: readonly ScenarioResult[], options: ShowOptions): string => {
  const page = aPage({ colour: options.colour, width: 120 })
  const source = options.sourceText ? [indented(options.sourceText.trimEnd())] : []
  const groups = [...Map.groupBy(results, sentText).values()]
  const parts = groups.flatMap((group, at) => {
    const [first] = group
    if (!first) return []
    const inferred = group.length === 1 ? inferredFrom(first) : null
    const how = inferred === null ? [] : [page.c.dim(inferred)]
    return [title(page, run, group), ...how, ...(at === 0 ? source : []), ...body(page, first, group)]
  })
  return `${parts.join('\n\n')}\n`
}

const title = ({ c }: Page, run: RunResult, group: readonly ScenarioResult[]): string => {
  const beside = Object.entries(run.with ?? {}).map(([name, version]) => `${name} ${version}`)
  const gateways = listed(group.map(({ gateway }) => gateway))
  return `${c.bold(`${run.sdk} ${run.version}`)}${beside.length > 0 ? ` with ${listed(beside)}` : ''}  ${group[0]?.id ?? ''} behind ${gateways}  ${c.dim(run.runtime)}`
}

/** Results with the same text differ in their answers alone. */
const sentText = (result: ScenarioResult): string =>
  JSON.stringify(
    result.status === 'measured'
      ? result.exchanges.map(({ request, waited, gaveUpAfter }) => [request, waited, gaveUpAfter])
      : result.status === 'unsupported'
        ? [result.status, result.reason]
        : result,
  )

const body = (page: Page, first: ScenarioResult, group: readonly ScenarioResult[]): string[] => {
  const { c } = page
  if (first.status !== 'measured') return [`${c.yellow(first.status)}: ${inSight(first.reason)}`]
  const { exchanges } = first
  const alone = group.length === 1
  return [
    ...(exchanges.length === 0 ? [c.dim('No request left the process.')] : []),
    ...exchanges.map((exchange, index) => told(page, exchange, exchanges.length > 1 ? index : null, alone)),
    (alone ? ends(page, first) : answersTable(page, group)).join('\n'),
  ]
}

const ends = (page: Page, { outcome, calls = [], late }: MeasuredResult): string[] => [
  ...calls.map((call, index) => `${page.c.bold(`call ${index + 1}`)}  ${ended(page, call)}`),
  `${page.c.bold('outcome')}  ${ended(page, outcome)}`,
  ...(late ? [`${page.c.yellow('late')}  ${lateText(late)}`] : []),
]

/** A row a gateway: what it answered to each request, by which rule; beneath it how the SDK ended. */
const answersTable = (page: Page, group: readonly ScenarioResult[]): string[] => {
  const { c } = page
  const widest = Math.max(...group.map(({ gateway }) => columns(gateway)))
  return group.flatMap((result) => {
    if (result.status !== 'measured') return []
    const answered = result.exchanges.map(({ response }) => `${statusText(page, response)} by ${clean(response.by)}`)
    const how = 'inferred' in result ? c.dim(`  inferred from ${result.inferred.gateway}`) : ''
    const ended = ends(page, result).map((line) => `${' '.repeat(widest + 2)}${line}`)
    return [`${pad(c.bold(clean(result.gateway)), widest)}  ${answered.join(', ') || 'not asked'}${how}`, ...ended]
  })
}

const statusText = ({ c }: Page, { status }: WireExchange['response']): string =>
  status < 400 ? c.green(String(status)) : c.red(String(status))

const ended = ({ c }: Page, outcome: Outcome): string => {
  const message = outcome.kind === 'error' ? `: ${inSight(outcome.message)}` : ''
  return `${outcome.kind === 'response' ? c.green(fullAnswer(outcome)) : c.red(fullAnswer(outcome))}${message}`
}

/** @param withAnswer told beneath it, where there is one alone */
const told = (page: Page, exchange: WireExchange, attempt: number | null, withAnswer: boolean): string => {
  const { c } = page
  const { request, response, waited, gaveUpAfter } = exchange
  return [
    ...(attempt === null ? [] : [c.dim(`attempt ${attempt + 1}`)]),
    ...(waited === undefined ? [] : [`${c.bold('waited')} ${clean(waited)}`]),
    `${c.bold(clean(request.method))} ${clean(request.url)}${request.via ? ` through the ${request.via}` : ''}`,
    ...request.headers.map(([name, value]) => `${c.cyan(clean(name))}: ${clean(value)}`),
    ...(request.coding ? ['', c.dim(`Its body ${codingText(request.coding)}.`)] : []),
    ...(request.body === null || request.body === undefined ? [] : ['', bodyText(request.body)]),
    ...(withAnswer ? ['', `${c.bold('answered')} ${statusText(page, response)} by ${clean(response.by)}`] : []),
    ...(gaveUpAfter === undefined ? [] : [`${c.bold('gave up')} after ${clean(gaveUpAfter)}`]),
  ]
    .map((line) => (line === '' ? '' : indented(line)))
    .join('\n')
}

const bodyText = (value: unknown): string => inSight(typeof value === 'string' ? value : JSON.stringify(value, null, 2))

const indented = (text: string): string => text.replaceAll(/^(?=.)/gmu, '  ')
