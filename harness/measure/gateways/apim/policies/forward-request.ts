import { attributeTruth } from '../attribute.ts'
import { PolicyError, type PolicyKind } from '../policy.ts'
import { ANY, BOOLEAN, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

/** Asks the backend with the request as it is by now. How long that may take is of no matter here: it answers at once. */
export const forwardRequest: PolicyKind = {
  name: 'forward-request',
  // A document may retry it from elsewhere; the vendor's page names the backend section alone.
  sections: ['backend'],
  source: 'https://learn.microsoft.com/azure/api-management/forward-request-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        'http-version': { oneOf: ['1', '2', '2or1'] },
        timeout: ANY,
        'timeout-ms': ANY,
        'continue-timeout': ANY,
        'follow-redirects': BOOLEAN,
        'buffer-request-body': BOOLEAN,
        'buffer-response': BOOLEAN,
        'fail-on-error-status-code': BOOLEAN,
      },
    }),
  compile:
    (element, { forward }) =>
    async (exchange) => {
      const response = await forward(exchange)
      exchange.response = response
      const { status } = response
      trace(exchange, element, `${exchange.request.method} ${exchange.request.url.href}: ${status}`)
      if (status >= 400 && attributeTruth(element, 'fail-on-error-status-code', exchange, false))
        throw new PolicyError(element, {
          reason: 'BackendConnectionFailure',
          message: `The backend answered ${status}.`,
          status,
          answer: response,
          why: `the backend answered ${status}`,
        })
      return { kind: 'next' }
    },
}
