import type { PolicyElement } from '../../../../model/policy-document.ts'
import type { GatewayContext } from '../../gateway.ts'
import { attributeText } from '../attribute.ts'
import type { Fields, GatewayExchange } from '../exchange.ts'
import { setField } from '../fields.ts'
import { MANAGED_IDENTITY } from '../managed-identity.ts'
import type { PolicyKind } from '../policy.ts'
import { BOOLEAN, type ElementShape, LITERAL, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

const MANAGED_IDENTITY_SHAPE: ElementShape = {
  attributes: {
    resource: REQUIRED,
    'client-id': LITERAL,
    'output-token-variable-name': LITERAL,
    'ignore-error': BOOLEAN,
  },
}

/**
 * Puts the token of the gateway's own identity into `Authorization`, in place of whatever the caller sent there; with
 * `output-token-variable-name` into that variable instead, as the vendor's own emulator does
 * (Azure/azure-api-management-policy-toolkit, AuthenticationManagedIdentityHandler): its page says it of the field alone.
 */
export const authenticationManagedIdentity: PolicyKind = {
  name: 'authentication-managed-identity',
  sections: ['inbound', 'backend', 'outbound', 'on-error'],
  source: 'https://learn.microsoft.com/azure/api-management/authentication-managed-identity-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => shapeFaults(element, MANAGED_IDENTITY_SHAPE),
  compile:
    (element, { context }) =>
    (exchange) => {
      const place = putIdentity(element, exchange, exchange.request.fields, context)
      const resource = attributeText(element, 'resource', exchange)
      trace(exchange, element, `put the gateway's own token for ${resource} into ${place}`)
      return { kind: 'next' }
    },
}

/** Puts the gateway's token into a message's `Authorization` or the variable that the element names, and says which. */
export const putIdentity = (
  element: PolicyElement,
  exchange: GatewayExchange,
  fields: Fields,
  { credentials }: Pick<GatewayContext, 'credentials'>,
): string => {
  const token = credentials.of(MANAGED_IDENTITY)
  const variable = attributeText(element, 'output-token-variable-name', exchange)
  if (variable) exchange.variables.set(variable, token)
  else setField(fields, 'Authorization', [`Bearer ${token}`])
  return variable ? `the variable ${variable}` : 'Authorization'
}
