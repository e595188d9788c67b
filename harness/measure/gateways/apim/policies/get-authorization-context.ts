import { attributeText } from '../attribute.ts'
import { DictionaryValue, RecordValue } from '../expressions/objects.ts'
import { MANAGED_IDENTITY } from '../managed-identity.ts'
import type { PolicyKind } from '../policy.ts'
import { BOOLEAN, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

export const getAuthorizationContext: PolicyKind = {
  name: 'get-authorization-context',
  sections: ['inbound', 'backend', 'outbound'],
  source: 'https://learn.microsoft.com/azure/api-management/get-authorization-context-policy',
  standing: () => ({
    kind: 'adapted',
    why: "no credential provider is asked: its token is the gateway's own of this run, and has no claims",
  }),
  faults: (element) =>
    shapeFaults(element, {
      attributes: {
        'provider-id': REQUIRED,
        'authorization-id': REQUIRED,
        'context-variable-name': REQUIRED,
        'identity-type': { oneOf: ['managed', 'jwt'] },
        identity: {},
        'ignore-error': BOOLEAN,
      },
    }),
  compile:
    (element, { context }) =>
    (exchange) => {
      const name = attributeText(element, 'context-variable-name', exchange) ?? ''
      const token = context.credentials.of(MANAGED_IDENTITY)
      // https://learn.microsoft.com/azure/api-management/get-authorization-context-policy#authorization-object
      const properties = [['AccessToken', token] as const, ['Claims', new DictionaryValue()] as const]
      exchange.variables.set(name, new RecordValue('Authorization', properties))
      trace(exchange, element, `set ${name} to a token of the gateway's own`)
      return { kind: 'next' }
    },
}
