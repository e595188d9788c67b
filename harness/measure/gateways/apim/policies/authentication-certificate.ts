import type { PolicyKind } from '../policy.ts'
import { ANY, type ElementShape, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

const CERTIFICATE_SHAPE: ElementShape = {
  attributes: { thumbprint: ANY, 'certificate-id': ANY, body: ANY, password: ANY },
}

export const authenticationCertificate: PolicyKind = {
  name: 'authentication-certificate',
  sections: ['inbound', 'backend'],
  source: 'https://learn.microsoft.com/azure/api-management/authentication-certificate-policy',
  standing: () => ({ kind: 'adapted', why: 'the backend here asks for no client certificate' }),
  faults: (element) => {
    const { spot, attributes } = element
    const lacks = !(attributes['thumbprint'] || attributes['certificate-id'] || attributes['body'])
    return [
      ...(lacks ? [{ spot, what: `<${element.name}> has neither "thumbprint" nor "certificate-id".` }] : []),
      ...shapeFaults(element, CERTIFICATE_SHAPE),
    ]
  },
  compile: (element) => (exchange) => {
    trace(exchange, element, 'no certificate is shown: the backend here asks for none')
    return { kind: 'next' }
  },
}
