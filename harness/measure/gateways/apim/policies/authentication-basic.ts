import { attributeText } from '../attribute.ts'
import { setField } from '../fields.ts'
import type { PolicyKind } from '../policy.ts'
import { ANY, type ElementShape, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

const BASIC_SHAPE: ElementShape = { attributes: { username: REQUIRED, password: ANY } }

export const authenticationBasic: PolicyKind = {
  name: 'authentication-basic',
  sections: ['inbound', 'backend'],
  source: 'https://learn.microsoft.com/azure/api-management/authentication-basic-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => shapeFaults(element, BASIC_SHAPE),
  compile: (element) => (exchange) => {
    const user = attributeText(element, 'username', exchange) ?? ''
    const password = attributeText(element, 'password', exchange) ?? ''
    const pair = Buffer.from(`${user}:${password}`).toString('base64')
    setField(exchange.request.fields, 'Authorization', [`Basic ${pair}`])
    trace(exchange, element, 'put the user name and password of the document into Authorization')
    return { kind: 'next' }
  },
}
