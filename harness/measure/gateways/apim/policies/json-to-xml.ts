import { attributeText, literalOf } from '../attribute.ts'
import { convertBody } from '../convert-body.ts'
import type { PolicyKind } from '../policy.ts'
import { ANY, BOOLEAN, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'
import { xmlOfJson } from '../xml-of-json.ts'

export const jsonToXml: PolicyKind = {
  name: 'json-to-xml',
  sections: ['inbound', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/json-to-xml-policy',
  standing: (element) =>
    literalOf(element, 'namespace-separator') === ':'
      ? { kind: 'enforced' }
      : {
          kind: 'adapted',
          why: `a name keeps its "${literalOf(element, 'namespace-separator') ?? '_'}": which of them separate a namespace is not written down`,
        },
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        apply: { required: true, oneOf: ['always', 'content-type-json'] },
        'consider-accept-header': BOOLEAN,
        'parse-date': { ...BOOLEAN, literal: true },
        'namespace-separator': ANY,
        'namespace-prefix': ANY,
        'attribute-block-name': ANY,
      },
    }),
  compile: (element) => (exchange) => {
    const names = {
      block: attributeText(element, 'attribute-block-name', exchange),
      prefix: attributeText(element, 'namespace-prefix', exchange),
    }
    const convert = (text: string): string => xmlOfJson(text, names)
    trace(exchange, element, convertBody(element, exchange, { from: 'json', to: 'xml', convert }))
    return { kind: 'next' }
  },
}
