import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText } from '../attribute.ts'
import type { Fields, GatewayExchange } from '../exchange.ts'
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
    putBasic(element, exchange, exchange.request.fields)
    trace(exchange, element, 'put the user name and password of the document into Authorization')
    return { kind: 'next' }
  },
}

/** Puts what the element says into a message's `Authorization`. */
export const putBasic = (element: PolicyElement, exchange: GatewayExchange, fields: Fields): void => {
  const user = attributeText(element, 'username', exchange) ?? ''
  const password = attributeText(element, 'password', exchange) ?? ''
  const pair = Buffer.from(`${user}:${password}`).toString('base64')
  setField(fields, 'Authorization', [`Basic ${pair}`])
}
