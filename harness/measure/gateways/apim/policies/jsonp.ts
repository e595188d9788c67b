import { attributeText } from '../attribute.ts'
import { deleteField, setField } from '../fields.ts'
import { PolicyError, type PolicyKind } from '../policy.ts'
import { REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

/** A caller that names a function gets a script that calls it; anybody else gets the JSON. */
export const jsonp: PolicyKind = {
  name: 'jsonp',
  sections: ['outbound'],
  source: 'https://learn.microsoft.com/azure/api-management/jsonp-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) =>
    shapeFaults(element, { attributes: { 'callback-parameter-name': REQUIRED, 'decode-callback': {} } }),
  compile: (element) => (exchange) => {
    const name = attributeText(element, 'callback-parameter-name', exchange) ?? ''
    const callback = exchange.called.url.searchParams.get(name)
    const { response } = exchange
    if (callback === null || !response?.body) {
      trace(exchange, element, `the caller names no ${name}`)
      return { kind: 'next' }
    }
    if (!IDENTIFIER.test(callback))
      throw new PolicyError(element, {
        reason: 'CallbackParameterInvalid',
        message: `Value of callback parameter ${name} is not a valid JavaScript identifier.`,
        status: 400,
      })
    response.body = new TextEncoder().encode(`${callback}(${new TextDecoder().decode(response.body)});`)
    setField(response.fields, 'Content-Type', ['application/javascript'])
    deleteField(response.fields, 'content-length')
    trace(exchange, element, 'the answer is a script')
    return { kind: 'next' }
  },
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u
