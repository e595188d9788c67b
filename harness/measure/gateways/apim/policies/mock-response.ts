import { atLine } from '../../../../model/policy-document.ts'
import { attributeText } from '../attribute.ts'
import { setField } from '../fields.ts'
import { blankResponse } from '../messages.ts'
import type { PolicyKind } from '../policy.ts'
import { ANY, LITERAL, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'
import { statusIn } from './set-status.ts'

export const mockResponse: PolicyKind = {
  name: 'mock-response',
  sections: ['inbound', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/mock-response-policy',
  standing: () => ({
    kind: 'adapted',
    why: "the API's examples and schemas are not part of the document: the answer has no body",
  }),
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        'status-code': { whole: { least: 100, most: 999 }, literal: true },
        'content-type': LITERAL,
        index: ANY,
      },
    }),
  compile: (element) => (exchange) => {
    const response = blankResponse(statusIn(element, 'status-code', exchange))
    const type = attributeText(element, 'content-type', exchange)
    if (type) setField(response.fields, 'Content-Type', [type])
    trace(exchange, element, `answered ${response.status}`)
    return { kind: 'answer', response, by: `${atLine(element.spot)} mock-response` }
  },
}
