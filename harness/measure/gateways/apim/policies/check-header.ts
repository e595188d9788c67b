import { attributeNumber, attributeText, attributeTruth } from '../attribute.ts'
import { textOf } from '../expressions/evaluate.ts'
import { fieldText } from '../fields.ts'
import { PolicyError, type PolicyKind } from '../policy.ts'
import { ANY, type ElementShape, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

/** The page has the last three as required; documents that leave one out are taken all the same. */
const SHAPE: ElementShape = {
  attributes: { name: REQUIRED, 'failed-check-httpcode': ANY, 'failed-check-error-message': ANY, 'ignore-case': ANY },
  children: { value: { text: 'may' } },
}

/** A field must be there and, where values are named, have one of them. Its name compares without case in any case. */
export const checkHeader: PolicyKind = {
  name: 'check-header',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/check-header-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => shapeFaults(element, SHAPE),
  compile: (element) => (exchange) => {
    const name = attributeText(element, 'name', exchange) ?? ''
    const ignoresCase = attributeTruth(element, 'ignore-case', exchange, false)
    const folded = (text: string): string => (ignoresCase ? text.toLowerCase() : text)
    const wanted = element.children.flatMap((child) =>
      child.name === 'value' && child.text ? folded(textOf(child.text, exchange)) : [],
    )
    const field = fieldText(exchange.request.fields, name)
    if (field !== null && (wanted.length === 0 || wanted.includes(folded(field)))) {
      trace(exchange, element, `found ${name}`)
      return { kind: 'next' }
    }
    const message = attributeText(element, 'failed-check-error-message', exchange)
    const isAbsent = field === null
    throw new PolicyError(element, {
      reason: isAbsent ? 'HeaderNotFound' : 'HeaderValueNotAllowed',
      message: isAbsent
        ? `Header ${name} was not found in the request. Access denied.`
        : `Header ${name} value of ${field} is not allowed. Access denied.`,
      status: attributeNumber(element, 'failed-check-httpcode', exchange, 400),
      ...(message === null ? {} : { told: message }),
      why: isAbsent ? `no ${name} field` : `${name} has a value that is not allowed`,
    })
  },
}
