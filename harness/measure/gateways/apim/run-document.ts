import type { RequestHandler } from 'msw'
import { atLine, type PolicyDocument } from '../../../model/policy-document.ts'
import type { PolicySettings } from '../../../model/policy-settings.ts'
import { answer } from '../answered-by.ts'
import type { GatewayContext } from '../gateway.ts'
import { msw } from '../msw.ts'
import { byOf, ruleName, sayBy } from './answering.ts'
import { backendOf } from './ask-backend.ts'
import { beginExchange } from './begin-exchange.ts'
import { checkSubscription } from './check-subscription.ts'
import { compilerOf } from './compile.ts'
import type { GatewayExchange, LastError, ResponseMessage, Trace } from './exchange.ts'
import { EvaluationError } from './expressions/evaluate.ts'
import { fieldsOf } from './fields.ts'
import { lastErrorOf, pathsOf } from './last-error.ts'
import { MANAGED_IDENTITY } from './managed-identity.ts'
import { blankResponse, errorResponse, isAnswerable, toResponse } from './messages.ts'
import { policyKinds } from './policies/index.ts'
import { CannotTell, PolicyError, type Step } from './policy.ts'
import { isPreflight } from './preflight.ts'
import { type Shown, shownIn } from './shown-credentials.ts'
import { stubbed } from './stubs.ts'

/** What became of one request. */
export type Told = {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly status: number
  /** The rule that answered. */
  readonly by: string
  readonly traces: readonly Trace[]
  /** What the backend was asked, each time, and which of the run's credentials stood in it: none of the caller's, where the document puts its own there. */
  readonly asked: readonly { readonly method: string; readonly url: string; readonly credentials: readonly Shown[] }[]
}

export type DocumentOptions = {
  readonly now: () => Date
  readonly onTrace?: (told: Told) => void
}

/** A policy document as a gateway. */
export const documentHandlers = (
  document: PolicyDocument,
  settings: PolicySettings,
  context: GatewayContext,
  options: DocumentOptions,
): RequestHandler[] => {
  const run = documentRunner(document, settings, context, options)
  return [msw().http.all('*', ({ request }) => run(request))]
}

/**
 * One request's way, in API Management's order: the operation, the subscription key, inbound, the backend, outbound; what
 * fails goes to on-error. https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 */
const documentRunner = (
  document: PolicyDocument,
  settings: PolicySettings,
  context: GatewayContext,
  { now, onTrace }: DocumentOptions,
): ((request: Request) => Promise<Response>) => {
  const asked = new WeakMap<GatewayExchange, Told['asked'][number][]>()
  const ask = backendOf(settings.backend, context)
  const forward = (exchange: GatewayExchange): Promise<ResponseMessage> => {
    const { method, url, fields } = exchange.request
    if (onTrace)
      asked.get(exchange)?.push({ method, url: url.href, credentials: shownIn(fields, context, [MANAGED_IDENTITY]) })
    return ask(exchange)
  }
  const tools = { context, memory: new Map<string, unknown>(), forward, ask: stubbed(settings) }
  const compileAll = compilerOf(policyKinds, (compile) => ({ ...tools, compileAll: compile }))()
  const paths = pathsOf(document)
  const sections = (['inbound', 'backend', 'outbound'] as const).map((name) => ({
    name,
    step: compileAll(document[name]),
  }))
  const onError = compileAll(document['on-error'])
  const preflights = document.inbound.filter(({ name }) => name === 'cors')
  const atPreflight = compileAll(preflights)
  const subscription = checkSubscription(settings, context)

  const answered = async (request: Request, exchange: GatewayExchange): Promise<ResponseMessage> => {
    const [first] = preflights
    const isAsking = first !== undefined && isPreflight(exchange.request) && exchange.operation?.method !== 'OPTIONS'
    const refusal = isAsking ? null : await subscription(request, exchange)
    if (refusal) return failed(exchange, onError, refusal.error, refusal.response)
    try {
      if (isAsking) {
        // Of the whole document these alone are asked, and a browser gets its answer from them.
        const flow = await atPreflight(exchange)
        const by = `${atLine(first.spot)} cors`
        return flow.kind === 'answer' ? sayBy(flow.response, flow.by) : sayBy(blankResponse(200), by)
      }
      for (const { name, step } of sections) {
        exchange.section = name
        const flow = await step(exchange)
        if (flow.kind === 'answer') return byOf(flow.response) ? flow.response : sayBy(flow.response, flow.by)
        if (name === 'backend' && exchange.response) for (const act of exchange.onceAnswered) act(exchange.response)
      }
      return exchange.response ?? sayBy(blankResponse(200), 'no forward-request')
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error
      return failed(exchange, onError, lastErrorOf(error, exchange, paths), responseTo(error, exchange))
    }
  }

  /** What a policy had left to do for the answer (fields that it adds, what it counts by) belongs to it. */
  const settled = async (request: Request, exchange: GatewayExchange): Promise<ResponseMessage> => {
    const response = await answered(request, exchange)
    exchange.response = response
    for (const act of exchange.onAnswer) act(response)
    return response
  }

  let count = 0
  return async (request) => {
    count += 1
    const id = `5dd71f70-0000-4000-8000-${count.toString(16).padStart(12, '0')}`
    const { method, url } = request
    // No operation is declared for what a browser asks beforehand.
    const isAsking = preflights.length > 0 && isPreflight({ method, fields: fieldsOf(request.headers) })
    const begun =
      (await beginExchange(request, { settings, id, now })) ??
      (isAsking ? await beginExchange(request, { settings: { ...settings, operations: [] }, id, now }) : null)
    if (!begun) return answer('route: none', 404, { statusCode: 404, message: 'Resource not found' })
    asked.set(begun, [])
    const response = await settled(request, begun).catch((error: unknown) => notTold(error))
    const by = ruleName(byOf(response) ?? 'backend')
    onTrace?.({ id, method, url, status: response.status, by, traces: begun.traces, asked: asked.get(begun) ?? [] })
    return toResponse(response)
  }
}

/** on-error has the last word; where it says nothing, the answer of the error stands. By whom it is stays: the rule that failed. */
const failed = async (
  exchange: GatewayExchange,
  onError: Step,
  error: LastError,
  response: ResponseMessage,
): Promise<ResponseMessage> => {
  const by = byOf(response) ?? error.source
  exchange.lastError = error
  exchange.response = response
  exchange.section = 'on-error'
  try {
    const flow = await onError(exchange)
    return sayBy(flow.kind === 'answer' ? flow.response : (exchange.response ?? response), by)
  } catch (again) {
    if (!(again instanceof PolicyError)) throw again
    return responseTo(again, exchange)
  }
}

const responseTo = (
  { element, status, told, fields, why, answer: own }: PolicyError,
  { id }: GatewayExchange,
): ResponseMessage => {
  const by = `${atLine(element.spot)} ${element.name}: ${why}`
  if (!isAnswerable(status)) throw new CannotTell(element.spot, `${element.name} refuses with the status ${status}`)
  const body = status === 500 ? { message: told, activityId: id } : { message: told }
  return sayBy(own ?? errorResponse(status, body, fields), by)
}

/** Never let in, and never taken for a refusal of the document's. */
const notTold = (error: unknown): ResponseMessage => {
  if (!(error instanceof CannotTell || error instanceof EvaluationError)) throw error
  const by = `${atLine(error.spot)} cannot tell: ${error.message}`
  return sayBy(errorResponse(500, { message: by }), by)
}
