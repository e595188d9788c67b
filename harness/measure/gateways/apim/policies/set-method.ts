import { textOf } from '../expressions/evaluate.ts'
import { PolicyError, type PolicyKind } from '../policy.ts'
import { shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

export const setMethod: PolicyKind = {
  name: 'set-method',
  sections: ['inbound', 'backend', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/set-method-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => shapeFaults(element, { text: 'must' }),
  compile: (element) => (exchange) => {
    const method = element.text ? textOf(element.text, exchange).trim().toUpperCase() : ''
    if (!METHOD.test(method) || UNSENT.has(method))
      throw new PolicyError(element, {
        reason: 'ExpressionValueEvaluationFailure',
        message: `The method "${method}" is none.`,
        status: 500,
        told: 'Internal server error',
      })
    exchange.request.method = method
    trace(exchange, element, `the method is ${exchange.request.method}`)
    return { kind: 'next' }
  },
}

/** RFC 9110, section 9.1. */
const METHOD = /^[!#$%&'*+.^_`|~0-9A-Z-]+$/

/** https://fetch.spec.whatwg.org/#forbidden-method */
const UNSENT: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK'])
