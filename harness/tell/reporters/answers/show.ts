import type { Outcome } from '../../../model/capture.ts'
import { listed } from '../../../model/listed.ts'
import type { RunResult, ScenarioResult, WireExchange } from '../../../model/report.ts'
import { fullAnswer } from '../../words/answer.ts'
import { inferredFrom } from '../../words/inferred-from.ts'
import { clean } from '../../words/plain.ts'
import { aPage, type Page } from '../report/terminal/page.ts'

export type ShowOptions = {
  readonly colour: boolean
  /** What the scenario looks like in the SDK's own language. */
  readonly sourceText?: string
}

/**
 * One scenario as it was captured: the source text, then each request as it stood on the wire (order, case and repeats
 * kept, credentials as their roles), what the gateway answered and by which rule, and how the SDK ended.
 */
export const show = (run: RunResult, scenario: ScenarioResult, options: ShowOptions): string => {
  const page = aPage({ colour: options.colour, width: 120 })
  const { c } = page
  const beside = Object.entries(run.with ?? {}).map(([name, version]) => `${name} ${version}`)
  const title = `${c.bold(`${run.sdk} ${run.version}`)}${beside.length > 0 ? ` with ${listed(beside)}` : ''}  ${scenario.id} behind ${scenario.gateway}  ${c.dim(run.runtime)}`
  const source = options.sourceText ? [indented(options.sourceText.trimEnd())] : []
  const inferred = inferredFrom(scenario)
  const how = inferred === null ? [] : [page.c.dim(inferred)]
  return `${[title, ...how, ...source, ...body(page, scenario)].join('\n\n')}\n`
}

const body = (page: Page, scenario: ScenarioResult): string[] => {
  const { c } = page
  if (scenario.status !== 'measured') return [`${c.yellow(scenario.status)}: ${safe(scenario.reason)}`]
  const { exchanges, outcome, calls = [] } = scenario
  return [
    ...(exchanges.length === 0 ? [c.dim('No request left the process.')] : []),
    ...exchanges.map((exchange, index) => told(page, exchange, exchanges.length > 1 ? index : null)),
    [
      ...calls.map((call, index) => `${c.bold(`call ${index + 1}`)}  ${ended(page, call)}`),
      `${c.bold('outcome')}  ${ended(page, outcome)}`,
    ].join('\n'),
  ]
}

const ended = ({ c }: Page, outcome: Outcome): string => {
  const message = outcome.kind === 'error' ? `: ${safe(outcome.message)}` : ''
  return `${outcome.kind === 'response' ? c.green(fullAnswer(outcome)) : c.red(fullAnswer(outcome))}${message}`
}

const told = ({ c }: Page, exchange: WireExchange, attempt: number | null): string => {
  const { request, response, waited, gaveUpAfter } = exchange
  const status = response.status < 400 ? c.green(String(response.status)) : c.red(String(response.status))
  return [
    ...(attempt === null ? [] : [c.dim(`attempt ${attempt + 1}`)]),
    ...(waited === undefined ? [] : [`${c.bold('waited')} ${clean(waited)}`]),
    `${c.bold(clean(request.method))} ${clean(request.url)}${request.via ? ` through the ${request.via}` : ''}`,
    ...request.headers.map(([name, value]) => `${c.cyan(clean(name))}: ${clean(value)}`),
    ...(request.body === null || request.body === undefined ? [] : ['', bodyText(request.body)]),
    '',
    `${c.bold('answered')} ${status} by ${clean(response.by)}`,
    ...(gaveUpAfter === undefined ? [] : [`${c.bold('gave up')} after ${clean(gaveUpAfter)}`]),
  ]
    .map((line) => (line === '' ? '' : indented(line)))
    .join('\n')
}

const bodyText = (value: unknown): string => safe(typeof value === 'string' ? value : JSON.stringify(value, null, 2))

/** Line breaks and tabs stay, other control characters go. */
const safe = (text: string): string => text.replaceAll(/[^\P{Cc}\n\t]/gu, '')
const indented = (text: string): string => text.replaceAll(/^(?=.)/gmu, '  ')
