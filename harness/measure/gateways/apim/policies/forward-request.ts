import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeTruth, literalOf } from '../attribute.ts'
import { heldBack } from '../pieces.ts'
import { PolicyError, type PolicyFault, type PolicyKind } from '../policy.ts'
import { BOOLEAN, shapeFaults, TIME } from '../shape.ts'
import { trace } from '../trace.ts'

/** Bytes that are held back unless `buffer-response` is false: the vendor's page says 8 KB. */
const BUFFER = 8192

/** Asks the backend with the request as it is by now. How long that may take is of no matter here: it answers at once. */
export const forwardRequest: PolicyKind = {
  name: 'forward-request',
  // A document may retry it from elsewhere; the vendor's page names the backend section alone.
  sections: ['backend'],
  source: 'https://learn.microsoft.com/azure/api-management/forward-request-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => [
    ...shapeFaults(element, {
      attributes: {
        'http-version': { oneOf: ['1', '2', '2or1'] },
        timeout: TIME,
        'timeout-ms': TIME,
        'continue-timeout': TIME,
        'follow-redirects': BOOLEAN,
        'buffer-request-body': BOOLEAN,
        'buffer-response': { ...BOOLEAN, literal: true },
        'fail-on-error-status-code': { ...BOOLEAN, literal: true },
      },
    }),
    ...twoTimes(element),
  ],
  compile:
    (element, { forward }) =>
    async (exchange) => {
      const response = await forward(exchange)
      exchange.response = response
      if (response.body && literalOf(element, 'buffer-response')?.trim().toLowerCase() !== 'false')
        heldBack(response.body, BUFFER)
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

const twoTimes = ({ spot, name, attributes }: PolicyElement): readonly PolicyFault[] =>
  attributes['timeout'] && attributes['timeout-ms']
    ? [{ spot, what: `<${name}> has both "timeout" and "timeout-ms".` }]
    : []
