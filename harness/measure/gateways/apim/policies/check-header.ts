import { attributeNumber, attributeText, attributeTruth } from '../attribute.ts'
import { textOf } from '../expressions/evaluate.ts'
import { PolicyError, type PolicyKind } from '../policy.ts'
import { BOOLEAN, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

/** A field that must be there, and hold one of the values, where some are given. */
export const checkHeader: PolicyKind = {
  name: 'check-header',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/check-header-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        name: REQUIRED,
        'failed-check-httpcode': { required: true, whole: { least: 100, most: 999 } },
        'failed-check-error-message': REQUIRED,
        'ignore-case': BOOLEAN,
      },
      children: { value: { text: 'may' } },
    }),
  compile: (element) => (exchange) => {
    const name = (attributeText(element, 'name', exchange) ?? '').trim()
    const refused = (facts: { reason: string; message: string; why: string }): PolicyError =>
      new PolicyError(element, {
        ...facts,
        status: attributeNumber(element, 'failed-check-httpcode', exchange, 401),
        told: attributeText(element, 'failed-check-error-message', exchange) ?? facts.message,
      })
    const field = exchange.request.fields.get(name.toLowerCase())
    if (!field || field.values.length === 0) {
      const message = `Header ${name} was not found in the request. Access denied.`
      throw refused({ reason: 'HeaderNotFound', message, why: `no ${name} field` })
    }
    const ignoreCase = attributeTruth(element, 'ignore-case', exchange, false)
    const form = (text: string): string => (ignoreCase ? text.trim().toLowerCase() : text.trim())
    const allowed = element.children.map(({ text }) => form(text ? textOf(text, exchange) : ''))
    // The vendor's own emulator refuses several fields of one name (Azure/azure-api-management-policy-toolkit,
    // CheckHeaderHandler); its page says nothing of them. So each has to be allowed.
    if (allowed.length > 0 && !field.values.every((value) => allowed.includes(form(value)))) {
      const message = `Header ${name} value of ${field.values.join(',')} is not allowed. Access denied.`
      throw refused({ reason: 'HeaderValueNotAllowed', message, why: `the value of ${name} is not allowed` })
    }
    trace(exchange, element, allowed.length > 0 ? `${name} has a value that is allowed` : `${name} is there`)
    return { kind: 'next' }
  },
}
