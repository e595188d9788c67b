import { attributeText, attributeTruth, literalOf } from '../attribute.ts'
import { convertBody } from '../convert-body.ts'
import { jsonOfXml } from '../json-of-xml.ts'
import type { PolicyKind } from '../policy.ts'
import { BOOLEAN, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

export const xmlToJson: PolicyKind = {
  name: 'xml-to-json',
  sections: ['inbound', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/xml-to-json-policy',
  standing: (element) =>
    literalOf(element, 'kind') === 'direct'
      ? { kind: 'enforced' }
      : { kind: 'adapted', why: 'the vendor does not write down what "javascript-friendly" looks like' },
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        kind: { required: true, oneOf: ['javascript-friendly', 'direct'] },
        apply: { required: true, oneOf: ['always', 'content-type-xml'] },
        'consider-accept-header': BOOLEAN,
        'always-array-child-elements': BOOLEAN,
      },
    }),
  compile: (element) => (exchange) => {
    const form = attributeText(element, 'kind', exchange)?.trim() === 'direct' ? 'direct' : 'friendly'
    const lists = attributeTruth(element, 'always-array-child-elements', exchange, false)
    const convert = (text: string): string => jsonOfXml(text, form, lists)
    trace(exchange, element, convertBody(element, exchange, { from: 'xml', to: 'json', convert }))
    return { kind: 'next' }
  },
}
