import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeNumber, attributeTruth } from '../attribute.ts'
import type { GatewayExchange } from '../exchange.ts'
import { EvaluationError } from '../expressions/evaluate.ts'
import { type Flow, PolicyError, type PolicyKind, type Step } from '../policy.ts'
import { BOOLEAN, REQUIRED, shapeFaults, TIME } from '../shape.ts'
import { trace } from '../trace.ts'

/** Of the vendor's page. What an expression comes to is held to it too: no document keeps a run for ever. */
const MOST = 50

/** What is enclosed, once, and again while the condition is true. Nobody waits between: the time of a test is not the gateway's. */
export const retry: PolicyKind = {
  name: 'retry',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/retry-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        condition: REQUIRED,
        count: { required: true, whole: { least: 1, most: MOST } },
        interval: { ...TIME, required: true },
        'max-interval': TIME,
        delta: TIME,
        'first-fast-retry': BOOLEAN,
      },
      children: 'any',
    }),
  inner: ({ children }) => children,
  compile: (element, { compileAll }) => {
    const step = compileAll(element.children)
    return async (exchange) => {
      const most = Math.min(MOST, Math.max(0, attributeNumber(element, 'count', exchange, 0)))
      for (let again = 0; ; again += 1) {
        const outcome = await outcomeOf(step, exchange)
        if (!(outcome instanceof PolicyError) && outcome.kind === 'answer') return outcome
        if (again < most && isWanted(element, exchange, outcome)) continue
        trace(exchange, element, again === 0 ? 'no retry' : `${again} retries, without the wait between them`)
        if (outcome instanceof PolicyError) throw outcome
        return outcome
      }
    }
  },
}

/** What failed within is tried again like what answered badly (a connection that dropped, as the vendor's page has it). */
const outcomeOf = async (step: Step, exchange: GatewayExchange): Promise<Flow | PolicyError> => {
  try {
    return await step(exchange)
  } catch (error) {
    if (error instanceof PolicyError) return error
    throw error
  }
}

/** A condition that asks for an answer which never came is not why the request fails. */
const isWanted = (element: PolicyElement, exchange: GatewayExchange, outcome: Flow | PolicyError): boolean => {
  try {
    return attributeTruth(element, 'condition', exchange, false)
  } catch (error) {
    if (outcome instanceof PolicyError && error instanceof EvaluationError) return false
    throw error
  }
}
