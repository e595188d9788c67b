import type { PolicyElement } from '../../../../model/policy-document.ts'
import { attributeText, attributeTruth } from '../attribute.ts'
import { backendBase, joinedUrl } from '../backend-address.ts'
import type { GatewayExchange } from '../exchange.ts'
import type { PolicyKind } from '../policy.ts'
import { BOOLEAN, REQUIRED, shapeFaults } from '../shape.ts'
import { trace } from '../trace.ts'

export const rewriteUri: PolicyKind = {
  name: 'rewrite-uri',
  sections: ['inbound'],
  source: 'https://learn.microsoft.com/azure/api-management/rewrite-uri-policy',
  standing: () => ({ kind: 'enforced' }),
  faults: (element) => shapeFaults(element, { attributes: { template: REQUIRED, 'copy-unmatched-params': BOOLEAN } }),
  compile: (element) => (exchange) => {
    const [path = '', query = ''] = filled(element, exchange).split(/\?(.*)/s)
    const search = new URLSearchParams(query)
    if (attributeTruth(element, 'copy-unmatched-params', exchange, true))
      for (const [name, value] of unmatched(exchange)) if (!search.has(name)) search.append(name, value)
    const url = joinedUrl(backendBase(exchange), path, search.toString())
    if (url) exchange.request.url = url
    trace(exchange, element, `the path is ${exchange.request.url.pathname}`)
    return { kind: 'next' }
  },
}

/** The template with the operation's parameters in it. */
const filled = (element: PolicyElement, exchange: GatewayExchange): string =>
  (attributeText(element, 'template', exchange) ?? '').replace(
    /\{\*?([^{}]+)\}/g,
    (hole, name: string) => exchange.matchedParameters[name] ?? hole,
  )

/** Query parameters that the operation's own template does not name. */
const unmatched = ({ request, operation }: GatewayExchange): readonly (readonly [string, string])[] => {
  const [, template = ''] = operation?.urlTemplate.split('?') ?? []
  const named = new URLSearchParams(template)
  return [...request.url.searchParams].filter(([name]) => !named.has(name))
}
