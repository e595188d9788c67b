import type { RequestHandler } from 'msw'
import { atLine, type PolicyDocument } from '../../../model/policy-document.ts'
import type { PolicySettings } from '../../../model/policy-settings.ts'
import { type Asked, everyRequest } from '../every-request.ts'
import type { GatewayContext } from '../gateway.ts'
import { failed, notTold, responseTo } from './answer-of-error.ts'
import { byOf, ruleName, sayBy } from './answering.ts'
import { backendOf } from './ask-backend.ts'
import { beginAnyway, beginExchange } from './begin-exchange.ts'
import { checkSubscription } from './check-subscription.ts'
import { compilerOf } from './compile.ts'
import type { GatewayExchange, LastError, ResponseMessage, Trace } from './exchange.ts'
import { fieldsOf } from './fields.ts'
import { lastErrorOf, pathsOf, scopeOf } from './last-error.ts'
import { MANAGED_IDENTITY } from './managed-identity.ts'
import { blankResponse, errorResponse, toResponse } from './messages.ts'
import { policyKinds } from './policies/index.ts'
import { PolicyError } from './policy.ts'
import { isPreflight } from './preflight.ts'
import { settledSettings } from './settled-settings.ts'
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
  return [everyRequest(run)]
}

/**
 * One request's way, in API Management's order: the operation, the subscription key, inbound, the backend, outbound; what
 * fails goes to on-error. https://learn.microsoft.com/azure/api-management/api-management-howto-policies
 */
const documentRunner = (
  document: PolicyDocument,
  given: PolicySettings,
  context: GatewayContext,
  { now, onTrace }: DocumentOptions,
): ((request: Asked) => Promise<Response>) => {
  const settings = settledSettings(given, context.settings)
  const asked = new WeakMap<GatewayExchange, Told['asked'][number][]>()
  const ask = backendOf(settings, context)
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
  // What no operation fits is of no API: its own on-error, and its product's, hear nothing of it.
  const ofAllApis = compileAll(document['on-error'].filter((element) => scopeOf(element) === 'global'))
  const preflights = document.inbound.filter(({ name }) => name === 'cors')
  const atPreflight = compileAll(preflights)
  const subscription = checkSubscription(settings, context)

  const answered = async (exchange: GatewayExchange): Promise<ResponseMessage> => {
    const [first] = preflights
    const isAsking = first !== undefined && isPreflight(exchange.request) && exchange.operation?.method !== 'OPTIONS'
    const refusal = isAsking ? null : subscription(exchange)
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
  const settled = async (exchange: GatewayExchange, isKnown: boolean): Promise<ResponseMessage> => {
    const response = await (isKnown
      ? answered(exchange)
      : failed(
          exchange,
          ofAllApis,
          NO_OPERATION,
          sayBy(errorResponse(404, { message: 'Resource not found' }), NO_ROUTE),
        ))
    exchange.response = response
    for (const act of exchange.onAnswer) act(response)
    return response
  }

  const authority = { origin: originOf(context.authority.openidConfigUrl), told: 'http://authority' }
  let count = 0
  return async (request) => {
    count += 1
    const id = `5dd71f70-0000-4000-8000-${count.toString(16).padStart(12, '0')}`
    const { method, url } = request
    // No operation is declared for what a browser asks beforehand.
    const isAsking = preflights.length > 0 && isPreflight({ method, fields: fieldsOf(request.headers) })
    const known = await beginExchange(request, { settings, id, now })
    const begun = known ?? (await beginAnyway(request, { settings, id, now }))
    if (onTrace) asked.set(begun, [])
    const response = await settled(begun, known !== null || isAsking).catch((error: unknown) => notTold(error))
    const by = ruleName(byOf(response) ?? 'backend', [authority, { origin: originOf(url), told: 'http://gateway' }])
    onTrace?.({ id, method, url, status: response.status, by, traces: begun.traces, asked: asked.get(begun) ?? [] })
    return toResponse(response, by)
  }
}

const NO_ROUTE = 'route: none'

/** https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies#predefined-errors-for-built-in-steps */
const NO_OPERATION: LastError = {
  source: 'configuration',
  reason: 'OperationNotFound',
  message: 'Unable to match incoming request to an operation.',
  scope: 'global',
  section: 'inbound',
  path: '',
  policyId: '',
}

const originOf = (url: string): string => /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0] ?? url
